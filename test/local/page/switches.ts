import { faults } from '../slack/slack.ts';
import type { Stage } from './machine.ts';
import type { SwitchPiece } from './shapes.ts';

type Shown = Pick<SwitchPiece, 'id' | 'title' | 'what' | 'group' | 'kind'>;

/** One thing that can go wrong, and how it is made to. */
export interface Switch extends Shown {
  turn(stage: Stage, on: boolean): unknown;
  isOn?(stage: Stage): boolean;
  isPossible?(stage: Stage): boolean;
}

const once = (id: string, title: string, what: string, fault: Parameters<Stage['pixapi']['fault']>[1]): Switch => ({
  id,
  title,
  what,
  group: 'Pixapi',
  kind: 'once',
  turn: ({ pixapi }) => pixapi.fault({ to: 'submit' }, fault),
});

type Tellings = NonNullable<Parameters<Stage['slack']['set']>[0]['tellings']>;
const WHOLE: Tellings = [{ type: 'message' }, { type: 'app_mention' }];
const HALVES: Tellings = [
  { type: 'app_mention', without: ['files', 'thread_ts', 'blocks'] },
  { type: 'message', afterMs: 800 },
];

/** What the panel offers to break. */
export function createSwitches(): Switch[] {
  let isDown = false;
  let neverProcesses = false;
  let isStopped = false;
  let tellsHalves = false;
  let isPhone = false;
  return [
    {
      id: 'pixapi-down',
      title: 'Pixapi is down',
      what: 'Connections are refused; pictures already made can still be fetched.',
      group: 'Pixapi',
      kind: 'switch',
      turn: async ({ pixapi }, on) => {
        await (on ? pixapi.down() : pixapi.up());
        isDown = on;
      },
      isOn: () => isDown,
    },
    once('pixapi-refuses', 'Refuses a prompt', 'The next order is against the policy (422).', {
      answer: { status: 422 },
    }),
    once('pixapi-busy', 'Too many requests', 'The next order gets 429 and is asked to wait 2 s.', {
      answer: { status: 429, headers: { 'retry-after': '2' } },
    }),
    once('pixapi-slow', 'Answers late', 'The next order is answered after 8 s.', { delayMs: 8_000 }),
    once('pixapi-fails', 'Task fails', 'The next picture is not made, and not charged.', { task: { fails: {} } }),
    once('pixapi-stuck', 'Task is stuck', 'The next picture never gets ready.', { task: { stuck: true } }),
    once('pixapi-lost', 'Answer is lost', 'The next order is taken, but nobody learns of it.', { reset: 'after' }),
    {
      id: 'slack-busy',
      title: 'Too many requests',
      what: 'The next call of the app gets 429 and is asked to wait 3 s.',
      group: 'Slack',
      kind: 'once',
      turn: ({ slack }) => slack.fault({ method: '*' }, faults.rateLimited(3)),
    },
    {
      id: 'slack-unprocessed',
      title: 'Files are never processed',
      what: 'Uploaded pictures cannot be shown in blocks.',
      group: 'Slack',
      kind: 'switch',
      turn: ({ slack }, on) => {
        slack.set({ neverProcess: on });
        neverProcesses = on;
      },
      isOn: () => neverProcesses,
    },
    {
      id: 'slack-tellings',
      title: 'Tells mentions in two halves',
      what: 'First as app_mention, without its thread and pictures; most of a second later as a whole message.',
      group: 'Slack',
      kind: 'switch',
      turn: ({ slack }, on) => {
        slack.set({ tellings: on ? HALVES : WHOLE });
        tellsHalves = on;
      },
      isOn: () => tellsHalves,
    },
    {
      id: 'slack-phone',
      title: 'Photos come from a phone',
      what: 'Pictures attached to messages are HEIC, of which Slack keeps JPEGs.',
      group: 'Slack',
      kind: 'switch',
      turn: ({ slack }, on) => {
        slack.set({ phonePhotos: on });
        isPhone = on;
      },
      isOn: () => isPhone,
    },
    {
      id: 'slack-again',
      title: 'Sends the last event again',
      what: 'As Slack does when it missed the answer.',
      group: 'Slack',
      kind: 'now',
      turn: async ({ slack }) => {
        const last = slack.deliveries.at(-1);
        if (last) await slack.redeliver(last);
      },
      isPossible: ({ slack }) => slack.deliveries.length > 0,
    },
    {
      id: 'worker-killed',
      title: 'Worker is killed',
      what: 'kill -9 in the middle of anything; switch it off to start another.',
      group: 'Imagine',
      kind: 'switch',
      turn: ({ killWorker, startWorker }, on) => (on ? killWorker() : startWorker()),
      isOn: ({ workerRuns }) => !workerRuns(),
    },
    {
      id: 'postgres-stopped',
      title: 'Postgres is stopped',
      what: 'Nothing can be read or written; what was accepted is still there afterwards.',
      group: 'Imagine',
      kind: 'switch',
      turn: async ({ postgres }, on) => {
        await (on ? postgres?.stop() : postgres?.start());
        isStopped = on;
      },
      isOn: () => isStopped,
      isPossible: ({ postgres }) => postgres !== null,
    },
  ];
}
