import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { migrate } from '../../src/migrate.ts';
import { startPixapi } from '../local/pixapi/pixapi.ts';
import { chanceFrom, digest } from '../local/pixapi/random.ts';
import { startSlack } from '../local/slack/slack.ts';
import { createDatabase } from '../support/database.ts';
import { environment } from '../support/environment.ts';
import { startPostgres } from '../support/postgres.ts';
import { openRooms } from '../support/rooms.ts';
import { createLoad } from './load.ts';
import { startHerd } from './processes.ts';
import { watchRescues } from './rescues.ts';
import { ROOMS, type SoakOptions, TEAMS, writeScript } from './script.ts';
import { judge, readLedger, readRows, tooWeak } from './verdict.ts';

export type Query = <T extends pg.QueryResultRow>(sql: string) => Promise<T[]>;

export interface Report {
  readonly figures: Readonly<Record<string, unknown>>;
  /** Broken promises, and what makes the run too weak to show them; none when all is well. */
  readonly complaints: readonly string[];
}

const PER_TEAM = 8;
const ACK_MS = 20_000;
const SENDERS = 8;
/** Who has so many unfinished waits before asking for more. */
const MOST_PENDING = 90;
/** After the last fault everything comes to its end within this. */
const SETTLES_WITHIN_MS = 180_000;

const OPEN = `select id::text, state, failure from generations
    where not (state = 'posted' or (failure is not null and told_at is not null))
  union all select id::text, name, state::text from pgboss.job
    where state < 'completed' and start_after < now() + interval '1 minute'`;

/** Runs load, kills, restarts and faults as the script of the seed has them, waits for the end of all, and judges it. */
export async function soak(options: SoakOptions): Promise<Report> {
  const began = performance.now();
  const { askings, blows } = writeScript(options);
  const postgres = await startPostgres();
  const databaseUrl = await createDatabase(postgres.url, 'imagine_soak');
  await migrate(databaseUrl);
  const slack = await startSlack();
  for (const key of TEAMS) if (!slack.teams[key]) slack.addTeam(key, key);
  const rooms = new Map(TEAMS.map((key) => [key, openRooms(slack.teams[key] as never, ROOMS)]));
  const chance = chanceFrom(digest(options.seed, 'tasks'));
  const pixapi = await startPixapi({ drawing: 'plain', taskMs: () => 200 + chance() * 800 });
  // a busy machine takes longer than Slack waits, and what nobody was told to be accepted shows nothing
  slack.set({ latencyMs: 15, processingMs: 0, ackMs: ACK_MS });
  const db = new pg.Pool({ connectionString: databaseUrl, max: 2, connectionTimeoutMillis: 2_000 });
  db.on('error', () => undefined);
  const query: Query = async <T extends pg.QueryResultRow>(sql: string) => (await db.query<T>(sql)).rows;
  const budget = Math.ceil((options.requests / TEAMS.length) * 0.95);
  const herd = await startHerd(
    environment(databaseUrl, slack, pixapi, {
      DEFAULT_MONTHLY_CREDITS: String(budget),
      PERSON_ACTIONS_PER_MINUTE: 'unlimited',
      TEAM_ACTIONS_PER_MINUTE: 'unlimited',
      TEAM_CONCURRENCY: String(PER_TEAM),
      APP_TEAMS: TEAMS.join(','),
      APP_WAIT_SCALE: '0.05',
      APP_WATCH_MS: '250',
    }),
  );
  const load = createLoad(slack, pixapi, rooms);
  const rescues = watchRescues(query);
  let ledgerThen: string[] = [];
  let begun = 0;
  let struck = 0;
  let restarts = 0;
  let pending = 0;
  const look = setInterval(() => {
    const address = herd.address();
    if (address) slack.connect(address);
    query<{ n: number }>(`select count(*)::int as n from (${OPEN}) o`).then(
      ([one]) => {
        pending = one?.n ?? 0;
      },
      () => undefined,
    );
  }, 200);
  let failed: unknown;
  const orDie = <T>(work: Promise<T>) =>
    work.catch((error) => {
      failed ??= error;
      throw error;
    });

  const strike = async () => {
    for (const blow of blows) {
      while (begun < blow.after && failed === undefined) await pause(20);
      if (blow.kind === 'kill') await Promise.all(blow.slots.map((slot) => herd.strike(slot, blow.signal)));
      else {
        await postgres.stopAtOnce();
        await pause(blow.downMs);
        await postgres.start();
        restarts += 1;
      }
      struck += 1;
    }
  };
  const send = async () => {
    for (let asking = askings[begun++]; asking; asking = askings[begun++]) {
      // the script says which blow falls before which request
      while (
        failed === undefined &&
        (pending > MOST_PENDING || (blows[struck]?.after ?? Infinity) < begun - 2 * SENDERS)
      )
        await pause(20);
      if (failed !== undefined) return;
      const address = herd.address();
      if (address) slack.connect(address);
      await load.send(asking);
      if (ledgerThen.length === 0 && begun > askings.length / 2) ledgerThen = await readLedger(query).catch(() => []);
    }
  };
  try {
    while (!herd.address()) await pause(20);
    slack.connect(herd.address() ?? '');
    await Promise.all([orDie(strike()), ...Array.from({ length: SENDERS }, () => orDie(send()))]);
    const loadMs = performance.now() - began;
    await herd.whole();
    await slack.flushRetries();
    const calm = performance.now();
    let left: unknown[] = ['not looked yet'];
    while (left.length > 0 && performance.now() - calm < SETTLES_WITHIN_MS) {
      left = await query(OPEN).catch((error) => [String(error)]);
      await pause(100);
    }
    await slack.settled();
    const settledMs = performance.now() - calm;
    rescues.stop();

    const rows = await readRows(query);
    const unused = pixapi.unusedFaults();
    for (const { asking } of load.sent)
      if (asking.pixapi && !unused.some((line) => line.includes(asking.prompt)))
        add(load.hits, `Pixapi: ${asking.pixapi}`);
    for (const [signal, times] of Object.entries(herd.struck)) add(load.hits, signal, times);
    add(load.hits, 'Postgres restarted', restarts);
    add(load.hits, 'taken up from the dead', rescues.silences().length);
    const refused = rows.filter(({ failure }) => failure?.startsWith('over_') || failure?.includes('budget')).length;
    add(load.hits, 'refused for the budget', refused);

    const evidence = { slack, pixapi, query, sent: load.sent, logLines: herd.logLines, ledgerThen, budget };
    const broken = await judge({ ...evidence, cap: PER_TEAM * TEAMS.length }, rows);
    const sum = (of: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + of(row), 0);
    const silences = rescues.silences();
    const at = (share: number) =>
      Math.round(silences[Math.min(silences.length - 1, Math.floor(share * silences.length))] ?? 0);
    const answered = load.sent.filter(
      ({ isAccepted, deliveries }) => isAccepted || (deliveries.length > 0 && deliveries.every(({ ok }) => ok)),
    ).length;
    return {
      figures: {
        seed: options.seed,
        requests: load.sent.length,
        'answered 200': answered,
        'what Slack heard': countOf(load.sent.flatMap(({ heard }) => heard)),
        rows: rows.length,
        ends: countOf(rows.map(({ state, failure }) => failure ?? state)),
        'orders at Pixapi': pixapi.submits().length,
        'billed credits': pixapi.billed().reduce((all, { credits }) => all + credits, 0),
        'captured credits': sum(({ captured }) => captured),
        'held for unknown': sum(({ held }) => held),
        unknown: rows.filter(({ state }) => state === 'unknown').length,
        'most at Pixapi at once': pixapi.maxInFlight(),
        'silence till taken up, ms': { times: silences.length, p50: at(0.5), p95: at(0.95), max: at(1) },
        'killed 10 s after SIGTERM': herd.overdue,
        'largest process, MB': Math.round(herd.mostMb),
        'seconds of load, of settling': [loadMs, settledMs].map((ms) => Math.round(ms / 1_000)),
        hits: Object.fromEntries([...load.hits].sort(([a], [b]) => a.localeCompare(b))),
      },
      complaints: [
        ...(left.length > 0
          ? [`I8 no end after ${SETTLES_WITHIN_MS / 1_000} s (${left.length}): ${JSON.stringify(left.slice(0, 5))}`]
          : []),
        ...broken,
        ...(answered < load.sent.length / 2 ? [`too weak: only ${answered} of ${load.sent.length} were taken`] : []),
        ...tooWeak(options, load.hits).map((kind) => `too weak: never "${kind}"`),
      ],
    };
  } finally {
    clearInterval(look);
    rescues.stop();
    await herd.end();
    await db.end();
    await Promise.all([slack.close(), pixapi.close(), postgres.close()]);
  }
}

function add(hits: Map<string, number>, what: string, times = 1): void {
  hits.set(what, (hits.get(what) ?? 0) + times);
}

function countOf(list: readonly string[]): Record<string, number> {
  return Object.fromEntries([...Map.groupBy(list, (one) => one)].map(([what, same]) => [what, same.length]));
}
