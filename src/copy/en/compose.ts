import { counted, longDate, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const pictures = (n: number) => counted(locale, n, { one: 'picture', other: 'pictures' });

const LEFT = { team: 'left', channel: 'left in that channel', person: 'left for you' };

/** The forms in which pictures are made and edited, and the Home tab. */
export const composeEn = {
  title: 'New image',
  editTitle: 'Edit image',
  close: 'Close',
  loading: 'One moment.',
  prompt: {
    label: 'What should it show?',
    placeholder: 'a red fox reading a newspaper',
    hint: 'Flags such as --ar 16:9 work here too, and win over the fields below.',
    cut: (most: number) =>
      `The text was longer than fits here: this is its beginning, ${number(locale, most)} characters.`,
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
    same: 'As it is',
    words: {
      square: 'Square',
      portrait: 'Portrait',
      landscape: 'Landscape',
      wide: 'Wide',
      tall: 'Tall',
      '2k': 'Large square',
      '4k': 'Very large, wide',
      auto: 'As the model sees fit',
    },
    dropped: (size: string, quality: string) =>
      `${size} can’t be drawn in this quality (${quality}), so another size is set.`,
  },
  quality: {
    label: 'Quality',
    same: 'As it is',
    any: 'Automatic: the cheapest',
    words: { low: 'Low: drafts to choose from', medium: 'Medium', high: 'High: the final picture' },
  },
  count: 'How many?',
  references: {
    label: 'Pictures to start from',
    hint: (most: number) => `PNG, JPEG or WebP, ${number(locale, most)} at most.`,
    kept: (count: number) => `Starts from what was attached to that request: ${pictures(count)}.`,
  },
  where: {
    label: 'Where should it go?',
    channel: 'This channel',
    direct: 'This conversation',
    thread: 'The thread it was asked in',
    me: 'Only me',
    hint: 'Left empty, only you see it, in your messages with me.',
    outside: 'I’m not in that channel. /invite @Imagine there first, or choose another place.',
    notPart: 'I’m not part of that conversation. Choose “Only me”, or a channel.',
  },
  price: (count: number, cost: number, left: number | null, scope: 'team' | 'channel' | 'person') =>
    `${pictures(count)} · ${credits(cost)} · ${left === null ? 'no limit' : `${number(locale, left)} ${LEFT[scope]}`}`,
  tooDear: 'More than is left.',
  each: (prices: string) => `By quality: ${prices}`,
  submit: (count: number, cost: number) => `Make ${count} · ${credits(cost)}`,
  submitEdit: (cost: number) => `Edit · ${credits(cost)}`,
  priceChanged: (cost: number) =>
    `It costs ${credits(cost)} as it stands now, with the flags in the text. Nothing has been ordered yet: press once more if that is right.`,
  fewer: (count: number, cost: number) => `${pictures(count)} would take ${number(locale, cost)}.`,
  low: (cost: number) => `In low quality it would take ${number(locale, cost)}.`,
  nothingLeft: (left: number, scope: 'team' | 'channel' | 'person', renews: string) =>
    `${number(locale, left)} ${left === 1 ? 'credit is' : 'credits are'} ${LEFT[scope]} until ${longDate(locale, renews)}, too little for a picture.`,
  nothingOffered: 'No model can be ordered from at the moment.',
  notOpened:
    'Slack did not let me open the form. Type it instead, for example `/imagine a red fox reading a newspaper`.',
  editNotOpened:
    'Slack did not let me open the form. Answer in the picture’s thread instead: “edit this: make it night”.',
  noPicture: 'This message has no picture that I can edit. It has to be a PNG, JPEG or WebP.',
  pictureGone: 'The picture is gone: it was deleted.',
  pictureUnseen:
    'I can’t see this picture: it was deleted, or I’m not where it is. `/invite @Imagine` lets me; or upload it in the form that `/imagine` opens.',
  upload: (n: number) => `Picture ${number(locale, n)} of this message`,
  notShown: 'Slack does not show the picture here, but it will be used.',
  notYours: 'Only the person who asked can change that prompt. Type your own with `/imagine`.',
  home: {
    title: 'Imagine makes and edits pictures in chat',
    make: '*Make*: `/imagine a red fox reading a newspaper` in any channel, or the button below.',
    edit: '*Edit*: answer in the picture’s thread, “edit this: make it night”, as often as you like.',
    finish: '*Choose and finish*: several pictures come as cheap drafts; finish the one you like in high quality.',
    left: (left: number | null, renews: string) =>
      left === null
        ? `No limit this month · a new month begins on ${longDate(locale, renews)}`
        : `${counted(locale, left, { one: 'credit', other: 'credits' })} left in this workspace · renews on ${longDate(locale, renews)}`,
    requests: 'Your last requests',
    admins:
      'A channel or a person can have a budget too: `/imagine budget set 1000` with `for #channel` or `for @person` after it.',
  },
};
