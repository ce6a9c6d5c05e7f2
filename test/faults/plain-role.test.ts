import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import { createLogger } from '../../src/log.ts';
import { migrate } from '../../src/migrate.ts';
import { type LocalPixapi, startPixapi } from '../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../local/slack/slack.ts';
import { dropDatabase } from '../support/database.ts';
import { environment } from '../support/environment.ts';
import { until } from '../support/until.ts';

const NAME = `imagine_${randomUUID().replaceAll('-', '')}`;
/** The SQL of the handbook, in its order, with names of our own. */
const [SERVER = '', BEFORE = '', AFTER = ''] = [
  ...readFileSync('docs/operations/README.md', 'utf8').matchAll(/```sql\n(.*?)```/gs),
].map(([, sql = '']) => sql.replaceAll(/\bimagine(?=_|;| )/g, NAME));

let slack: LocalSlack;
let pixapi: LocalPixapi;
let app: Awaited<ReturnType<typeof compose>>;
let asApp: pg.Client;
const logLines: string[] = [];

function urlAs(role: 'owner' | 'app'): string {
  const url = new URL(inject('postgresUrl'));
  url.pathname = `/${NAME}`;
  url.username = `${NAME}_${role}`;
  url.password = `${role}-password`;
  return url.href;
}

async function run(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const statement of sql.split(';').filter((text) => text.trim())) await client.query(statement);
  } finally {
    await client.end();
  }
}

beforeAll(async () => {
  await run(inject('postgresUrl'), SERVER);
  await run(urlAs('owner'), BEFORE);
  await migrate(urlAs('owner'));
  await run(urlAs('owner'), AFTER);
  slack = await startSlack();
  pixapi = await startPixapi({ drawing: 'plain', taskMs: 60 });
  app = await compose(readConfig(environment(urlAs('app'), slack, pixapi)), ['web', 'worker'], {
    logger: createLogger('trace', { write: (line) => void logLines.push(line) }),
    pollDelay: () => 15,
    waitScale: 0.05,
    watchMs: 40,
    sweepMs: 40,
  });
  slack.connect(`http://127.0.0.1:${app.port}`);
  asApp = new pg.Client({ connectionString: urlAs('app') });
  await asApp.connect();
});
afterAll(async () => {
  await asApp.end();
  await app.close();
  await slack.close();
  await pixapi.close();
  await dropDatabase(inject('postgresUrl'), NAME);
  await run(inject('postgresUrl'), `drop role ${NAME}_app; drop role ${NAME}_owner`);
});

test('a role that owns nothing runs the whole app', async () => {
  const posted = async () => (await asApp.query(`select from generations where state = 'posted'`)).rowCount;
  await slack.command({ user: 'ana', channel: 'general', text: 'budget set 100' });
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await until(async () => (await posted()) === 1);
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  await slack.say({ user: 'ana', channel: 'general', threadTs, text: 'edit this: make it night' });
  await until(async () => (await posted()) === 2);
  await slack.settled();
  expect((await fetch(`http://127.0.0.1:${app.port}/readyz`)).status).toBe(200);
  expect(logLines.map((line) => JSON.parse(line)).filter(({ level }) => level >= 50)).toEqual([]);
});

test.each([
  'truncate ledger_entries',
  'delete from ledger_entries',
  'update audit_entries set at = now()',
  `update ledger_entries set user_id = 'erased-0123456789ab'`,
  'alter table ledger_entries disable trigger user',
  'drop table notices',
  'create table mine (id integer)',
  'select * from migrations',
  `create function resolve_hold(text) returns text language sql as $$ select 'x' $$`,
])('and may not: %s', async (sql) => {
  await expect(asApp.query(sql)).rejects.toMatchObject({ code: '42501' });
});

test('and yet a person is erased, by functions of the owner’s that can do nothing else', async () => {
  const { ana } = slack.teams.acme.people;
  const team = slack.teams.acme.id;
  const left = async (table: string) =>
    (await asApp.query(`select from ${table} where user_id = '${ana.id}'`)).rowCount;
  await asApp.query(`select erase_words($1, $2, now(), null, 50)`, [team, ana.id]);
  await asApp.query(`select forget_person($1, $2, 'erased-0123456789ab')`, [team, ana.id]);
  await asApp.query(`select forget_figures($1, $2, 'erased-0123456789ab', now(), 50)`, [team, ana.id]);
  expect([await left('audit_entries'), await left('ledger_entries'), await left('generations')]).toEqual([0, 0, 0]);
  await expect(asApp.query(`select forget_person($1, 'budget_set', 'x')`, [team])).rejects.toThrow('neither');
});

test('the release phase goes on as the owner', async () => {
  await migrate(urlAs('owner'));
});
