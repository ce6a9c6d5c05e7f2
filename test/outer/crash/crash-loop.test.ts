import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { chanceFrom, digest } from '../../local/pixapi/random.ts';
import type { Ephemeral, Message } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { picturesIn } from '../../support/pictures-in.ts';
import { freePort } from '../../support/postgres.ts';
import { type AppProcess, silence, startProcess } from '../../support/processes.ts';
import { openRooms, type Rooms } from '../../support/rooms.ts';
import { until } from '../../support/until.ts';

const GENERATIONS = 20;
const MOST = 150;
const KILLS = 10;
const SEED = process.env.SEED ?? String(Date.now() % 1_000_000);

interface Asked {
  readonly prompt: string;
  /** Slack was told that it is accepted. */
  readonly accepted: boolean;
}
interface Orphan {
  readonly id: string;
  readonly attempt: number;
}

test(`${GENERATIONS} pictures and ${KILLS} times kill -9 of web and worker: none lost, none bought twice, none told twice (SEED=${SEED})`, async ({
  annotate,
  onTestFinished,
}) => {
  const chance = chanceFrom(digest(SEED));
  const imagine = await startImagine({ roles: [], pixapi: { taskMs: () => 200 + chance() * 1_300 } });
  const { slack, pixapi, query } = imagine;
  // answers take their time, so that kills fall between a deed and what we learn of it
  slack.set({ latencyMs: 60 });
  pixapi.fault({ to: 'submit' }, { forever: { delayMs: 400 } });
  const env = environment(imagine.databaseUrl, slack, pixapi, { PORT: String(await freePort()) });
  slack.connect(`http://127.0.0.1:${env.PORT}`);
  const processes: Record<'web' | 'worker', AppProcess> = {
    web: startProcess('web', env),
    worker: startProcess('worker', env),
  };
  onTestFinished(async () => void (await Promise.all(Object.values(processes).map((one) => one.kill()))));
  await Promise.all(Object.values(processes).map((one) => one.ready));

  const rooms = openRooms(slack.teams.acme, GENERATIONS);
  const asked: Asked[] = [];
  const orphans: Orphan[] = [];
  let killing = true;
  const kills = killAtRandom(imagine, chance, processes, env, orphans).finally(() => {
    killing = false;
  });
  await Promise.all([ask(imagine, rooms, chance, asked, () => killing), kills]);
  await settled(imagine);

  const logged = (await query<{ prompt: string }>('select prompt from generations')).map(({ prompt }) => prompt);
  expect(new Set(logged).size, 'a command became two requests').toBe(logged.length);
  expect(asked.filter(({ prompt, accepted }) => accepted && !logged.includes(prompt))).toEqual([]);

  const ends = await readEnds(imagine, rooms);
  expect(ends.map(whatIsWrong).filter((wrong) => wrong.length > 0)).toEqual([]);
  await expectHonestMoney(imagine);

  expect(orphans.length, 'no kill fell on a job in hand: too weak a run').toBeGreaterThan(0);
  expect(await leftLying(imagine, orphans)).toEqual([]);

  const states = Object.groupBy(ends, ({ state }) => state);
  await annotate(
    JSON.stringify({
      asked: asked.length,
      logged: logged.length,
      ends: Object.fromEntries(Object.entries(states).map(([state, list]) => [state, list?.length])),
      placeholdersLeft: ends.reduce((sum, { placeholders }) => sum + placeholders, 0),
      jobsTakenUp: orphans.length,
    }),
  );
  await imagine.close();
});

/** So many at least; more while there is somebody to kill, who must find work in hand. */
async function ask(
  { slack }: Imagine,
  rooms: Rooms,
  chance: () => number,
  asked: Asked[],
  goesOn: () => boolean,
): Promise<void> {
  while (asked.filter(({ accepted }) => accepted).length < GENERATIONS || (goesOn() && asked.length < MOST)) {
    const prompt = `lighthouse number ${String(asked.length).padStart(3, '0')}`;
    const { status, body } = await slack.command({ user: 'ana', channel: rooms.of(asked.length), text: prompt });
    asked.push({ prompt, accepted: status === 200 && body === '' });
    await pause(chance() * 700);
  }
}

async function killAtRandom(
  { query }: Imagine,
  chance: () => number,
  processes: Record<'web' | 'worker', AppProcess>,
  env: Record<string, string>,
  orphans: Orphan[],
): Promise<void> {
  const isAtWork = async () => (await query(`select from pgboss.job where state = 'active'`)).length > 0;
  for (let kills = 0; kills < KILLS; kills++) {
    await Promise.all(Object.values(processes).map((one) => one.ready));
    await until(isAtWork, () => `work to kill the worker at, before kill ${kills + 1}`);
    await pause(chance() * 700);
    const role = chance() < 0.3 ? 'web' : 'worker';
    await processes[role].kill();
    if (role === 'worker') {
      orphans.push(
        ...(await query<Orphan>(`select id, retry_count as attempt from pgboss.job where state = 'active'`)),
      );
      await silence({ query });
    }
    processes[role] = startProcess(role, env);
  }
  await Promise.all(Object.values(processes).map((one) => one.ready));
}

async function settled({ query, slack }: Imagine): Promise<void> {
  const open = () =>
    query(`select id, state, failure, announced_at, told_at from generations
      where not (state = 'posted' or (failure is not null and told_at is not null))
      union all select id, name, state::text, started_on, null from pgboss.job
      where state < 'completed' and start_after < now() + interval '1 minute'`);
  let left: unknown[] = [];
  await until(
    async () => {
      left = await open();
      return left.length === 0;
    },
    () => `the end of ${JSON.stringify(left)}`,
    2 * 60_000,
  );
  await slack.settled();
}

interface End {
  readonly prompt: string;
  readonly state: string;
  readonly failure: string | null;
  /** The answer to the first message, or to the last, was lost in a crash. */
  readonly lostMessage: boolean;
  readonly submits: number;
  readonly pictures: number;
  readonly explanations: number;
  readonly buttons: number;
  readonly placeholders: number;
}

/** How each request ended, as people and Pixapi saw it. */
async function readEnds({ slack, pixapi, query }: Imagine, rooms: Rooms): Promise<End[]> {
  const rows = await query<Pick<End, 'prompt' | 'state' | 'failure' | 'lostMessage'>>(
    `select prompt, state, failure, message_ts is null or posting_at is not null as "lostMessage" from generations`,
  );
  const seen = [...rooms.messages(), ...slack.ephemerals('ana')].map((message) => ({
    kind: kindOf(message),
    text: JSON.stringify(message.blocks),
  }));
  return rows.map((row) => {
    const about = seen.filter(({ text }) => text.includes(row.prompt));
    const count = (kind: string) => about.filter((message) => message.kind === kind).length;
    return {
      ...row,
      submits: pixapi.submits().filter(({ fields }) => fields?.prompt === row.prompt).length,
      pictures: count('pictures'),
      explanations: count('explanation'),
      buttons: about.filter(({ text }) => /"action_id":"(try_again|deliver_again)"/.test(text)).length,
      placeholders: count('placeholder'),
    };
  });
}

function kindOf({ blocks }: Message | Ephemeral): 'pictures' | 'explanation' | 'placeholder' {
  if (picturesIn(blocks).length > 0) return 'pictures';
  return blocks.some(({ type }) => type === 'section') ? 'explanation' : 'placeholder';
}

function whatIsWrong(end: End): string[] {
  const posted = end.state === 'posted';
  const undelivered = end.state === 'made' && end.failure === 'chat_unclear';
  const wrong = [
    !posted && !undelivered && !['unknown', 'failed'].includes(end.state) ? 'no end' : '',
    end.submits > 1 || (posted && end.submits !== 1) ? 'bought twice, or never' : '',
    // pictures whose posting was cut off may stand there: the explanation says that it is not known
    end.pictures > 1 || (end.pictures === 0) === posted ? 'the pictures are not there once' : '',
    end.explanations !== (posted ? 0 : 1) ? 'not one explanation' : '',
    end.buttons !== (end.state === 'unknown' || undelivered ? 1 : 0) ? 'the way out' : '',
    end.placeholders > (end.lostMessage ? 1 : 0) ? 'a placeholder is left' : '',
  ].filter((what) => what !== '');
  return wrong.length > 0 ? [...wrong, JSON.stringify(end)] : [];
}

/** Known outcomes cost exactly what Pixapi charged; the unknown ones never more than is held for them. */
async function expectHonestMoney({ pixapi, query }: Imagine): Promise<void> {
  const money = await query<{ prompt: string; unknown: boolean; captured: number; held: number }>(
    `select prompt, state = 'unknown' as unknown, sum(captured_delta)::int as captured, sum(held_delta)::int as held
     from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id group by prompt, state`,
  );
  const billed = (wanted: string) =>
    pixapi.billed().reduce((sum, { prompt, credits }) => sum + (prompt === wanted ? credits : 0), 0);
  const wrong = money.filter(({ prompt, unknown, captured, held }) =>
    unknown ? captured !== 0 || billed(prompt) > held : held !== 0 || billed(prompt) !== captured,
  );
  expect(wrong).toEqual([]);
}

/** The jobs of a killed worker that nobody took up. */
async function leftLying({ query }: Imagine, orphans: Orphan[]): Promise<Orphan[]> {
  const jobs = await query<Orphan>('select id, retry_count as attempt from pgboss.job');
  return orphans.filter(({ id, attempt }) => !jobs.some((job) => job.id === id && job.attempt > attempt));
}
