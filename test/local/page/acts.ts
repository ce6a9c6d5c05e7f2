import { z } from 'zod';
import type { LocalSlack, Team } from '../slack/slack.ts';
import type { Machine } from './machine.ts';
import { escaped, withIds } from './people-words.ts';
import type { Reads } from './reads.ts';
import { submit } from './submit.ts';

export interface Parts {
  readonly slack: LocalSlack;
  readonly machine: Machine;
  readonly reads: Reads;
}

export type Answer = Record<string, unknown>;
type Act = (parts: Parts, sent: unknown) => Promise<Answer> | Answer;

const who = { team: z.string(), user: z.string() };
const here = { ...who, channel: z.string() };
const file = z
  .object({ name: z.string(), data: z.base64() })
  .transform(({ name, data }) => ({ name, bytes: Buffer.from(data, 'base64') }));
/** What is filled into a view, by action_id. */
const filled = z.union([z.string(), z.array(file)]);
const values = z.record(z.string(), filled).default({});

const ALL: Record<string, Act> = {
  say: act(
    { ...here, text: z.string(), threadTs: z.string().optional(), files: z.array(file).default([]) },
    async ({ slack }, { text, threadTs, ...scene }) => {
      const words = withIds(teamOf(slack, scene.team), text);
      return { ts: (await slack.say({ ...scene, text: words, ...(threadTs ? { threadTs } : {}) })).ts };
    },
  ),
  command: act({ ...here, command: z.string(), text: z.string() }, async ({ slack }, { text, ...scene }) =>
    outcome(await slack.command({ ...scene, text: withIds(teamOf(slack, scene.team), escaped(text)) })),
  ),
  click: act(
    { ...here, messageTs: z.string(), actionId: z.string(), value: z.string().optional() },
    async ({ slack }, { value, ...press }) =>
      outcome(await slack.click({ ...press, ...(value === undefined ? {} : { value }) })),
  ),
  clickInView: act(
    { ...who, viewId: z.string(), actionId: z.string(), value: filled.optional(), values },
    async ({ slack }, { viewId, value, ...press }) => {
      const where = viewId === 'home' ? {} : { viewId };
      return outcome(await slack.clickInView({ ...press, ...where, ...(value === undefined ? {} : { value }) }));
    },
  ),
  submit: act({ ...who, viewId: z.string(), values }, ({ slack }, submission) => submit(slack, submission)),
  close: act({ ...who, viewId: z.string(), all: z.boolean() }, async ({ slack }, closing) => {
    await slack.closeModal(closing);
    return {};
  }),
  shortcut: act({ ...here, messageTs: z.string(), callbackId: z.string() }, async ({ slack }, shortcut) =>
    outcome(await slack.shortcut(shortcut)),
  ),
  globalShortcut: act({ ...who, callbackId: z.string() }, async ({ slack }, shortcut) =>
    outcome(await slack.globalShortcut(shortcut)),
  ),
  openHome: act({ ...who, tab: z.enum(['home', 'messages']) }, async ({ slack }, opened) => {
    await slack.openHome(opened);
    return {};
  }),
  edit: act({ ...here, ts: z.string(), text: z.string() }, async ({ slack }, { text, ...scene }) => {
    await slack.edit({ ...scene, text: withIds(teamOf(slack, scene.team), text) });
    return {};
  }),
  react: act({ ...here, ts: z.string(), name: z.string(), on: z.boolean() }, ({ slack }, reaction) => {
    slack.react(reaction);
    return {};
  }),
  delete: act({ ...here, ts: z.string() }, async ({ slack }, { team, user, channel, ts }) => {
    const message = slack.messages(channel, team).find((one) => one.ts === ts);
    if (!message || message.user !== idOf(teamOf(slack, team), user))
      throw new Error('Only your own messages can be deleted');
    await slack.deleteMessage(channel, ts, team);
    return {};
  }),
  read: act({ ...here, ts: z.string() }, ({ slack, reads }, { team, user, channel, ts }) => {
    reads.until(idOf(teamOf(slack, team), user), channel, ts);
    return {};
  }),
  turn: act({ id: z.string(), on: z.boolean() }, async ({ machine }, { id, on }) => {
    await machine.turn(id, on);
    return {};
  }),
  takes: act({ ms: z.int().min(0).max(120_000) }, ({ machine }, { ms }) => {
    machine.setTaskMs(ms);
    return {};
  }),
  nextMonth: act({}, async ({ machine }) => {
    await machine.nextMonth();
    return {};
  }),
};

/** What a person can do on the page, by the name under /api/. What is sent is checked like anything from outside. */
export const ACTS: ReadonlyMap<string, Act> = new Map(Object.entries(ALL));

function act<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (parts: Parts, sent: z.output<z.ZodObject<Shape>>) => Promise<Answer> | Answer,
): Act {
  const sent = z.object(shape);
  return (parts, body) => run(parts, sent.parse(body));
}

function teamOf(slack: LocalSlack, key: string): Team {
  const team = slack.teams[key];
  if (!team) throw new Error(`There is no workspace ${key}`);
  return team;
}

function idOf({ people }: Team, key: string): string {
  return Object.values(people).find((person) => person.key === key)?.id ?? '';
}

/** Whether the app took it: what it did comes by the stream. */
function outcome({ status }: { status: number }): Answer {
  return { status };
}
