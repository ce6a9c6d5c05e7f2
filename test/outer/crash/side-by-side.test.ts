import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { migrate } from '../../../src/migrate.ts';
import { journey } from '../../support/journey.ts';
import { openProcesses } from '../../support/processes.ts';

// A database of its own, for it comes out of this with another schema than the others have.
const imagine = journey({
  postgresUrl: inject('postgresUrl'),
  roles: ['web'],
  // a busy machine may take longer than Slack waits
  overrides: { answerWithinMs: 60_000, databaseMs: 30_000 },
  after: () => processes.close(),
});
const processes = openProcesses(imagine);

const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });

/** What a next version may do to tables that are in use all the time. */
const NEXT = [
  `alter table generations add column next_one integer not null default 0;`,
  `alter table ledger_entries add column next_one text;
   alter table request_keys add column next_one text;`,
  `create table next_ones (team_id text not null references teams, id uuid, primary key (team_id, id),
     foreign key (team_id, id) references generations (team_id, id));`,
];

test('while a release migrates, and after it, the version before takes every request and brings every picture', async () => {
  const { slack, pixapi, query, databaseUrl } = imagine;
  const dir = await mkdtemp(join(tmpdir(), 'imagine-migrations-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  await cp(new URL('../../../migrations/', import.meta.url), dir, { recursive: true });
  for (const [n, text] of NEXT.entries()) await writeFile(join(dir, `999${n}_next.sql`), `-- Up Migration\n${text}\n`);
  // one that answers with other columns than the next version's
  await query('drop function close_grants(text, uuid, text)');
  await query(
    `create function close_grants(p_team text, p_id uuid, p_by text) returns bigint language sql as 'select 0::bigint'`,
  );

  const worker = await processes.start('worker');
  let isMigrating = true;
  const asked: string[] = [];
  const answers: unknown[] = [];
  const goOn = async (user: string) => {
    for (let more = 10; more > 0; more -= isMigrating ? 0 : 1) {
      const text = `fox ${asked.length}`;
      asked.push(text);
      answers.push((await ask(text, user)).body);
      for (const free of ['history', 'budget', 'settings'])
        answers.push((await ask(free, user)).status === 200 ? '' : free);
    }
  };
  const asking = Promise.all(['ana', 'bruno'].map(goOn));
  for (let release = 0; release < 3; release++) await migrate(databaseUrl, { migrations: dir });
  isMigrating = false;
  await asking;
  await imagine.settled();

  expect(answers.filter((answer) => answer !== '')).toEqual([]);
  expect(await query('select state, count(*)::int as n from generations group by 1')).toEqual([
    { state: 'posted', n: asked.length },
  ]);
  expect(pixapi.submits()).toHaveLength(asked.length);
  expect(slack.messages('general')).toHaveLength(asked.length);
  const failures = [...worker.logLines, ...imagine.logLines].filter((line) => line.includes('"msg":"failure"'));
  expect(failures).toEqual([]);
  expect(await query('select next_one from generations limit 1')).toEqual([{ next_one: 0 }]);
});
