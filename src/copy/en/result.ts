import { counted, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const picture = (position: number | null) => (position === null ? 'this picture' : `picture ${position}`);

/** The words under a result, and of its buttons. `position` null: there is only one picture. */
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
    `Read aloud to people who can’t see the picture. It starts with “${beginning}”. If you leave this empty, the prompt is used.`,
  aiMade: 'AI-made image',
  save: 'Save',
  cancel: 'Cancel',
  delete: 'Delete…',
  /** The same, of what only the asker has seen. */
  discard: 'Discard…',
  deleteTitle: 'Delete it?',
  deleteText: (count: number) =>
    count === 1
      ? 'This deletes the picture for everyone, and no one can start from it anymore. Credits already charged aren’t refunded.'
      : `This deletes all ${number(locale, count)} pictures for everyone, and no one can start from them anymore. Credits already charged aren’t refunded.`,
  /** Of an undo. */
  deleteAgainText: 'This deletes only this message. The version it shows again stays where it is.',
  deleteYes: 'Delete',
  keep: 'Keep it',
  onlyAsker: 'Only the person who requested it, or a workspace admin, can do that.',
  saving: (drafts: number, finish: number, instead: number) =>
    `drafts ${number(locale, drafts)} + finish ${number(locale, finish)} = ${number(locale, drafts + finish)} instead of ${number(locale, instead)} · saved ${number(locale, instead - drafts - finish)}`,
  hiding: 'It’s already being made private.',
  underWay: 'That’s already being made. It will appear in the picture’s thread.',
  unclear: 'An earlier press hasn’t been resolved yet. Use the button on that message.',
  finished: (version: string) => `This picture is already finished: v${version}.`,
  gone: 'That picture is no longer here.',
};
