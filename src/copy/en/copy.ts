import { counted, longDate, monthName, number } from '../format.ts';
import { budgetFormEn } from './budget-form.ts';
import { composeEn } from './compose.ts';
import { modelEndsEn } from './ending.ts';
import { failuresEn } from './failures.ts';
import { pressesEn } from './presses.ts';
import { refusalsEn } from './refusals.ts';
import { resultEn } from './result.ts';
import { settingsEn } from './settings.ts';
import { stylesEn } from './styles.ts';
import { talkEn } from './talk.ts';
import { teamEn } from './team/team.ts';
import { threadsEn } from './threads.ts';
import { updateFailedEn } from './update-failed.ts';
import { waitingEn } from './waiting.ts';

const locale = 'en-US';
const credits = (n: number) => counted(locale, n, { one: 'credit', other: 'credits' });
const pictures = (n: number) => counted(locale, n, { one: 'picture', other: 'pictures' });

const charge = {
  undelivered: 'The picture is ready; only its delivery failed.',
  deliver: 'Deliver it again.',
  nothing: 'Nothing was charged.',
  charged: (n: number) => `${credits(n)} charged.`,
  held: (n: number) => `It may have been charged: ${credits(n)} ${n === 1 ? 'is' : 'are'} held until this is settled.`,
  returned: 'It was not charged after all.',
};

/** A line under a picture or a failure: what it cost and what is left, in a month or (null) today. */
const receipt = {
  money: (held: number, charged: number, estimated: boolean) =>
    `held ${number(locale, held)} · charged ${estimated ? 'about ' : ''}${number(locale, charged)}`,
  left: (left: number | null, month: string | null) =>
    left === null ? 'no limit' : `${number(locale, left)} left ${month ? `in ${monthName(locale, month)}` : 'today'}`,
};

const images = {
  making: (prompt: string, user: string, count: number, cost: number) =>
    `*${prompt}* · for ${user} · ${pictures(count)}, ${credits(cost)}`,
  editing: (instruction: string, user: string, count: number, cost: number, from: string) =>
    `*${instruction}* · from ${from} · for ${user} · ${pictures(count)}, ${credits(cost)}`,
  makingText: (prompt: string) => `Making a picture: ${prompt}`,
  stillWorking: 'This is taking longer than usual. The picture is still being made, and waiting costs nothing extra.',
  waitingForPixapi:
    'Pixapi isn’t responding. Your request keeps its place in line, and nothing is charged until the picture is made.',
  by: (user: string) => `by ${user}`,
  from: (version: string, picture: number | null) => `v${version}${picture === null ? '' : ` #${picture}`}`,
  versionFrom: (version: string, from: string) => `v${version} from ${from}`,
  fewer: (made: number, asked: number) => `Pixapi made ${number(locale, made)} of ${number(locale, asked)}`,
  quality: { low: 'low', medium: 'medium', high: 'high' },
  altText: (prompt: string, version: string, position: string) => `AI-made image: ${prompt} (v${version}${position})`,
  readyText: (prompt: string) => `Your picture is ready: ${prompt}`,
  filesInThread: 'Slack didn’t get the picture ready for this message, so it’s in the thread.',
  cannotPostHere: {
    channel:
      'I can’t post in this conversation yet, so here is your picture, for you alone. `/invite @Imagine` lets me post here and edit pictures in their threads.',
    direct:
      'I’m not part of this conversation, so here is your picture, for you alone. For pictures that others can see and edit, ask in a channel.',
    closed: 'Slack won’t let me message you, so here is your picture, for you alone.',
  },
  cannotPostHereYet: {
    channel:
      'I can’t post in this conversation yet, so only you will see the picture. `/invite @Imagine` lets me post here.',
    direct:
      'I’m not part of this conversation, so only you will see the picture. I can post in channels, and in your direct messages with me.',
    closed: 'Slack won’t let me message you, so the picture will appear here, for you alone.',
  },
};

const buttons = {
  tryAgain: 'Try again · may charge again',
  deliverAgain: 'Deliver again · free',
  tryAgainTitle: 'Order it again?',
  tryAgainText: (cost: number) =>
    `The first order may have gone through and been charged. This one costs ${credits(cost)}.`,
  yes: 'Order again',
  no: 'Leave it',
};

const problems = {
  empty: 'Say what to draw, for example `/imagine a red fox`.',
  tooLong: (length: number, limit: number) =>
    `The prompt is ${number(locale, length)} characters long; the limit is ${number(locale, limit)}.`,
  unknownFlag: (flag: string, allowed: string) => `\`${flag}\` isn’t a flag. The flags are ${allowed}.`,
  repeated: (flag: string) => `You used \`${flag}\` twice. Keep only one.`,
  conflict: (one: string, other: string) => `\`${one}\` and \`${other}\` can’t be used together.`,
  missing: (flag: string, allowed: string) => `\`${flag}\` needs a value: ${allowed}.`,
  unknownValue: (flag: string, value: string, allowed: string) => `\`${flag} ${value}\`: the choices are ${allowed}.`,
  size: (flag: string, value: string, reason: string, nearest: string) =>
    `\`${flag} ${value}\`: ${reason}. Nearest: \`${nearest}\`.`,
  sizeReasons: {
    not_multiple_of_16: 'sides must be multiples of 16',
    too_few_pixels: 'too small; the minimum is 655,360 pixels',
    too_many_pixels: 'too large; the maximum is 8,294,400 pixels',
    edge_too_long: 'no side can be longer than 3,840 pixels',
    too_elongated: 'one side can be at most three times as long as the other',
  },
  ratio: (flag: string, value: string, nearest: string) =>
    `\`${flag} ${value}\`: one side can be at most three times as long as the other. Nearest: \`${nearest}\`.`,
  unknownModel: (model: string, allowed: string) =>
    `\`--model ${model}\`: there’s no such model. The models are ${allowed}.`,
  cannotDraw: (model: string, what: string, able: string) => `\`--model ${model}\` can’t draw ${what}. ${able} can.`,
  inQuality: (quality: string) => `in ${quality} quality`,
  nobodyCan: (what: string) => `No model can draw ${what}.`,
  retired: (model: string, successor: string, cost: number) =>
    `\`${model}\` is no longer available. \`${successor}\` would cost ${credits(cost)}; to use it, add \`--model ${successor}\`.`,
  meant: (nearest: string) => `Did you mean \`${nearest}\`?`,
};

const budget = {
  title: (month: string) => `*Credits in ${monthName(locale, month)}*`,
  budget: (n: number | null) => (n === null ? 'Budget: unlimited' : `Budget: ${credits(n)}`),
  spent: (n: number) => `Spent: ${number(locale, n)}`,
  held: (n: number) => `Held for pictures being made: ${number(locale, n)}`,
  left: (n: number | null) => (n === null ? 'Left: no limit' : `Left: ${number(locale, n)}`),
  renews: (date: string, timeZone: string) => `Renews on ${longDate(locale, date)} (${timeZone})`,
  changed: (of: string, from: string, to: string) => `The monthly budget ${of} is now ${to}. Before, it was ${from}.`,
  of: {
    team: 'for the workspace',
    channel: (channel: string) => `for ${channel}`,
    person: (person: string) => `for ${person}`,
  },
  amount: (n: number | null) => (n === null ? 'unlimited' : credits(n)),
  none: 'not set',
  unreadable: (value: string) =>
    `I don’t understand \`${value}\`. Use \`/imagine budget set 1000\` or \`/imagine budget set unlimited\`; add \`for #channel\` or \`for @person\` to set the budget of just one.`,
  onlyManagers:
    'Only this workspace’s managers can change this: its owners, its admins and the people they name. `/imagine managers` shows who they are.',
  /** Whose limit it is, before what is left of it. `group`: where Slack shows no names. */
  holders: {
    team: 'the workspace has',
    channel: 'this channel has',
    person: 'you have',
    own: 'under your own cap you have',
    group: 'your group has',
    each: (group: string) => `as one of ${group} you have`,
    pot: (group: string) => `${group} together have`,
    eachGuest: 'as a guest you have',
    guestPot: 'all guests together have',
  },
  ownCap: 'You set this cap yourself: `/imagine budget cap unlimited` takes it away.',
  over: (cost: number, holder: string, left: number, until: string) =>
    `This needs ${credits(cost)}; ${holder} ${number(locale, left)} left until ${until}.`,
  atLow: (cost: number, quality: string) => `With \`--quality ${quality}\` it would cost ${number(locale, cost)}.`,
  ask: 'A workspace admin can raise the budget with `/imagine budget set`.',
};

const history = {
  title: 'Your last requests here',
  none: 'You haven’t asked for a picture yet. Try `/imagine a red fox`.',
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
  noPicture:
    'None of my pictures are in this thread. To change somebody’s photo, choose *Edit this image* in the menu of its message. Or attach a picture, or make one with `/imagine`.',
  noVersion: (version: string, newest: string) => `This thread has no v${version}; the newest is v${newest}.`,
  noNumber: (picture: number, count: number) => `There’s no picture #${picture}; this message has ${pictures(count)}.`,
  tooManyFiles: (most: number) => `One edit can use up to ${pictures(most)}.`,
};

const help = {
  title: '*Imagine makes and edits pictures here.*',
  lines: [
    '`/imagine a red fox reading a newspaper` makes a picture.',
    '`/imagine` by itself opens a form that shows the price. *Edit this image*, in a message’s menu, edits its pictures.',
    '`--size` square, portrait, landscape, wide, tall, 2k, 4k, or a size such as `1536x1024`; or a ratio: `--ar 16:9`',
  ],
  terms: (qualities: string, models: string) =>
    `\`--quality\` ${qualities} · \`--n\` 1 to 4 pictures · \`--model\` ${models}`,
  more: [
    `\`--style\` ${Object.keys(stylesEn).join(', ')} · \`--draft\` quick and cheap, to choose from · \`--private\` only you see it`,
    'In the picture’s thread: “edit this: make it night”. “edit #2: …” edits the second picture; “from v1: …” starts from an earlier version. Attach pictures to use them too.',
    '`/imagine budget` shows this month’s credits · `/imagine history` shows your last requests',
    'Admins: `/imagine budget set 1000` (or `unlimited`; also `for #channel` or `for @person`) · `/imagine language en`, `pt` or `es`',
    'Admins: `/imagine guests look` (or `spend`) · `/imagine confirm above 20` (or `always`, `never`) · `/imagine settings` shows the settings',
  ],
};

const notices = {
  notAccepted:
    'I couldn’t take your request: our database isn’t responding. Nothing was charged. Please try again in a minute.',
  notSure:
    'Our database stopped responding while saving your request. If it was saved, you’ll see a picture being made here; if not, nothing was charged.',
  languageSet: 'From now on, public messages are in English.',
  /** `quality` null: the successor has none. */
  modelRetired: (model: string, successor: string, quality: string | null) =>
    `Pixapi no longer offers \`${model}\`. From now on, requests go to \`${successor}\`${quality === null ? '' : ` in ${quality} quality`} and cost no more than before.`,
  modelEnds: modelEndsEn,
  costDoubted: (booked: number) =>
    `Pixapi reported a cost for one request that is more than ten times its price. I booked the price instead: ${credits(booked)}. Please check your balance at Pixapi.`,
  nothingToDo: 'That’s already been settled.',
  askingAgain:
    'First I’m asking Pixapi about this order again. If the picture is ready, you’ll get it here at no extra cost.',
  rush: 'More requests are coming from this workspace right now than I can answer.',
  gone: 'I can’t find this request anymore.',
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
  team: teamEn,
  compose: composeEn,
  threads: threadsEn,
  talk: talkEn,
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
