import { counted, longDate, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const pictures = (n: number) => counted(locale, n, { one: 'picture', other: 'pictures' });

const LEFT = {
  team: 'left',
  channel: 'left in that channel',
  person: 'left for you',
  group: 'left for your group',
  own: 'left under your own cap',
};

/** The forms in which pictures are made and edited, and the Home tab. */
export const composeEn = {
  title: 'New image',
  editTitle: 'Edit image',
  close: 'Close',
  loading: 'One moment.',
  prompt: {
    label: 'What should it show?',
    placeholder: 'a red fox reading a newspaper',
    hint: 'Flags such as --ar 16:9 work here too, and override the fields below.',
    cut: (most: number) =>
      `The text was too long for this field, so these are its first ${number(locale, most)} characters.`,
  },
  change: { label: 'What should change?', placeholder: 'make it night' },
  which: 'Which picture?',
  style: {
    label: 'Style',
    none: 'None',
    adds: (words: string) => `Adds to your words: _${words}_`,
  },
  size: {
    label: 'Size',
    same: 'Keep as is',
    words: {
      square: 'Square',
      portrait: 'Portrait',
      landscape: 'Landscape',
      wide: 'Wide',
      tall: 'Tall',
      '2k': 'Large square',
      '4k': 'Very large, wide',
      auto: 'Let the model choose',
    },
    dropped: (size: string, quality: string) =>
      `${size} can’t be drawn in this quality (${quality}), so I set another size.`,
  },
  quality: {
    label: 'Quality',
    same: 'Keep as is',
    any: 'Automatic: the cheapest',
    words: { low: 'Low: drafts to choose from', medium: 'Medium', high: 'High: the final picture' },
  },
  count: 'How many?',
  references: {
    label: 'Pictures to start from',
    hint: (most: number) => `PNG, JPEG, WebP or HEIC, up to ${number(locale, most)}.`,
    kept: (count: number) => `Starts from what was attached to that request: ${pictures(count)}.`,
  },
  where: {
    label: 'Where should it go?',
    channel: 'This channel',
    direct: 'This conversation',
    thread: 'The thread it was requested in',
    me: 'Only me',
    hint: 'If you leave this empty, only you will see it, in your DM with me.',
    outside: 'I’m not in that channel. Type /invite @Imagine there first, or choose another place.',
    notPart: 'I’m not part of that conversation. Choose “Only me”, or a channel.',
  },
  price: (count: number, cost: number, left: number | null, scope: keyof typeof LEFT) =>
    `${pictures(count)} · ${credits(cost)} · ${left === null ? 'no limit' : `${number(locale, left)} ${LEFT[scope]}`}`,
  tooDear: 'That’s more than is left.',
  each: (prices: string) => `By quality: ${prices}`,
  submit: (count: number, cost: number) => `Make ${count} · ${credits(cost)}`,
  submitEdit: (cost: number) => `Edit · ${credits(cost)}`,
  priceChanged: (cost: number) =>
    `With the flags in your text, this costs ${credits(cost)}. Nothing has been ordered yet; press again to order it.`,
  fewer: (count: number, cost: number) => `${pictures(count)} would cost ${number(locale, cost)}.`,
  low: (cost: number, quality: string) => `In ${quality} quality it would cost ${number(locale, cost)}.`,
  nothingLeft: (left: number, scope: keyof typeof LEFT, renews: string) =>
    `${credits(left)} ${LEFT[scope]} until ${longDate(locale, renews)}: not enough for a picture.`,
  nothingOffered: 'No image model is available right now.',
  notOpened:
    'Slack wouldn’t let me open the form. Type your request instead, for example `/imagine a red fox reading a newspaper`.',
  editNotOpened:
    'Slack wouldn’t let me open the form. Reply in the picture’s thread instead: “edit this: make it night”.',
  noPicture: 'This message has no picture I can edit. I can edit PNG, JPEG, WebP and HEIC.',
  pictureGone: 'This picture has been deleted.',
  pictureUnseen:
    'I can’t see this picture: either it was deleted, or I’m not in that conversation. Let me in with `/invite @Imagine`, or upload the picture in the form that `/imagine` opens.',
  upload: (n: number) => `Picture ${number(locale, n)} of this message`,
  notShown: 'Slack doesn’t show the picture here, but it will be used.',
  notYours: 'Only the person who requested it can change that prompt. Type your own with `/imagine`.',
  home: {
    title: 'Imagine makes and edits pictures in chat',
    make: '*Make*: type `/imagine a red fox reading a newspaper` in any channel, or use the button below.',
    edit: '*Edit*: reply in the picture’s thread, “edit this: make it night”, as often as you like.',
    finish: '*Choose and finish*: several pictures come as cheap drafts; finish the one you like in high quality.',
    left: (left: number | null, renews: string) =>
      left === null
        ? `No limit this month · a new month begins on ${longDate(locale, renews)}`
        : `${counted(locale, left, { one: 'credit', other: 'credits' })} left in this workspace · renews on ${longDate(locale, renews)}`,
    requests: 'Your last requests',
  },
};
