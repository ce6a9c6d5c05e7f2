import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPool, statements } from '../../../src/postgres/connection/pool.ts';
import { clearExpired } from '../../../src/postgres/daily/expired.ts';
import { installStateStore } from '../../../src/postgres/installs/states.ts';
import { EMPTY } from '../../support/app-database.ts';
import { newGeneration, type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

test('keys of what Slack sends and notes of what was told are deleted after a month, and keys of buttons never', async () => {
  const { store, query, databaseUrl } = opened;
  const kinds = ['trigger', 'event', 'message', 'view', 'again', 'low', 'vary', 'publish'];
  await store.acceptGeneration(newGeneration({ teamId: 'T1', keys: kinds.map((kind) => `${kind}:old`) }), null);
  await query(`update request_keys set created_at = now() - interval '31 days'`);
  await store.acceptGeneration(newGeneration({ teamId: 'T1', keys: ['trigger:new', 'event:new'] }), null);
  await query(`update request_keys set created_at = now() - interval '29 days' where key = 'event:new'`);
  for (const age of [1, 29, 31, 400])
    await query(`insert into notices values ('T1', $1, now() - $2 * interval '1 day')`, [`reply:${age}`, age]);

  const pool = openPool(databaseUrl, { max: 1, name: 'clear', onError: () => undefined });
  try {
    // small bites: it goes on until nothing is left
    expect(await clearExpired(pool, 2)).toBe(6);
    expect(await clearExpired(pool)).toBe(0);
  } finally {
    await pool.end();
  }
  const keys = await query<{ key: string }>('select key from request_keys order by key');
  expect(keys.map(({ key }) => key)).toEqual([
    'again:old',
    'event:new',
    'low:old',
    'publish:old',
    'trigger:new',
    'vary:old',
  ]);
  expect(await query('select notice from notices order by 1')).toEqual([{ notice: 'reply:1' }, { notice: 'reply:29' }]);
});

test('what managers were told goes after three months; what strangers, presses and mentions leave goes when the next one comes', async () => {
  const { store, query, databaseUrl } = opened;
  await store.acceptGeneration(newGeneration({ teamId: 'T2' }), null);
  for (const age of [1, 89, 91])
    await query(
      `insert into manager_notes (team_id, note, user_id, claimed_at) values ('T2', $1, 'U1', now() - $2 * interval '1 day')`,
      [`note:${age}`, age],
    );
  const pool = openPool(databaseUrl, { max: 1, name: 'clear', onError: () => undefined });
  try {
    expect(await clearExpired(pool)).toBe(1);
    expect(await query('select note from manager_notes order by 1')).toEqual([{ note: 'note:1' }, { note: 'note:89' }]);

    const { keepInstallState } = installStateStore({ single: statements(pool) });
    const telling = { threadTs: null, userTeam: null, files: [] };
    const rounds: [table: string, at: string, add: (name: string) => Promise<unknown>][] = [
      ['seen_requests', 'seen_at', (name) => store.claimRequest(name)],
      ['tellings', 'told_at', (name) => store.saveTelling('T2', name, 'message', telling, null)],
      ['install_states', 'created_at', (name) => keepInstallState({ hash: name, browser: 'b' })],
    ];
    for (const [table, at, add] of rounds) {
      await add('old');
      await query(`update ${table} set ${at} = now() - interval '2 hours'`);
      await add('new');
      expect(await query(`select from ${table}`), table).toHaveLength(1);
    }
  } finally {
    await pool.end();
  }
});

/** Whatever else there is in the database, and what keeps it small. */
const KEPT: Readonly<Record<string, string>> = {
  approval_cards: 'one for each manager and question',
  approvals: 'questions that people asked',
  audit_entries: 'the audit: never deleted, by its own rule',
  budget_alerts: 'three or so for each budget and period',
  budget_days: 'what a budget by day has spent: a row for each scope and day',
  budget_months: 'what a budget has spent: a row for each scope and month',
  budgets: 'what managers set',
  channel_rules: 'what managers set',
  channel_tags: 'what managers set',
  charts: 'one for each team',
  enterprise_installations: 'one for each organization',
  erased_files: 'until Slack has deleted them',
  erased_messages: 'until Slack has cleared them',
  erasures: 'wishes of people',
  exports: 'wishes of managers, and a letter a month',
  generations: 'the request log; its words are erased by age',
  grant_uses: 'part of the ledger',
  grants: 'part of the ledger',
  installations: 'one for each team',
  ledger_entries: 'the ledger: never deleted, by its own rule',
  legal_holds: 'what managers set',
  letters: 'one a month',
  managers: 'whom managers named',
  migrations: 'the releases',
  model_readings: 'one row',
  model_shutdowns: 'the models',
  pictures: 'part of the request log; emptied with its words',
  policies: 'one for each team',
  prompt_readings: 'part of the audit: who read a private prompt',
  readiness: 'one row',
  retired_models: 'the models',
  source_files: 'part of the request log; emptied with its words',
  spend_days: 'figures by day, channel, person and model, which outlive the log’s words',
  spend_spikes: 'at most one an hour and team',
  team_enterprises: 'one for each team',
  teams: 'one for each team',
  welcomes: 'one for each installation',
};
const CLEARED = [
  'install_states',
  'manager_notes',
  'notices',
  'pixapi_keys',
  'request_keys',
  'seen_requests',
  'tellings',
];

test('every table is cleared by age, or it is known why it stays small or is kept', async () => {
  const tables = await opened.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  expect(tables.map(({ name }) => name).sort()).toEqual([...Object.keys(KEPT), ...CLEARED].sort());
});

test('every table is emptied between tests, but those that no test fills', async () => {
  const tables = await opened.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by 1`,
  );
  const kept = tables.filter(({ name }) => !EMPTY.includes(`delete from ${name};`));
  expect(kept.map(({ name }) => name)).toEqual(['migrations', 'readiness']);
});

test('jobs that have ended go after ten minutes', async () => {
  const { query } = opened;
  const queues = await query<{ name: string; after: number }>(
    `select name, deletion_seconds as after from pgboss.queue where name in ('announce', 'make', 'post', 'settle', 'tasks')`,
  );
  expect(queues.map(({ after }) => after)).toEqual([600, 600, 600, 600, 600]);
});
