import { expect, test } from 'vitest';
import { openPool, transaction } from '../../src/postgres/connection/pool.ts';
import { eraseLeft } from '../../src/postgres/installs/leaving.ts';
import type { Delivery } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';
import { createVisitor } from '../support/visitor.ts';

// One picture of a team at a time, which takes a minute: the second one stands in line.
const imagine = journey({
  isInstalled: false,
  env: { TEAM_CONCURRENCY: '1' },
  pixapi: { taskMs: 60_000 },
  overrides: { waitScale: 0 },
  slack: { processingMs: 0 },
  // the app would remember the tokens for a minute
  after: async ({ slack }) => {
    for (const team of ['acme', 'beta']) await slack.uninstall({ team, events: ['app_uninstalled'] });
  },
});

const install = (team?: string) => createVisitor(imagine).install(team === undefined ? {} : { team });
const ask = (text: string, user = 'bruno', team = 'acme') =>
  imagine.slack.command({ user, channel: 'general', text, team });
const read = <T extends Record<string, unknown>>(sql: string, values?: unknown[]) => imagine.query<T>(sql, values);
const states = async () =>
  Object.fromEntries(
    (
      await read<{ prompt: string; said: string }>(
        `select prompt, state || coalesce(' ' || failure, '') || coalesce(' ' || charged_credits, '') as said from generations`,
      )
    ).map(({ prompt, said }) => [prompt, said]),
  );
const installed = async () =>
  (await read<{ id: string }>('select team_id as id from installations')).map(({ id }) => id);
const actions = async () =>
  (await read<{ action: string }>('select action from audit_entries order by id')).map(({ action }) => action);
const calls = () => imagine.slack.journal.filter(({ team }) => team === imagine.slack.teams.acme.id).length;
const finish = () => {
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
};

/** A picture that is being made, and one behind it in line. */
async function busy(): Promise<void> {
  await ask('a lighthouse', 'carla');
  await until(() => imagine.pixapi.inFlight() === 1);
  await ask('a red fox');
  await until(async () => (await read('select from generations where announced_at is not null')).length === 2);
}

test.each([
  ['first the token, then the app', ['tokens_revoked', 'app_uninstalled']],
  ['first the app, then the token', ['app_uninstalled', 'tokens_revoked']],
] as const)(
  '%s: what waits is stopped and free, what is being made is charged, and nobody is told',
  async (_, events) => {
    await install();
    await install('beta');
    await busy();
    const told = await imagine.slack.uninstall({ events });
    // Slack says it all once more
    for (const delivery of told) await imagine.slack.redeliver(delivery);
    expect(await installed()).toEqual([imagine.slack.teams.beta.id]);
    await until(async () => (await states())['a red fox'] === 'failed not_installed 0');
    const before = calls();
    finish();
    await until(async () => (await states())['a lighthouse'] === 'made not_installed 1');
    await imagine.task('leave');
    await imagine.settled();
    expect(await states()).toEqual({ 'a lighthouse': 'made not_installed 1', 'a red fox': 'failed not_installed 0' });
    expect(calls()).toBe(before);
    expect((await read('select from budget_periods where held <> 0')).length).toBe(0);
    expect(await actions()).toEqual(['installed', 'installed', 'uninstalled']);
    expect(imagine.pixapi.journal.filter(({ path }) => path.endsWith('/generations'))).toHaveLength(1);
    // The other workspace does not notice.
    await ask('a hare', 'bruno', 'beta');
    await imagine.settled();
    expect(imagine.slack.transcript('general', 'beta')).toContain('AI-made image: a hare');
  },
);

test('whoever installs it again finds everything; a late word of the old end ends nothing', async () => {
  await install();
  imagine.pixapi.set({ taskMs: 0 });
  await ask('a red fox');
  await imagine.settled();
  const late: Delivery[] = await imagine.slack.uninstall();
  expect(await installed()).toEqual([]);
  await install();
  // as it is where the clocks agree: the end came before
  await read(`update installations set installed_at = installed_at + interval '10 seconds'`);
  for (const delivery of late) await imagine.slack.redeliver(delivery);
  expect(await installed()).toEqual([imagine.slack.teams.acme.id]);
  await ask('history');
  expect(JSON.stringify(imagine.slack.ephemerals('bruno').at(-1))).toContain('a red fox');
  await ask('a blue fox');
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('AI-made image: a blue fox');
  expect(await actions()).toEqual(['installed', 'uninstalled', 'reinstalled']);
});

test('a token that opens nothing any more is found by the next call, though nobody said a word', async () => {
  await install();
  await busy();
  await imagine.slack.uninstall({ events: [], death: 'token_revoked' });
  finish();
  await until(async () => (await installed()).length === 0);
  await until(async () => (await read('select from generations where failure is null')).length === 0);
  await imagine.task('leave');
  await imagine.settled();
  expect(await actions()).toEqual(['installed', 'uninstalled']);
  expect((await read('select from budget_periods where held <> 0')).length).toBe(0);
  // Slack's trouble with one call ends nothing
  await install();
  imagine.slack.fault({ method: 'chat.postMessage' }, { type: 'error', error: 'invalid_auth' });
  await ask('a hare');
  await imagine.settled();
  expect(await installed()).toEqual([imagine.slack.teams.acme.id]);
});

test('a person’s token is none of ours', async () => {
  await install();
  await imagine.slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'], bot: [] } });
  await imagine.slack.event({ type: 'tokens_revoked', tokens: { oauth: ['U1'] } });
  expect(await installed()).toHaveLength(1);
});

test('the organization takes it out everywhere', async () => {
  imagine.slack.enterprise('E0ORG', ['acme', 'beta']);
  await createVisitor(imagine).install({ isOrgWide: true });
  imagine.pixapi.set({ taskMs: 0 });
  for (const team of ['acme', 'beta']) await ask(`a fox of ${team}`, 'bruno', team);
  await imagine.settled();
  await imagine.slack.uninstall({ isOrgWide: true, events: ['app_uninstalled'] });
  expect(await read('select from enterprise_installations')).toEqual([]);
  expect(await read('select from teams where left_at is not null')).toHaveLength(2);
  await ask('a hare');
  expect(imagine.slack.ephemerals('bruno').at(-1)?.text).toContain('isn’t installed');
});

test('what is kept of a workspace that has left goes after the time that it set, unless somebody has to keep it', async () => {
  await install();
  await install('beta');
  imagine.pixapi.set({ taskMs: 0 });
  for (const team of ['acme', 'beta']) await ask(`a fox of ${team}`, 'bruno', team);
  await imagine.settled();
  for (const team of ['acme', 'beta']) await imagine.slack.uninstall({ team });
  await read(`insert into legal_holds (team_id, set_by, reason) values ($1, 'U1', 'case 7')`, [
    imagine.slack.teams.beta.id,
  ]);
  const after = async (days: number) => {
    await read(`update teams set left_at = now() - $1 * interval '1 day', retention_days = 30`, [days]);
    await imagine.task('leave');
    await imagine.task('erase');
    return Object.keys(await states()).sort();
  };
  expect(await after(29)).toEqual(['a fox of acme', 'a fox of beta']);
  expect(await after(31)).toEqual(['', 'a fox of beta']);
  expect((await actions()).filter((action) => action === 'team_erased')).toHaveLength(1);

  // At once, where whoever runs the app is asked to; of one that is there, its own people decide.
  await read('delete from legal_holds');
  const erase = (team: string) => transaction(pool, (sql) => eraseLeft(sql, imagine.slack.teams[team]!.id));
  const pool = openPool(imagine.databaseUrl, { max: 1, name: 'erase', onError: () => undefined });
  await read('update teams set left_at = null where team_id = $1', [imagine.slack.teams.acme.id]);
  expect(await erase('acme')).toEqual([]);
  expect(await erase('beta')).toEqual([imagine.slack.teams.beta.id]);
  expect(await erase('beta')).toEqual([]);
  await pool.end();
  await until(async () => {
    await imagine.task('erase');
    return Object.keys(await states()).join() === '';
  });
});
