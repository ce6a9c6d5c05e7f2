import { counted, longDate, monthName, number } from '../format.ts';
import { budgetFormEn } from './budget-form.ts';
import { composeEn } from './compose.ts';
import { failuresEn } from './failures.ts';
import { pressesEn } from './presses.ts';
import { refusalsEn } from './refusals.ts';
import { resultEn } from './result.ts';
import { settingsEn } from './settings.ts';
import { stylesEn } from './styles.ts';
import { threadsEn } from './threads.ts';
import { updateFailedEn } from './update-failed.ts';
import { waitingEn } from './waiting.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const pictures = (n: number) => counted(locale, n, { one: 'picture', other: 'pictures' });

/** Who or what a limit belongs to. */
type Scope = 'team' | 'channel' | 'person';
const OF: Record<Scope, string> = { team: 'the workspace has', channel: 'this channel has', person: 'you have' };

const charge = {
  undelivered: 'The picture is made; only its delivery failed.',
  nothing: 'Nothing was charged.',
  charged: (n: number) => `${credits(n)} charged.`,
  held: (n: number) => `It may have been charged: ${credits(n)} ${n === 1 ? 'is' : 'are'} held until this is settled.`,
};

/** A line under a picture or a failure: what it cost and what is left. */
const receipt = {
  money: (held: number, charged: number, estimated: boolean) =>
    `held ${number(locale, held)} · charged ${estimated ? 'about ' : ''}${number(locale, charged)}`,
  left: (left: number | null, month: string) =>
    left === null ? 'no limit' : `${number(locale, left)} left in ${monthName(locale, month)}`,
};

const images = {
  making: (prompt: string, user: string, count: number, cost: number) =>
    `*${prompt}* · for ${user} · ${pictures(count)}, ${credits(cost)}`,
  editing: (instruction: string, user: string, count: number, cost: number, from: string) =>
    `*${instruction}* · from ${from} · for ${user} · ${pictures(count)}, ${credits(cost)}`,
  makingText: (prompt: string) => `Making a picture: ${prompt}`,
  stillWorking: 'This takes unusually long. It is still being made; nothing more is charged for waiting.',
  waitingForPixapi: 'Pixapi is not answering. Your request keeps its place, and nothing is charged until it is made.',
  by: (user: string) => `by ${user}`,
  from: (version: string, picture: number | null) => `v${version}${picture === null ? '' : ` #${picture}`}`,
  versionFrom: (version: string, from: string) => `v${version} from ${from}`,
  fewer: (made: number, asked: number) => `Pixapi made ${number(locale, made)} of ${number(locale, asked)}`,
  quality: { low: 'low', medium: 'medium', high: 'high' },
  altText: (prompt: string, version: string, position: string) => `AI-made image: ${prompt} (v${version}${position})`,
  readyText: (prompt: string) => `Your picture is ready: ${prompt}`,
  filesInThread: 'Slack has not prepared the picture for this message, so it is in the thread.',
  cannotPostHere: {
    channel:
      'I can’t post in this conversation yet. `/invite @Imagine` lets me, and makes edits in the thread work; until then here is your picture.',
    direct:
      'I’m not part of this conversation, so here is your picture for you alone. Pictures that others can see and edit are made in channels.',
    closed: 'Slack does not let me write to you, so here is your picture for you alone.',
  },
  cannotPostHereYet: {
    channel:
      'I can’t post in this conversation yet, so only you will see the picture. `/invite @Imagine` lets me post here.',
    direct:
      'I’m not part of this conversation, so only you will see the picture. In channels, and in your direct messages with me, I can post it.',
    closed: 'Slack does not let me write to you, so only you will see the picture, here.',
  },
};

const buttons = {
  tryAgain: 'Try again · may charge again',
  deliverAgain: 'Deliver again · free',
  tryAgainTitle: 'Order it once more?',
  tryAgainText: (cost: number) => `The first order may have been made and charged. This one costs ${credits(cost)}.`,
  yes: 'Order again',
  no: 'Leave it',
};

const problems = {
  empty: 'Say what to draw, for example `/imagine a red fox`.',
  tooLong: (length: number, limit: number) =>
    `The prompt has ${number(locale, length)} characters; ${number(locale, limit)} is the most.`,
  unknownFlag: (flag: string, allowed: string) => `\`${flag}\` is not a flag. There are: ${allowed}.`,
  repeated: (flag: string) => `\`${flag}\` is there twice; say it once.`,
  conflict: (one: string, other: string) => `\`${one}\` and \`${other}\` can’t be used together.`,
  missing: (flag: string, allowed: string) => `\`${flag}\` needs a value: ${allowed}.`,
  unknownValue: (flag: string, value: string, allowed: string) => `\`${flag} ${value}\`: it takes ${allowed}.`,
  size: (flag: string, value: string, reason: string, nearest: string) =>
    `\`${flag} ${value}\`: ${reason}. Nearest: \`${nearest}\`.`,
  sizeReasons: {
    not_multiple_of_16: 'sides must be multiples of 16',
    too_few_pixels: 'too small, 655,360 pixels is the least',
    too_many_pixels: 'too large, 8,294,400 pixels is the most',
    edge_too_long: 'a side may have 3,840 pixels at most',
    too_elongated: 'one side may be three times the other at most',
  },
  ratio: (flag: string, value: string, nearest: string) =>
    `\`${flag} ${value}\`: one side may be three times the other at most. Nearest: \`${nearest}\`.`,
  unknownModel: (model: string, allowed: string) =>
    `\`--model ${model}\`: there is no such model. There are: ${allowed}.`,
  cannotDraw: (model: string, what: string, able: string) => `\`--model ${model}\` can’t draw ${what}. ${able} can.`,
  inQuality: (quality: string) => `in ${quality} quality`,
  nobodyCan: (what: string) => `No model can draw ${what}.`,
  retired: (model: string, successor: string, cost: number) =>
    `\`${model}\` is no longer available. \`${successor}\` would cost ${credits(cost)}; ask for it with \`--model ${successor}\`.`,
  meant: (nearest: string) => `Did you mean \`${nearest}\`?`,
};

const budget = {
  title: (month: string) => `*Credits in ${monthName(locale, month)}*`,
  budget: (n: number | null) => (n === null ? 'Budget: unlimited' : `Budget: ${credits(n)}`),
  spent: (n: number) => `Spent: ${number(locale, n)}`,
  held: (n: number) => `Held for pictures being made: ${number(locale, n)}`,
  left: (n: number | null) => (n === null ? 'Left: no limit' : `Left: ${number(locale, n)}`),
  renews: (date: string, timeZone: string) => `Renews on ${longDate(locale, date)} (${timeZone})`,
  changed: (of: string, from: string, to: string) => `The monthly budget ${of} was ${from} and is now ${to}.`,
  of: {
    team: 'of the workspace',
    channel: (channel: string) => `of ${channel}`,
    person: (person: string) => `of ${person}`,
  },
  amount: (n: number | null) => (n === null ? 'unlimited' : credits(n)),
  none: 'not set',
  unreadable: (value: string) =>
    `I can’t read \`${value}\`. Use \`/imagine budget set 1000\` or \`/imagine budget set unlimited\`; \`for #channel\` or \`for @person\` after it sets theirs.`,
  onlyAdmins: 'Only workspace owners and admins can change this.',
  over: (cost: number, scope: Scope, left: number, renews: string) =>
    `This needs ${credits(cost)}; ${OF[scope]} ${number(locale, left)} left until ${longDate(locale, renews)}.`,
  atLow: (cost: number) => `With \`--quality low\` it would take ${number(locale, cost)}.`,
  ask: 'A workspace admin can raise the budget with `/imagine budget set`.',
};

const history = {
  title: 'Your last requests here',
  none: 'You have not asked for a picture yet. Try `/imagine a red fox`.',
  states: {
    requested: 'waiting',
    submitting: 'being ordered',
    submitted: 'being made',
    made: 'made, being delivered',
    undelivered: 'made, not delivered',
    posted: 'done',
    failed: 'not made',
    canceled: 'canceled',
    unknown: 'outcome unknown',
  },
  cost: (charged: number | null, held: number, estimated: boolean) =>
    charged === null ? `${number(locale, held)} held` : `${estimated ? 'about ' : ''}${credits(charged)}`,
};

const edits = {
  howTo: 'Say what to change, for example “edit this: make it night”.',
  noPicture: 'There is no picture of mine in this thread. Attach one, or ask for one with `/imagine`.',
  noVersion: (version: string, newest: string) => `This thread has no v${version}; the newest is v${newest}.`,
  noNumber: (picture: number, count: number) => `There is no picture #${picture}; this message has ${pictures(count)}.`,
  tooManyFiles: (most: number) => `${number(locale, most)} pictures are the most that one edit can start from.`,
};

const help = {
  title: '*Imagine makes and edits pictures here.*',
  lines: [
    '`/imagine a red fox reading a newspaper` makes a picture.',
    '`/imagine` alone opens a form that shows the price; *Edit this image* in the menu of a message edits its pictures.',
    '`--size` square, portrait, landscape, wide, tall, 2k, 4k, or a size such as `1536x1024`; or a ratio: `--ar 16:9`',
    '`--quality` low, medium, high · `--n` 1 to 4 pictures · `--model` gpt-image-1.5, gpt-image-2',
    `\`--style\` ${Object.keys(stylesEn).join(', ')} · \`--draft\` quick and cheap, to choose from · \`--private\` for you alone`,
    'In the picture’s thread: “edit this: make it night”. “edit #2: …” takes the second picture, “from v1: …” an earlier version. Attach pictures to use them too.',
    '`/imagine budget` shows the month’s credits · `/imagine history` your last requests',
    'Admins: `/imagine budget set 1000` (or `unlimited`; also `for #channel` or `for @person`) · `/imagine language en`, `pt` or `es`',
    'Admins: `/imagine guests look` (or `spend`) · `/imagine confirm above 20` (or `always`, `never`) · `/imagine settings` shows all of it',
  ],
};

const notices = {
  notAccepted:
    'Your request could not be taken: our database does not answer. Nothing was charged. Please try again in a minute.',
  notSure:
    'Our database stopped answering at the very moment your request was stored. If it was taken, you will see a picture being made here; if not, nothing was charged.',
  languageSet: 'Public messages are in English from now on.',
  modelRetired: (model: string, successor: string) =>
    `Pixapi no longer has \`${model}\`. Requests go to \`${successor}\` in low quality from now on, at no higher price.`,
  nothingToDo: 'That is settled already.',
  askingAgain:
    'First I’m asking Pixapi about this order again. If the picture is ready, you’ll get it here at no extra cost.',
  gone: 'I no longer know this request.',
  unforeseen: (id: string) => `Something failed on our side. Tell your admin this number: ${id}.`,
};

export const en = {
  locale,
  credits,
  pictures,
  failures: failuresEn,
  styles: stylesEn,
  refusals: refusalsEn,
  settings: settingsEn,
  compose: composeEn,
  threads: threadsEn,
  charge,
  receipt,
  images,
  buttons,
  problems,
  budget,
  budgetForm: budgetFormEn,
  history,
  edits,
  help,
  notices,
  presses: pressesEn,
  result: resultEn,
  updateFailed: updateFailedEn,
  waiting: waitingEn,
};

/** Every word a person reads. English is the source: the other languages must have the same shape. */
export type Copy = { readonly [K in keyof typeof en]: Widen<(typeof en)[K]> };

type Widen<T> = T extends string
  ? string
  : T extends (...args: never[]) => unknown
    ? T
    : { readonly [K in keyof T]: Widen<T[K]> };
