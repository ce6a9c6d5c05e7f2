import { startPixapi } from '../local/pixapi/pixapi.ts';
import { startSlack } from '../local/slack/slack.ts';
import { servicesOf } from '../support/environment.ts';
import { openRooms } from '../support/rooms.ts';
import { CHANNELS } from './load.ts';

/** The local Slack and Pixapi in a process of their own, told what to do by messages. */
const slack = await startSlack({ keepAlive: true });
const pixapi = await startPixapi({ drawing: 'plain' });

function prepare(): void {
  slack.set({ processingMs: 0 });
  for (const team of Object.values(slack.teams)) openRooms(team, CHANNELS);
}

prepare();

const FOX = /\bfox (\d+)\b/;
const foxIn = (value: unknown) => Number(FOX.exec(JSON.stringify(value) ?? '')?.[1] ?? Number.NaN);

const calls = {
  addTeams: (keys: string[]) => {
    for (const key of keys) openRooms(slack.addTeam(key, key), CHANNELS);
  },
  /** One time for all tasks, or one for each in the order of their submits. */
  tasksTake: (ms: number | number[]) => {
    const left = typeof ms === 'number' ? [] : [...ms];
    pixapi.set({ taskMs: typeof ms === 'number' ? ms : () => left.shift() ?? 0 });
  },
  /** What the app asked of Slack; `fox` is the number in the prompt it was about. */
  slackCalls: () =>
    slack.journal.map(({ at, method, args, ok }) => ({
      at,
      method,
      ok,
      fox: foxIn(args),
      shows: JSON.stringify(args).includes('slack_file'),
    })),
  pixapiCalls: () =>
    pixapi.journal.map(({ at, method, path, fields, taskId }) => ({
      at,
      kind: method === 'POST' ? 'submit' : path.startsWith('/v1/tasks/') ? 'poll' : 'other',
      fox: foxIn(fields?.prompt),
      taskId: taskId ?? path.split('/').at(-1) ?? '',
    })),
  violations: () => [...slack.violations],
  forget: () => {
    slack.reset();
    prepare();
    pixapi.reset();
  },
};

export type SandboxCalls = typeof calls;

process.on('message', ({ id, name, args }: { id: number; name: keyof SandboxCalls; args: never[] }) => {
  const call = calls[name] as (...args: never[]) => unknown;
  process.send?.({ id, answer: call(...args) ?? null });
});
process.send?.({
  slackUrl: slack.url,
  env: servicesOf(slack, pixapi),
});
