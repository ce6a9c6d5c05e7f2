import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { compose } from '../../../src/compose.ts';
import { createLogger } from '../../../src/log.ts';
import { faults } from '../../local/slack/slack.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { until } from '../../support/until.ts';

let imagine: Imagine;
let worker: { close(): Promise<void> } | undefined;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await worker?.close();
  worker = undefined;
  await imagine.reset();
});
afterAll(() => imagine.close());

async function startWorker(): Promise<void> {
  const logger = createLogger('silent');
  const quick = { pollDelay: () => 15, waitScale: 0.05, backoffScale: 0.002, watchMs: 40, sweepMs: 50 };
  worker = await compose(imagine.config, ['worker'], { logger, ...quick });
}

const ask = () => imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
const calls = (method: string) => imagine.slack.journal.filter((entry) => entry.method === method).length;
const jobs = () => imagine.query(`select from pgboss.job where state < 'completed'`);
const generations = () => imagine.query('select state, failure from generations order by requested_at');

test('a request whose job the queue has dropped is found, and its picture comes all the same', async () => {
  const { slack, pixapi, query } = imagine;
  await ask();
  await query('delete from pgboss.job');
  await query(`update generations set requested_at = requested_at - interval '10 minutes'`);
  await startWorker();
  await until(async () => (await query(`select from generations where state = 'posted'`)).length === 1);
  expect(pixapi.submits()).toHaveLength(1);
  expect(slack.messages('general')).toHaveLength(1);
});

test('one that moved a moment ago is left to whoever has it in hand', async () => {
  const { query } = imagine;
  await ask();
  await query('delete from pgboss.job');
  await startWorker();
  // a second request shows that the worker is at work
  await ask();
  await until(async () => (await query(`select from generations where state = 'posted'`)).length === 1);
  expect(await query(`select from generations where state = 'requested'`)).toHaveLength(1);
});

describe('Delete', () => {
  /** A picture that is posted, and that somebody wants deleted while no worker is at work. */
  async function wantItDeleted(): Promise<void> {
    const { slack, query } = imagine;
    await startWorker();
    await ask();
    await until(async () => (await query(`select from generations where state = 'posted'`)).length === 1);
    await worker?.close();
    const [row] = await query<{ id: string }>('select id from generations order by requested_at');
    await slack.click({ user: 'ana', channel: 'general', actionId: 'image_menu', value: `delete:${row?.id}` });
    await until(() => slack.modals('ana').length > 0);
    await slack.submit({ user: 'ana', viewId: slack.modals('ana')[0]?.id ?? '' });
    await slack.settled();
  }

  test('whose job the queue has dropped is found, and the picture goes all the same', async () => {
    const { slack, query } = imagine;
    await wantItDeleted();
    await query('delete from pgboss.job');
    await query(
      `update generations set (requested_at, announcing_at, announced_at, submitting_at, submitted_at, made_at, ended_at)
       = row (t, t, t, t, t, t, t) from (select now() - interval '10 minutes' as t) long_ago`,
    );
    await startWorker();
    await until(() => slack.messages('general').length === 0);
    await until(async () => (await jobs()).length === 0);
  });

  test('is tried for as long as Slack is out of order', async () => {
    const { slack } = imagine;
    await wantItDeleted();
    slack.fault({ method: 'chat.delete' }, ...Array.from({ length: 12 }, () => faults.status(503)));
    await startWorker();
    await until(() => slack.messages('general').length === 0);
    await until(async () => (await jobs()).length === 0);
    expect(slack.ephemerals('ana')).toEqual([]);
  });

  test('that Slack refuses is told as soon as something can be told', async () => {
    const { slack } = imagine;
    await wantItDeleted();
    slack.fault({ method: 'chat.delete' }, faults.error('cant_delete_message'));
    slack.fault({ method: 'chat.postEphemeral' }, ...Array.from({ length: 12 }, () => faults.status(503)));
    await startWorker();
    await until(() => slack.ephemerals('ana').length > 0);
    await until(async () => (await jobs()).length === 0);
    expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual([
      expect.stringContaining('Slack wouldn’t let me.'),
    ]);
    expect(slack.messages('general')).toHaveLength(1);
  });
});

test('nothing can be said to anybody any more: one honest state, and an end of the tries', async () => {
  const { slack, pixapi } = imagine;
  for (const method of ['files.getUploadURLExternal', 'chat.update', 'chat.postEphemeral'])
    slack.fault({ method }, ...Array.from({ length: 9 }, () => faults.error('token_revoked')));
  await startWorker();
  await ask();
  await until(async () => calls('chat.update') > 0 && (await jobs()).length === 0);
  expect(await generations()).toEqual([{ state: 'made', failure: 'not_installed' }]);
  expect(calls('chat.update')).toBeLessThanOrEqual(2);
  expect(pixapi.billed()).toHaveLength(1);
  slack.reset();
});
