import pg from 'pg';
import { expect, test } from 'vitest';
import { APP_TOKEN } from '../local/slack/state.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({
  env: { SLACK_APP_TOKEN: APP_TOKEN, SLACK_SIGNING_SECRET: '' },
  overrides: { socketSilentMs: 200 },
});

const ask = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const pictures = () =>
  imagine.slack.messages('general').filter(({ blocks }) => JSON.stringify(blocks).includes('slack_file'));

/** Nothing is accepted until it is released. */
async function holdMoney() {
  const lock = new pg.Client({ connectionString: imagine.databaseUrl });
  await lock.connect();
  await lock.query('begin');
  await lock.query('lock table teams in exclusive mode');
  return {
    waiting: () =>
      until(async () => {
        const rows = await imagine.query(`select from pg_locks where not granted and relation = 'teams'::regclass`);
        return rows.length > 0;
      }),
    release: () => lock.end(),
  };
}

/** Both are there. */
async function connected() {
  await until(
    () => imagine.slack.sockets.count() === 2,
    () => `${imagine.slack.sockets.count()} connections`,
  );
}

test('pictures come over a connection that the app opened, and nothing is heard by http', async () => {
  await connected();
  expect(await ask('a red fox')).toMatchObject({ status: 200, body: '' });
  await until(() => pictures().length === 1);
  const [picture] = pictures();
  const { deliveries } = await imagine.slack.say({
    user: 'bruno',
    channel: 'general',
    text: 'edit this: make it night',
    threadTs: picture?.ts ?? '',
  });
  expect(deliveries.map(({ ok }) => ok)).toEqual([true]);
  await until(() => pictures().length === 2);
  const answer = await ask('help');
  expect(answer.json).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining('/imagine') });
  const { status } = await fetch(`${imagine.url}/slack/events`, { method: 'POST', body: 'payload={}' });
  expect(status).toBe(404);
});

test('a connection that ends is replaced, and what was told over it is acknowledged over it', async () => {
  await connected();
  const lock = await holdMoney();
  const asked = [ask('a red fox'), ask('a blue whale')];
  await lock.waiting();
  imagine.slack.sockets.announceEnd('warning');
  imagine.slack.sockets.announceEnd('refresh_requested', 1);
  await lock.release();
  expect((await Promise.all(asked)).map(({ status, body }) => [status, body])).toEqual([
    [200, ''],
    [200, ''],
  ]);
  await until(() => pictures().length === 2);
  await connected();
});

test('a connection that is cut is opened again, and an event whose acknowledgement was lost is ordered once', async () => {
  await connected();
  const lock = await holdMoney();
  const said = imagine.slack.say({ user: 'ana', channel: 'app', text: 'a green owl' });
  await lock.waiting();
  imagine.slack.sockets.cut(0);
  imagine.slack.sockets.cut(0);
  await lock.release();
  await said;
  await connected();
  await imagine.slack.flushRetries();
  await imagine.settled();
  expect(
    imagine.slack.messages('app:ana').filter(({ blocks }) => JSON.stringify(blocks).includes('slack_file')),
  ).toHaveLength(1);
  expect(imagine.pixapi.submits()).toHaveLength(1);
});

test('connections on which Slack has fallen silent are replaced, as after a sleep that nobody noticed', async () => {
  await connected();
  const before = imagine.slack.sockets.opened();
  imagine.slack.sockets.ping();
  await until(
    () => imagine.slack.sockets.opened() === before + 2,
    () => `${imagine.slack.sockets.opened() - before} opened`,
  );
  await connected();
  expect(await ask('a red fox')).toMatchObject({ status: 200, body: '' });
  await until(() => pictures().length === 1);
});
