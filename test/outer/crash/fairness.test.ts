import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Installations, singleInstallation } from '../../../src/slack/api/installations.ts';
import type { LocalSlack } from '../../local/slack/slack.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { openProcesses, type Processes } from '../../support/processes.ts';
import { openRooms, type Rooms } from '../../support/rooms.ts';
import { until } from '../../support/until.ts';

const CAP = 3;
/** Of one team's requests one worker has so many in hand at once until they stand in their channel (`src/jobs/worker.ts`). */
const ANNOUNCED_AT_ONCE = 8;
const env = { TEAM_CONCURRENCY: String(CAP), DEFAULT_MONTHLY_CREDITS: 'unlimited' };

let imagine: Imagine;
let processes: Processes;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'], env });
  processes = openProcesses(imagine, env);
});
afterEach(async () => {
  await processes.close();
  await imagine.reset();
});
afterAll(() => imagine.close());

const roomsOf = (slack: LocalSlack, team: string) =>
  openRooms(Object.values(slack.teams).find(({ key }) => key === team)!, 300);

/** Answers where it was asked. `atOnce`: 1 for those who ask one after the other. */
async function ask(slack: LocalSlack, team: string, prompts: string[], atOnce = 8): Promise<Rooms> {
  const left = [...prompts];
  const rooms = roomsOf(slack, team);
  const askInTurn = async () => {
    for (let text = left.shift(); text !== undefined; text = left.shift()) {
      const channel = rooms.of(left.length);
      expect(await slack.command({ team, user: 'ana', channel, text })).toMatchObject({ body: '' });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, askInTurn));
  return rooms;
}

/** The app in both workspaces of the local Slack, which is there once somebody asks. */
function bothTeams(slack: () => LocalSlack): Installations {
  const known = new Map<string, Installations>();
  return {
    warmUp: async () => undefined,
    async of(teamId) {
      const team = Object.values(slack().teams).find(({ id }) => id === teamId);
      const installed = known.get(teamId) ?? singleInstallation(team?.tokens.bot ?? '', slack().apiUrl);
      known.set(teamId, installed);
      return await installed.of(teamId);
    },
  };
}

const numbered = (what: string, count: number) => Array.from({ length: count }, (_, n) => `${what} number ${n + 1}.`);

/** How far the one that came most too early was ahead of its place. */
const mostAhead = (order: readonly string[], due: readonly string[]) =>
  Math.max(...order.map((one, place) => due.indexOf(one) - place));

test('four workers in two processes never make more than three of a team’s pictures at once, oldest message first', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 60_000 });
  await processes.startHere();
  const prompts = numbered('lighthouse', 30);
  const rooms = await ask(slack, 'acme', prompts, 1);
  const inLine = () => query(`select from pgboss.job where name = 'make' and state = 'created'`);
  await until(async () => (await inLine()).length === 30 - CAP);
  const line = await query<{ prompt: string }>(
    `select prompt from pgboss.job j join generations g on g.id = (j.data ->> 'id')::uuid
     where j.name = 'make' order by j.id`,
  );
  // two more in this process, in haste: they look at their tasks, and for new ones, at the same moments
  await Promise.all([processes.startHere(), processes.startHere(), processes.start('worker')]);
  pixapi.set({ taskMs: 100 });
  pixapi.advance(60_000);
  await until(
    () => pixapi.submits().length === 30,
    () => 'the last order',
  );
  await imagine.settled();

  expect(pixapi.maxInFlight()).toBe(CAP);
  const texts = rooms.messages().map(({ blocks }) => JSON.stringify(blocks));
  const messages = texts.map((text) => prompts.find((prompt) => text.includes(prompt)) ?? '');
  const submitted = pixapi.submits().map(({ fields }) => String(fields?.prompt));
  expect([...submitted].sort()).toEqual([...prompts].sort());
  // who is in hand at the same time may change places: so many, and no more, can be overtaken
  expect(mostAhead(messages, prompts)).toBeLessThan(ANNOUNCED_AT_ONCE);
  expect(
    mostAhead(
      line.map(({ prompt }) => prompt),
      messages,
    ),
  ).toBeLessThan(ANNOUNCED_AT_ONCE);
  expect(
    mostAhead(
      submitted,
      line.map(({ prompt }) => prompt),
    ),
  ).toBeLessThan(CAP);
});

test('a worker that is told to stop leaves its pictures their places: no fourth is begun meanwhile', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 60_000 });
  const first = await processes.start('worker');
  await ask(slack, 'acme', numbered('lighthouse', 12));
  await until(() => pixapi.inFlight() === CAP);
  await processes.startHere();
  first.signal('SIGTERM');
  expect(await first.exited).toBe(0);

  await until(async () => {
    const active = `select from pgboss.job where name = 'make' and state = 'active'`;
    return (await query(active)).length === CAP;
  });
  expect(pixapi.maxInFlight()).toBe(CAP);
  // from here on pictures take no time
  pixapi.set({ taskMs: 0 });
  pixapi.advance(60_000);
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(12);
  expect(pixapi.maxInFlight()).toBe(CAP);
});

test('eight workers that reach for a team’s next picture at the same moment still begin three', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 60_000 });
  // twelve that wait, and none in hand
  const first = await processes.startHere();
  await ask(slack, 'acme', numbered('lighthouse', 12));
  await until(() => pixapi.inFlight() === CAP);
  await first.close();

  const lock = new pg.Client({ connectionString: imagine.databaseUrl });
  await lock.connect();
  await lock.query('begin; lock table pgboss.job in exclusive mode');
  await Promise.all(Array.from({ length: 8 }, () => processes.startHere()));
  const reaching = () =>
    query(`select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and state = 'active'
      and (query like '%active_group_count_map%' or query like '%pg_advisory_xact_lock%')`);
  const inHand = () => query(`select from pgboss.job where name = 'make' and state = 'active'`);
  await until(async () => (await reaching()).length >= 8);
  await lock.end();

  await until(async () => (await inHand()).length >= CAP && (await reaching()).length === 0);
  expect(await inHand()).toHaveLength(CAP);
  pixapi.set({ taskMs: 0 });
  pixapi.advance(60_000);
  await imagine.settled();
  expect(pixapi.maxInFlight()).toBe(CAP);
});

test('with 300 pictures of one team waiting, another team’s first is begun next', async () => {
  const noisy = await startImagine({
    env,
    overrides: { installations: bothTeams(() => noisy.slack) },
    pixapi: { taskMs: 60_000 },
  });
  const { slack, pixapi } = noisy;
  await ask(slack, 'acme', numbered('lighthouse', 300));
  await until(() => pixapi.inFlight() === CAP);
  await ask(slack, 'beta', ['a quiet harbour']);
  await until(() => pixapi.submits().some(({ fields }) => fields?.prompt === 'a quiet harbour'));

  const place = pixapi.submits().findIndex(({ fields }) => fields?.prompt === 'a quiet harbour');
  expect(place).toBe(CAP);
  expect(pixapi.inFlight()).toBe(CAP + 1);
  await noisy.close();
});
