import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { unzip } from '../support/unzip.ts';

const imagine = journey();
const { read, submit } = formsOf(() => imagine);

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const ask = (text: string, user: Name = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
const told = (user: Name = 'ana') => imagine.slack.ephemerals(user).at(-1)?.text;
const dm = (user: Name = 'ana') => imagine.slack.transcript(`app:${user}`);
const idOf = (name: Name) => imagine.slack.teams.acme.people[name].id;
const audit = () =>
  imagine.query("select user_id, action, subject, to_value from audit_entries where action <> 'zone_set' order by id");
/** The texts of the files that stand in somebody's conversation with the app. */
const files = (user: Name = 'ana') =>
  imagine.slack
    .messages(`app:${user}`)
    .flatMap((message) => message.files)
    .map((id) => imagine.slack.file(id));
const ended = async () => await until(async () => (await imagine.query(OPEN)).length === 0);
/** A minute has gone by. */
const ring = () => imagine.query("select pg_notify('imagine_jobs', 'task:exports')");
const OPEN = "select from exports where state in ('waiting', 'sending')";

/** Of a CSV without line breaks in its cells. */
function rowsOf(csv: string): Record<string, string>[] {
  const [header = '', ...lines] = csv.replace('\ufeff', '').trimEnd().split('\r\n');
  const names = header.split(',');
  const cells = (line: string) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)];
  return lines.map((line) =>
    Object.fromEntries(
      cells(line).map(([, quoted, bare = ''], n) => [names[n] ?? '', quoted?.replaceAll('""', '"') ?? bare]),
    ),
  );
}

test('a manager gets all requests as CSV and as JSON lines, one row for each, in their messages with the app; both are in the audit', async () => {
  const { slack } = imagine;
  await ask('=1+1, a "red" fox');
  await imagine.settled();
  await ask('segredo --private', 'bruno');
  await imagine.settled();
  await ask('budget set 0');
  await ask('un zorro', 'carla', 'design');
  await ask('export');
  expect(told()).toMatch(/^The export has begun\. The file comes to your messages with me/);
  await ended();
  expect(dm()).toMatch(
    /^imagine: The file is here, with 3 requests\.\nimagine: Request log: 3 requests\. Times are in UTC\.\n {2}\[file: imagine-log-\d{4}-\d\d-\d\d\.csv\]$/,
  );
  const csv = files()[0]?.bytes.toString() ?? '';
  expect(csv.split('\r\n')).toHaveLength(1 + 3 + 1);
  expect(csv).not.toContain('segredo');
  const rows = rowsOf(csv);
  expect(rows).toMatchObject([
    {
      ...{ user_id: idOf('ana'), channel_id: slack.channelId('general'), act: 'make', private: 'false' },
      ...{ prompt: `'=1+1, a "red" fox`, outcome: 'made', held_credits: '1', charged_credits: '1', orders: '1' },
      ...{ size: '1024x1024', count: '1', inputs: '0' },
    },
    { user_id: idOf('bruno'), private: 'true', prompt: '', outcome: 'made', charged_credits: '1' },
    {
      ...{ user_id: idOf('carla'), channel_id: slack.channelId('design'), prompt: 'un zorro', outcome: 'refused' },
      ...{ failure: 'budget_exhausted', held_credits: '0', charged_credits: '', orders: '0', ordered_at: '' },
    },
  ]);
  const stages = ['requested_at', 'announced_at', 'ordered_at', 'taken_at', 'made_at', 'posted_at', 'ended_at'];
  const times = stages.map((stage) => rows[0]?.[stage] ?? '');
  for (const time of times) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(times).toEqual(times.toSorted());
  expect(rows[0]?.pixapi_task_id).toBeTruthy();

  await ask('export json');
  await ended();
  const lines = files()[1]?.bytes.toString() ?? '';
  expect(files()[1]?.name).toMatch(/^imagine-log-.*\.jsonl$/);
  const read = lines
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(read).toMatchObject([
    { prompt: '=1+1, a "red" fox', charged_credits: 1 },
    { prompt: null },
    { prompt: 'un zorro' },
  ]);
  expect(Object.keys(read[0])).toEqual(csv.replace('\ufeff', '').split('\r\n')[0]?.split(','));
  expect((await audit()).slice(1)).toEqual([
    { user_id: idOf('ana'), action: 'exported', subject: 'log', to_value: 'csv, 3' },
    { user_id: idOf('ana'), action: 'exported', subject: 'log', to_value: 'jsonl, 3' },
  ]);
});

test('a manager gets all that is kept in one zip, by a command or from Home, without what is private of others or secret', async () => {
  const { slack } = imagine;
  await ask('a red fox');
  await ask('segredo --private', 'bruno');
  await imagine.settled();
  await ask('budget top up 9 until Friday');
  await ask(`policy drafts for <#${slack.channelId('design')}>`);
  await ask('export all');
  await ended();
  expect(dm()).toMatch(/The file is here, with \d+ rows\.\n.*\n {2}\[file: imagine-all-\d{4}-\d\d-\d\d\.zip\]$/);
  const [file] = files();
  const parts = new Map(
    [...unzip(file?.bytes ?? Buffer.alloc(0))].map(([name, bytes]) => [
      name.replace('.jsonl', ''),
      bytes
        .toString()
        .trimEnd()
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    ]),
  );
  expect([...parts.keys()]).toEqual(expect.arrayContaining(['requests', 'audit', 'ledger', 'budgets', 'approvals']));
  expect(parts.get('requests')).toMatchObject([{ prompt: 'a red fox' }, { user_id: idOf('bruno'), prompt: null }]);
  expect(
    parts
      .get('ledger')
      ?.map(({ kind }) => kind)
      .sort(),
  ).toEqual(['capture', 'capture', 'grant', 'hold', 'hold']);
  expect(parts.get('grants')).toMatchObject([{ scope: 'team', credits: 9, used: 0 }]);
  expect(parts.get('channel_rules')).toEqual([{ channel_id: slack.channelId('design'), mode: 'drafts' }]);
  expect(parts.get('audit')).toMatchObject([{ action: 'grant_given' }, { action: 'policy_set' }]);
  expect(parts.get('teams')).toMatchObject([{ time_zone: 'UTC', retention_days: 90 }]);
  const all = [...parts.values()].flat();
  expect(JSON.stringify(all)).not.toMatch(/segredo|https?:|response_url|team_id/);
  const rows = `zip, ${all.length}`;
  expect((await audit()).at(-1)).toEqual({
    ...{ user_id: idOf('ana'), action: 'exported', subject: 'all', to_value: rows },
  });

  await slack.openHome({ user: 'ana' });
  await slack.clickInView({ user: 'ana', actionId: 'export_all' });
  await until(() => read('ana').includes('One zip'));
  await submit();
  await ended();
  expect(files().map(({ name }) => name.replace(/^.*\./, ''))).toEqual(['zip', 'zip']);
  await ask('export all', 'bruno');
  expect(told('bruno')).toContain('gestores');
});

describe('an export', () => {
  test('is one at a time, says how far it is, and can be canceled as long as nothing is sent', async () => {
    await ask('a fox');
    await imagine.settled();
    const gate = Promise.withResolvers<void>();
    imagine.slack.fault({ method: 'files.getUploadURLExternal' }, faults.held(gate.promise));
    await ask('export');
    await until(async () => (await imagine.query('select from exports where row_count = 1')).length === 1);
    expect(dm()).toBe('imagine: The request log is being written to a file.\n  [Cancel]');
    await ask('export json');
    expect(told()).toMatch(/^Your last export is still running\./);
    await imagine.slack.click({ user: 'ana', channel: 'app:ana', actionId: 'cancel_export' });
    expect(dm()).toBe('imagine: This export was canceled. Nothing was sent.');
    gate.resolve();
    await imagine.settled();
    expect(dm()).toBe('imagine: This export was canceled. Nothing was sent.');
    expect(files()).toEqual([]);
    expect(await audit()).toEqual([]);

    await ask('export json');
    await ended();
    expect(dm()).toContain('[file: imagine-log-');
  });

  test('of a manager who is none any more when its turn comes, or that Slack takes no files of, is not made', async () => {
    await ask('a fox');
    await imagine.settled();
    imagine.slack.set({ refusesUploads: 'file_uploads_disabled' });
    await ask('export');
    await ended();
    // what is told comes after
    await until(() => !dm().includes('[Cancel]'));
    expect(dm()).toBe(
      'imagine: This workspace’s Slack takes no files, so nothing was sent. Its owners can change that.',
    );
    imagine.slack.set({ refusesUploads: null });
    const { people, id } = imagine.slack.teams.acme;
    Object.assign(people.ana, { isAdmin: false, isOwner: false });
    await imagine.query(
      "insert into exports (team_id, id, user_id, kind, format) values ($1, gen_random_uuid(), $2, 'log', 'csv')",
      [id, people.ana.id],
    );
    await ring();
    await ended();
    expect(dm()).toMatch(/\nimagine: You are no longer a manager of this workspace, so nothing was exported\.$/);
    Object.assign(people.ana, { isAdmin: true, isOwner: true });
    expect(files()).toEqual([]);
  });

  test('whose end was lost is gone on with, and its file comes once', async () => {
    await ask('a fox');
    await imagine.settled();
    imagine.slack.fault({ method: 'upload' }, faults.status(500));
    imagine.slack.fault({ method: 'files.completeUploadExternal' }, faults.acceptThenCut());
    await ask('export');
    for (const tries of [1, 2]) {
      await until(async () => (await imagine.query('select from exports where tries = $1', [tries])).length === 1);
      await ring();
    }
    await ended();
    expect(files()).toHaveLength(1);
    expect(dm()).toMatch(/^imagine: The file is here, with 1 request\.\n/);
    expect(await audit()).toMatchObject([{ action: 'exported', to_value: 'csv, 1' }]);
  });
});

test.each(['bruno', 'gus'] as const)('%s, who is no manager, exports nothing, and the audit has it', async (user) => {
  await ask('a fox');
  await imagine.settled();
  await ask('export', user);
  expect(told(user)).toMatch(/gestores deste espaço|Only managers of this workspace can export/);
  expect(await imagine.query('select from exports')).toEqual([]);
  expect(await audit()).toMatchObject([{ user_id: idOf(user), action: 'export_refused' }]);
});
