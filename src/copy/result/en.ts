import { counted, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const picture = (position: number | null) => (position === null ? 'this picture' : `picture ${position}`);

/** The words under a result, and of what its buttons do. `position` null: there is but one picture. */
export const resultEn = {
  vary: (cost: number) => `Vary ×4 · ${number(locale, cost)}`,
  varyLabel: (position: number | null, cost: number) => `Four variations of ${picture(position)}, ${credits(cost)}`,
  finish: (cost: number) => `Finish · ${number(locale, cost)}`,
  finishLabel: (position: number | null, cost: number) =>
    `Finish ${picture(position)} in high quality, ${credits(cost)}`,
  underWay: 'That is being made already; it comes in the thread of the picture.',
  unclear: 'An earlier press has come to no clear end; the button of its own message settles it.',
  finished: (version: string) => `This picture is finished already: v${version}.`,
  gone: 'That picture is no longer here.',
};
