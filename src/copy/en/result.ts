import { counted, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const picture = (position: number | null) => (position === null ? 'this picture' : `picture ${position}`);

/** The words under a result, and of what its buttons do. `position` null: there is but one picture. */
export const resultEn = {
  edit: 'Edit',
  editLabel: (position: number | null) => `Say what to change in ${picture(position)}`,
  vary: (cost: number) => `Vary ×4 · ${number(locale, cost)}`,
  varyLabel: (position: number | null, cost: number) => `Four variations of ${picture(position)}, ${credits(cost)}`,
  finish: (cost: number) => `Finish · ${number(locale, cost)}`,
  finishLabel: (position: number | null, cost: number) =>
    `Finish ${picture(position)} in high quality, ${credits(cost)}`,
  again: (cost: number) => `Again · ${number(locale, cost)}`,
  againTitle: 'Make it again?',
  prompt: 'Original prompt',
  promptAdded: (words: string) => `Added to it: ${words}`,
  hide: 'Make private',
  altText: 'Alt text…',
  altTextTitle: 'Alt text',
  altTextOf: (position: number | null) => (position === null ? 'Alt text' : `Alt text of picture ${position}`),
  altTextHint: (beginning: string) =>
    `Read aloud to people who don’t see the picture. It begins with “${beginning}”; left empty, it is made from the prompt.`,
  aiMade: 'AI-made image',
  save: 'Save',
  cancel: 'Cancel',
  delete: 'Delete…',
  /** The same, of what only the asker has seen. */
  discard: 'Discard…',
  deleteTitle: 'Delete it?',
  deleteText: (count: number) =>
    count === 1
      ? 'The picture goes for everybody, and nobody can start from it any more. What it cost stays charged.'
      : `The ${number(locale, count)} pictures go for everybody, and nobody can start from them any more. What they cost stays charged.`,
  /** Of an undo. */
  deleteAgainText: 'This message goes. The version that it shows again stays where it is.',
  deleteYes: 'Delete',
  keep: 'Keep it',
  onlyAsker: 'Only who asked for it, or a workspace admin, can do that.',
  saving: (drafts: number, finish: number, instead: number) =>
    `drafts ${number(locale, drafts)} + finish ${number(locale, finish)} = ${number(locale, drafts + finish)} instead of ${number(locale, instead)} · saved ${number(locale, instead - drafts - finish)}`,
  hiding: 'It is being made private already.',
  underWay: 'That is being made already; it comes in the thread of the picture.',
  unclear: 'An earlier press has come to no clear end; the button of its own message settles it.',
  finished: (version: string) => `This picture is finished already: v${version}.`,
  gone: 'That picture is no longer here.',
};
