import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { createLogger } from '../../../src/log.ts';
import { type Installations, singleInstallation } from '../../../src/slack/api/installations.ts';
import type { LocalSlack } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { openRooms, type Rooms } from '../../support/rooms.ts';
import { until } from '../../support/until.ts';

const CAP = 3;
const env = { TEAM_CONCURRENCY: String(CAP), DEFAULT_MONTHLY_CREDITS: 'unlimited' };

let imagine: Imagine;
let workers: AppProcess[] = [];
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'], env });
});
afterEach(async () => {
  await Promise.all(workers.map((worker) => worker.kill()));
  workers = [];
  await imagine.reset();
});
afterAll(() => imagine.close());

async function startWorkers(count: number): Promise<void> {
  const workerEnv = environment(imagine.databaseUrl, imagine.slack, imagine.pixapi, env);
  workers.push(...Array.from({ length: count }, () => startProcess('worker', workerEnv)));
  await Promise.all(workers.map(({ ready }) => ready));
}

/** Workers in this process, in more haste than production's. */
async function startHere(count: number) {
  const overrides = { logger: createLogger('silent'), pollDelay: () => 15, waitScale: 0.05 };
  return await Promise.all(Array.from({ length: count }, () => compose(imagine.config, ['worker'], overrides)));
}

const roomsOf = (slack: LocalSlack, team: string) =>
  openRooms(Object.values(slack.teams).find(({ key }) => key === team)!, 300);

/** Answers where it was asked. */
async function ask(slack: LocalSlack, team: string, prompts: string[]): Promise<Rooms> {
  const left = [...prompts];
  const rooms = roomsOf(slack, team);
  const askInTurn = async () => {
    for (let text = left.shift(); text !== undefined; text = left.shift()) {
      const channel = rooms.of(left.length);
      expect(await slack.command({ team, user: 'ana', channel, text })).toMatchObject({ body: '' });
    }
  };
  await Promise.all(Array.from({ length: 8 }, askInTurn));
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

test('four workers in two processes never make more than three of a team’s pictures at once, oldest message first', {
  timeout: 60_000,
}, async () => {
  const { slack, pixapi } = imagine;
  pixapi.set({ taskMs: 400 });
  // three more in this process, in haste: they look at their tasks, and for new ones, at the same moments
  const here = await startHere(3);
  await startWorkers(1);
  const prompts = numbered('lighthouse', 30);
  const rooms = await ask(slack, 'acme', prompts);
  await until(
    () => pixapi.submits().length === 30,
    () => 'the last order',
    45_000,
  );
  await imagine.settled();
  await Promise.all(here.map((worker) => worker.close()));

  expect(pixapi.maxInFlight()).toBe(CAP);
  const messages = rooms.messages().map(({ blocks }) => JSON.stringify(blocks));
  const submitted = pixapi
    .submits()
    .map(({ fields }) => messages.findIndex((blocks) => blocks.includes(String(fields?.prompt))));
  expect(submitted).toHaveLength(30);
  // messages are posted, and orders sent, several at a time: near neighbours may change places
  expect(Math.max(...submitted.map((n, place) => Math.abs(n - place)))).toBeLessThan(12);
});

test('a worker that is told to stop leaves its pictures their places: no fourth is begun meanwhile', {
  timeout: 60_000,
}, async () => {
  const { slack, pixapi } = imagine;
  pixapi.set({ taskMs: 60_000 });
  await startWorkers(1);
  await ask(slack, 'acme', numbered('lighthouse', 12));
  await until(() => pixapi.inFlight() === CAP);
  const [first] = workers;
  await startWorkers(1);
  first?.signal('SIGTERM');
  expect(await first?.exited).toBe(0);

  await until(async () => {
    const active = `select from pgboss.job where name = 'make' and state = 'active'`;
    return (await imagine.query(active)).length === CAP;
  });
  expect(pixapi.maxInFlight()).toBe(CAP);
  // from here on pictures take no time
  pixapi.set({ taskMs: 0 });
  pixapi.advance(60_000);
  await until(
    () => pixapi.submits().length === 12,
    () => 'the last order',
    30_000,
  );
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(12);
  expect(pixapi.maxInFlight()).toBe(CAP);
});

test('eight workers that reach for a team’s next picture at the same moment still begin three', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 60_000 });
  // twelve that wait, and none in hand
  await startWorkers(1);
  await ask(slack, 'acme', numbered('lighthouse', 12));
  await until(() => pixapi.inFlight() === CAP);
  workers[0]?.signal('SIGTERM');
  expect(await workers[0]?.exited).toBe(0);

  const lock = new pg.Client({ connectionString: imagine.databaseUrl });
  await lock.connect();
  await lock.query('begin; lock table pgboss.job in exclusive mode');
  const here = await startHere(8);
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
  await Promise.all(here.map((worker) => worker.close()));
});

test('with 300 pictures of one team waiting, another team’s first is begun next', { timeout: 60_000 }, async () => {
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
