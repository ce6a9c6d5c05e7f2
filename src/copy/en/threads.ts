import { counted, number } from '../format.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });

const again = {
  making: (prompt: string, user: string, version: string) =>
    `*${prompt}* · showing v${version} again · for ${user} · free`,
  facts: (version: string) => `v${version} again`,
  free: 'free',
  ready: (version: string, prompt: string) => `v${version} again: ${prompt}`,
  nothingBefore: 'The newest version in this thread didn’t come from an earlier one, so there’s nothing to undo.',
  shownAlready: 'That version is the one showing now.',
  gone: 'That version is gone.',
};

const compare = {
  making: (asked: string, user: string) => `*${asked}* · for ${user} · free`,
  left: (version: string) => `left: ${version}`,
  right: (version: string) => `right: ${version}`,
  altText: (left: string, leftPrompt: string, right: string, rightPrompt: string) =>
    `AI-made images side by side: left ${left}, ${leftPrompt}; right ${right}, ${rightPrompt}`,
  ready: (left: string, right: string) => `Side by side: ${left} left, ${right} right`,
  nothing:
    'I need two pictures to compare. Name them, for example “compare v1 v2”, or “compare #1 #2” for two from the same message.',
};

const tree = {
  button: 'History',
  title: 'Versions',
  line: (version: string, prompt: string, user: string, facts: string) =>
    `${version} · *${prompt}* · by ${user} · ${facts}`,
  cost: (n: number, estimated: boolean) => `${estimated ? 'about ' : ''}${credits(n)}`,
  deleted: 'deleted',
  more: (n: number) => `These are the newest ${number(locale, n)} versions.`,
  choose: 'Show a version again',
  submit: 'Show again · free',
  close: 'Close',
};

const publish = {
  button: 'Publish to the channel',
  choose: 'Publish…',
  alone: (channel: string) => `Only you can see this · requested in ${channel}`,
  aloneHere: 'Only you can see this',
  published: (channel: string) => `Published in ${channel}`,
  already: (channel: string) => `It’s already published in ${channel}.`,
  underWay: (channel: string) => `It’s being published in ${channel} right now.`,
  gone: 'This picture is gone, so it can’t be published.',
  noRoom: (channel: string, cost: number, left: number) =>
    `It cost ${credits(cost)}, and ${channel} has ${number(locale, left)} left this month. Nothing was published. Ask an admin to raise the channel’s budget.`,
  onlyAsker: 'Only the person who asked for it can publish it.',
  by: (user: string) => `published by ${user}`,
  making: (prompt: string, user: string) => `*${prompt}* · being published by ${user} · free`,
  together: (n: number) => `${credits(n)} in total`,
  title: 'Publish picture',
  where: 'In which channel?',
  submit: 'Publish · free',
  close: 'Not now',
};

export const threadsEn = {
  publish,
  again,
  compare,
  tree,
  inThread: 'Say that in a picture’s thread, so I know which one you mean.',
  help: [
    'Also in the thread: “undo” brings back the version before, “compare v1 v2” puts two side by side, “history” lists them all. All three are free.',
    'In direct messages with me, just say what to draw. To change the picture, reply in its thread.',
  ],
};
