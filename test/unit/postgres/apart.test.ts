import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createDatabase, dropDatabase } from '../../support/database.ts';
import { TEMPLATE } from '../../support/global-setup.ts';
import type { TeamColumns } from '../../support/sql/plan.ts';
import {
  listFunctionStatements,
  listStatements,
  openTablesOf,
  readTeamColumns,
  type Statement,
} from '../../support/sql/statements.ts';

const name = `imagine_${randomUUID().replaceAll('-', '')}`;
let client: pg.Client;
let teams: TeamColumns;
beforeAll(async () => {
  client = new pg.Client({ connectionString: await createDatabase(inject('postgresUrl'), name, TEMPLATE) });
  await client.connect();
  // An empty table is read whole rather than by an index, and says less of what it is held to.
  await client.query('set enable_seqscan = off');
  teams = await readTeamColumns(client);
});
afterAll(async () => {
  await client.end();
  await dropDatabase(inject('postgresUrl'), name);
});

const read = async <T extends pg.QueryResultRow>(sql: string) => (await client.query<T>(sql)).rows;

/** What belongs to all teams, and why. */
const OF_ALL: Readonly<Record<string, string>> = {
  enterprise_installations: 'what opens Slack to the app in a whole organization',
  install_states: 'installations that somebody has begun, before anybody knows where',
  migrations: 'what was done to the database',
  model_readings: 'when Pixapi was last asked for its models',
  model_shutdowns: 'what Pixapi says of its models',
  readiness: 'one row, written to see whether one can be',
  retired_models: 'what Pixapi no longer has',
  seen_requests: 'signatures of Slack, looked at before anything is known of a request',
};

test('every table has a team, or is known to belong to all', async () => {
  const tables = await read<{ name: string; isSure: boolean | null }>(
    `select c.relname as name, a.attnotnull as "isSure" from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attname = 'team_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  expect(tables.filter(({ isSure }) => isSure === null).map((table) => table.name)).toEqual(Object.keys(OF_ALL));
  expect(tables.filter(({ isSure }) => isSure === false)).toEqual([]);
});

/** Keys that a team does not lead, and why no two teams meet in them. */
const NUMBERED: Readonly<Record<string, string>> = {
  audit_entries_pkey: 'numbered by the database; what refers to one does so with the team (team_id, undoes)',
  audit_undone_once: 'the number of such an entry',
  ledger_entries_pkey: 'numbered by the database, and nothing refers to it',
};

test('the team leads every key, so that no two teams can meet in one', async () => {
  const keys = await read<{ name: string; first: string }>(
    `select i.indexrelid::regclass::text as name, a.attname as first from pg_index i
     join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
     join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
     where i.indisunique and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'team_id') order by 1`,
  );
  expect(keys.length).toBeGreaterThan(20);
  expect(keys.filter(({ first }) => first !== 'team_id').map((key) => key.name)).toEqual(Object.keys(NUMBERED));
});

/** What is meant for all teams at once: the statement, the tables it reaches without a team, and why. */
const FOR_ALL: Readonly<Record<string, string>> = {
  'postgres/away.ts claimUntoldAway: generations': 'placeholders of all teams, each counted by itself, for a task',
  'postgres/queues.ts putFollowedFirst: generations': 'which jobs follow a task: their order alone, for the queue',
  'operate/copy/load.ts load: teams': 'whether a database is empty before it is filled',
  'postgres/approvals/read.ts listUnfinished: approval_cards, approvals':
    'the keys of what was left undone, for a task',
  'postgres/approvals/run-out.ts letRunOut: approvals': 'the keys of what nobody answered in time, for a task',
  'postgres/arrivals/tellings.ts saveTelling: tellings': 'clears what is older than ten minutes by the way',
  'postgres/daily/expired.ts clearKeys: request_keys': 'clears by age',
  'postgres/daily/expired.ts clearNotes: manager_notes': 'clears by age',
  'postgres/daily/expired.ts clearNotices: notices': 'clears by age',
  'postgres/daily/expired.ts clearRetired: generations, pixapi_keys': 'clears by age what no request needs',
  'postgres/daily/model-endings.ts claimNoticeForAll: into notices, teams': 'a model ends for every team',
  'postgres/installs/arriving.ts claimWelcomes: welcomes': 'who is to be greeted, for a task',
  'postgres/installs/arriving.ts returnTeams: team_enterprises, teams': 'an organization comes with its workspaces',
  'postgres/installs/leaving.ts eraseLeft: audit_entries, erasures, legal_holds, teams':
    'which teams left long ago, for a task',
  'postgres/installs/leaving.ts listLeft: generations, teams': 'the keys of what teams have left undone, for a task',
  'postgres/installs/leaving.ts markLeft: installations, team_enterprises, teams':
    'an organization leaves with its workspaces',
  'postgres/installs/rewrap.ts countUse: installations, pixapi_keys':
    'how many data keys each of our keys wraps, for whoever runs it',
  'postgres/installs/rewrap.ts listWrapped: installations, pixapi_keys': 'what an older key wraps, for whoever runs it',
  'postgres/installs/rotation.ts claimTeam: installations': 'whose token ends soon, for a task',
  'postgres/line.ts moveLine: generations': 'the lines of all teams, each counted by itself, for a task',
  'postgres/line.ts readFigures: generations': 'how long Pixapi takes: seconds alone, and the same for everybody',
  'postgres/log/exports.ts listOpenExports: exports': 'exports to be gone on with, for a task',
  'postgres/moves/outcomes.ts findOutcome: generations': 'a request by its own id alone, for whoever runs the app',
  'postgres/moves/outcomes.ts listOutcomes: generations': 'orders without an outcome, for whoever runs the app',
  'postgres/overview.ts readRequests: generations': 'three counts over all, for whoever runs the app',
  'postgres/privacy/erasing.ts claimUntold: generations, teams': 'which teams are to be told of retention, for a task',
  'postgres/privacy/erasing.ts listErasures: erasures': 'erasures to be gone on with, for a task',
  'postgres/privacy/erasing.ts listRetaining: generations, teams': 'which teams have something to erase, for a task',
  'postgres/privacy/leftovers.ts listErasedFiles: erased_files': 'files to be deleted, for a task',
  'postgres/privacy/leftovers.ts listErasedMessages: erased_messages, generations':
    'messages to be cleared, for a task',
  'postgres/privacy/readings.ts claimReadings: generations, prompt_readings': 'who is to be told, for a task',
  'postgres/stranded.ts listClaimedPlaceholders: generations': 'the keys of what its worker has left, for a task',
  'postgres/stranded.ts listStranded: generations, teams': 'the keys of what its worker has left, for a task',
  'postgres/team/alerts.ts listAlerts: budget_alerts, budget_days, budget_months, budgets, teams':
    'warnings to be told, each with its team’s figures, for a task',
  'postgres/team/alerts.ts listSpikes: spend_spikes': 'warnings to be told, for a task',
  'postgres/team/alerts.ts noteSpikes: into spend_spikes, ledger_entries, spend_days, spend_spikes, teams':
    'looks for unusual days, each team’s by itself, for a task',
  'postgres/team/grants.ts closeEndedGrants: grants': 'which teams have grants that ended, for a task',
  'postgres/team/letters.ts listDue: audit_entries, budget_months, budgets, letters, teams':
    'which letters are due, for a task',
};

async function openOnes(statements: readonly Statement[]): Promise<string[]> {
  const open: string[] = [];
  for (const { where, text } of statements) {
    if (text === null || !/^\s*(?:select|with|insert|update|delete)\b/i.test(text)) continue;
    const tables = await openTablesOf(client, text, teams).catch((error: Error) => [`${error.message}: ${text}`]);
    if (tables.length > 0) open.push(`${where}: ${tables.join(', ')}`);
  }
  return open.sort();
}

test('no statement of src/ reaches a team’s row without the team, but for those that serve all', async () => {
  const statements = await listStatements();
  expect(statements.length).toBeGreaterThan(300);
  expect(statements.filter(({ text }) => text === null).map(({ where }) => where)).toEqual([
    'postgres/connection/notifications.ts listen',
  ]);
  expect(await openOnes(statements)).toEqual(Object.keys(FOR_ALL).sort());
});

/** What they ask for they put together themselves, for each table that they are told or find; each names the team. */
const MADE_UP = ['forget_person', 'kept_rows'];

test('no function in the database does', async () => {
  const statements = await listFunctionStatements(client);
  expect(statements.length).toBeGreaterThan(200);
  const others = statements.filter(({ text }) => !/^\s*(?:select|with|insert|update|delete)\b/i.test(text ?? ''));
  expect(others.map(({ where }) => where)).toEqual(MADE_UP);
  const made = others.flatMap(({ text }) => text?.match(/'(?:select|insert|update|delete)\b(?:[^']|'')*'/g) ?? []);
  expect(made).toHaveLength(3);
  expect(made.filter((one) => !one.includes('where team_id = $1'))).toEqual([]);
  expect(await openOnes(statements)).toEqual([]);
});

test('every mention of a table in a function is looked at', async () => {
  const statements = await listFunctionStatements(client);
  const bodies = await read<{ body: string }>(
    `select prosrc as body from pg_proc where pronamespace = 'public'::regnamespace`,
  );
  const mentions = (text: string) =>
    text
      .replace(/--[^\n]*/g, '')
      .match(new RegExp(String.raw`\b(?:from|join|into|update|using)\s+(?:${[...teams.keys()].join('|')})\b`, 'g'))
      ?.length ?? 0;
  const sum = (texts: readonly string[]) => texts.map(mentions).reduce((one, other) => one + other, 0);
  expect(sum(statements.map(({ text }) => text ?? ''))).toBe(sum(bodies.map(({ body }) => body)));
});

test.each([
  ['select prompt from generations where id = $1', 'generations'],
  ['select prompt from generations where team_id = $1 or id = $2', 'generations'],
  [`select prompt from generations where team_id <> $1`, 'generations'],
  [`select prompt from generations where team_id = 'T1'`, 'generations'],
  ['select prompt from generations where team_id = user_id', 'generations'],
  [
    'select g.prompt from generations g join pictures p on p.team_id = g.team_id where p.file_id = $1',
    'generations, pictures',
  ],
  ['select g.prompt from generations g join pictures p on p.generation_id = g.id where g.team_id = $1', 'pictures'],
  ['select g.prompt from generations g left join teams t on t.team_id = g.team_id and t.team_id = $1', 'generations'],
  [
    'select g.prompt from generations g where not exists (select from teams t where t.team_id = g.team_id and t.team_id = $1)',
    'generations',
  ],
  [
    'select (select count(*) from pictures p where p.generation_id = g.id) from generations g where g.team_id = $1',
    'pictures',
  ],
  ['select from teams where team_id = $1 and exists (select from pictures where file_id = $2)', 'pictures'],
  ['update generations set deleted_at = now() where id = $1', 'generations'],
  [
    'update pictures p set file_id = null from generations g where g.team_id = $1 and p.generation_id = g.id',
    'pictures',
  ],
  ['delete from pictures where file_id = $1', 'pictures'],
  [`insert into notices (team_id, notice) select 'T1', $1`, 'into notices'],
  ['insert into notices (team_id, notice) select user_id, $1 from generations where team_id = $2', 'into notices'],
  [
    'with old as (delete from tellings where told_at < now()) insert into notices (team_id, notice) values ($1, $2)',
    'tellings',
  ],
  [
    'with o as (select id from generations where id = $1) select from pictures p join o on p.team_id = $2 and p.generation_id = o.id',
    'generations',
  ],
])('%s would be found', async (text, tables) => {
  expect((await openTablesOf(client, text, teams)).join(', ')).toBe(tables);
});

test.each([
  'select prompt from generations where team_id = $1 and (id = $2 or user_id = $3)',
  'select prompt from generations where (team_id, id) in (select a, b from unnest($1::text[], $2::uuid[]) t (a, b))',
  'select g.prompt from generations g left join pictures p on p.team_id = g.team_id and p.generation_id = g.id where g.team_id = $1',
  'select from teams t where t.team_id = $1 and not exists (select from pictures p where p.team_id = t.team_id and p.file_id = $2)',
  'with o as (select * from generations where team_id = $1) select from pictures p join o on p.team_id = o.team_id and p.generation_id = o.id',
  'insert into notices (team_id, notice) select team_id, $2 from teams where team_id = $1',
  'update pictures p set file_id = null from generations g where g.team_id = $1 and p.team_id = g.team_id and p.generation_id = g.id',
])('%s would not', async (text) => {
  expect(await openTablesOf(client, text, teams)).toEqual([]);
});
