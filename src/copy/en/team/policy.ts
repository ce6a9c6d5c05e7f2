import { counted, number } from '../../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

/** Which rule a request is against, and what helps. */
const rules = {
  paused: {
    why: (by: string) => `${by} has paused new pictures in this workspace.`,
    next: 'What was accepted before is still made. Ask again once pictures are resumed; managers do that with `/imagine resume`.',
  },
  off: {
    why: (channel: string) => `Pictures are turned off in ${channel}.`,
    next: 'Ask in another channel, or in your direct messages with me.',
  },
  privateOnly: {
    why: (channel: string) => `In ${channel}, pictures are for the person who asks alone.`,
    next: 'Add `--private`, or ask in another channel.',
  },
  draftsOnly: {
    why: (channel: string) => `${channel} is for drafts only.`,
    next: (quality: string) => `Use \`--quality ${quality}\`, or ask in another channel.`,
  },
  spender: {
    why: (groups: string) => `Only members of ${groups} can spend credits in this workspace.`,
    next: 'One of them can make it for you.',
  },
  word: {
    why: (word: string) => `This workspace has blocked the word “${word}”.`,
    next: 'Say it in other words. Only that it was refused is kept, not what you wrote.',
  },
  model: {
    why: (model: string) => `This workspace doesn’t use the model \`${model}\`.`,
    next: (allowed: string) => `It uses ${allowed}.`,
  },
  size: {
    why: (size: string) => `This workspace doesn’t use the size \`${size}\`.`,
    next: (allowed: string) => `It uses ${allowed}.`,
  },
  quality: {
    why: (quality: string) => `This workspace doesn’t use the quality \`${quality}\`.`,
    next: (allowed: string) => `It uses ${allowed}.`,
  },
  dear: {
    why: (cost: number, most: number) =>
      `This needs ${credits(cost)}, and no single request in this workspace can cost more than ${number(locale, most)}.`,
    next: 'A smaller size, a lower quality or fewer pictures cost less.',
  },
};

/** What is allowed in the workspace, beside its budgets. */
export const policyEn = {
  rules,
  title: '*Policy of this workspace*',
  paused: (by: string) => `New pictures are paused by ${by}.`,
  spend: {
    everyone: 'Who can spend: everyone, guests too.',
    members: 'Who can spend: members; guests can look.',
    groups: (groups: string) => `Who can spend: members of ${groups}.`,
  },
  models: (allowed: string) => `Models: ${allowed}.`,
  sizes: (allowed: string) => `Sizes: ${allowed}.`,
  qualities: (allowed: string) => `Qualities: ${allowed}.`,
  all: 'all',
  most: (n: number | null) =>
    n === null ? 'A single request can cost any amount.' : `A single request can cost up to ${credits(n)}.`,
  standard: (terms: string) => `Where a request says nothing else: ${terms}.`,
  channels: {
    on: (channels: string) => `On: ${channels}.`,
    private: (channels: string) => `Private only: ${channels}.`,
    drafts: (channels: string) => `Drafts only: ${channels}.`,
    off: (channels: string) => `Off: ${channels}.`,
  },
  blocked: (words: string) => `Blocked words: ${words}.`,
  blockedMany: (n: number) => `Blocked words: ${number(locale, n)}.`,
  noneBlocked: 'Blocked words: none.',
  more: (n: number) => `and ${number(locale, n)} more`,
  howTo:
    'Managers can change it in the app’s Home or with `/imagine policy off for #channel` (`on`, `private`, `drafts`), `/imagine policy block WORD`, `unblock WORD`, `/imagine policy max 20`, `/imagine pause` and `/imagine resume`.',
  changed: {
    on: (channel: string) => `Pictures are on in ${channel}.`,
    private: (channel: string) => `In ${channel}, pictures are private only from now on.`,
    drafts: (channel: string) => `${channel} is for drafts only from now on.`,
    off: (channel: string) =>
      `Pictures are off in ${channel} from now on. Nothing can be published there either; what stands there stays.`,
    blocked: (word: string) => `“${word}” is blocked from now on, as a whole word, whatever its case and accents.`,
    unblocked: (word: string) => `“${word}” isn’t blocked.`,
    paused:
      'New pictures are paused for everyone, in every channel. What was accepted before is still made. `/imagine resume` ends it.',
    resumed: 'New pictures can be made again, by everyone.',
    rules: 'The policy is set. It counts from this moment on.',
  },
  same: 'It was so before; nothing has changed.',
  /** Another manager changed the same thing a short time ago; `to`: what they made of it, null where that says nothing. */
  lately: (by: string, to: string | null) =>
    `${by} had changed the same less than an hour ago${to === null ? '' : `, to ${to}`}.`,
  modes: { on: 'on', private: 'private only', drafts: 'drafts only', off: 'off' },
  nothing: 'no rule',
  noWord: 'That is no word: a word has letters or digits.',
  tooMany:
    'That is more than can be kept: 200 blocked words (3,000 characters in all) and 500 channels with a rule of their own.',
  unpublished: (why: string) => `${why} The picture stays private.`,
};
