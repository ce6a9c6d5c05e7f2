import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../sandbox/slack/slack.ts';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { until } from '../support/until.ts';

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine({ overrides: { backoffScale: 0.002, sweepMs: 50 } });
});
afterEach(() => imagine.reset());
afterAll(() => imagine.close());

const ask = () => imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
const calls = (method: string) => imagine.slack.journal.filter((entry) => entry.method === method).length;
const jobs = () => imagine.query(`select from pgboss.job where state < 'completed'`);
const generations = () => imagine.query('select state, failure from generations');

/** As if it had not moved for ten minutes, and the queue had dropped its job. */
async function strand(): Promise<void> {
  await imagine.query(`delete from pgboss.job`);
  await imagine.query(`update generations set requested_at = requested_at - interval '10 minutes',
    announcing_at = announcing_at - interval '10 minutes', announced_at = announced_at - interval '10 minutes',
    submitting_at = submitting_at - interval '10 minutes', submitted_at = submitted_at - interval '10 minutes',
    made_at = made_at - interval '10 minutes'`);
}

test('a request whose job the queue has dropped is found, and its picture comes all the same', async () => {
  const { slack, pixapi, query } = imagine;
  slack.fault({ method: 'chat.postMessage' }, ...Array.from({ length: 3 }, () => faults.rateLimited(600)));
  await ask();
  await until(() => calls('chat.postMessage') === 1);
  await until(async () => (await jobs()).length === 1);
  await strand();
  await until(() => calls('chat.postMessage') === 2);
  await until(async () => (await jobs()).length === 1);
  await query('delete from pgboss.job');
  await until(() => calls('chat.postMessage') === 3);
  await until(async () => (await jobs()).length === 1);
  await query('delete from pgboss.job');
  await imagine.settled();
  expect(await generations()).toEqual([{ state: 'posted', failure: null }]);
  expect(pixapi.submits()).toHaveLength(1);
  expect(slack.messages('general')).toHaveLength(1);
});

test('nothing can be said to anybody any more: one honest state, and an end of the tries', async () => {
  const { slack, pixapi } = imagine;
  for (const method of ['files.getUploadURLExternal', 'chat.update', 'chat.postEphemeral'])
    slack.fault({ method }, ...Array.from({ length: 5 }, () => faults.error('token_revoked')));
  await ask();
  await until(async () => calls('files.getUploadURLExternal') > 0 && (await jobs()).length === 0);
  expect(await generations()).toEqual([{ state: 'made', failure: 'not_installed' }]);
  expect(calls('chat.update')).toBeLessThanOrEqual(2);
  expect(pixapi.billed()).toHaveLength(1);
  slack.reset();
});
