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
  /** The type that Slack was given; `came`: the one that Pixapi sent. */
  converted: (posted: string, came: string) => `${posted}, sent as ${came}`,
  missing: (shown: number, made: number, positions: readonly number[], isGivenUp: boolean) =>
    `${number(locale, shown)} of ${number(locale, made)} pictures ${shown === 1 ? 'is' : 'are'} here. ${positions.map((position) => `#${position}`).join(', ')} ${
      isGivenUp
        ? 'could not be fetched, though I kept trying for a day.'
        : 'can’t be fetched yet; I keep trying, and it costs nothing more.'
    }`,
  byAddress: {
    uploads_disabled:
      'File uploads are turned off in this workspace, so you see this at Pixapi’s address, where it may not stay. Once uploads are allowed, *Again* makes one that stays.',
    storage_full:
      'This workspace has no file storage left, so you see this at Pixapi’s address, where it may not stay. Once there is room, *Again* makes one that stays.',
  },
  rendition: (edgePx: number) =>
    `Started from the smaller copy that Slack keeps of the picture: ${number(locale, edgePx)} px at its longest edge.`,
};
