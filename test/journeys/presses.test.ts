import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { menuValue } from '../support/menu.ts';
import { type PostgresProxy, startProxy } from '../support/proxy.ts';
import { until } from '../support/until.ts';

let proxy: PostgresProxy;
let blocking: pg.Client | undefined;
beforeAll(async () => {
  proxy = await startProxy();
});
afterAll(() => proxy.close());
const imagine = journey({
  through: (databaseUrl) => proxy.through(databaseUrl),
  overrides: { waitScale: 0, backoffScale: 0.002 },
  slack: { processingMs: 0 },
  async after({ logLines }) {
    await unlock();
    expect(logLines.join('\n')).not.toMatch(/red fox|blue fox/);
  },
});

const { modal, read, submit, errors } = formsOf(() => imagine);
const privately = (user: string) => imagine.slack.ephemerals(user).map(({ text }) => text);
const asked = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const open = async () => void (await asked(''));
const orders = () => imagine.pixapi.submits().map(({ fields }) => fields?.prompt);
const generations = () => imagine.query<{ state: string }>('select state from generations order by requested_at');

async function lock(table: string): Promise<void> {
  blocking = new pg.Client({ connectionString: imagine.databaseUrl });
  await blocking.connect();
  await blocking.query(`begin; lock table ${table} in access exclusive mode`);
}

async function unlock(): Promise<void> {
  await blocking?.query('commit');
  await blocking?.end();
  blocking = undefined;
}

/** How many statements wait for what is locked. */
const waiting = async () =>
  (
    await imagine.query(
      `select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    )
  ).length;

async function drawn(user = 'ana', text = 'a red fox'): Promise<string> {
  await asked(text, user);
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

async function pick(choice: string, user: string): Promise<void> {
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at desc');
  const value = menuValue(imagine, 'general', choice, row?.id);
  await imagine.slack.click({ user, channel: 'general', actionId: 'image_menu', value });
  await imagine.slack.settled();
}

test('Cancel while the database falters fails without a word about money, in the person’s language', async () => {
  for (const [i, [user, words]] of [
    [
      'ana',
      'That didn’t work: our database isn’t responding. Nothing has changed; please try again in a minute.',
    ] as const,
    [
      'bruno',
      'Não deu certo: nosso banco de dados não está respondendo. Nada mudou; tente de novo em um minuto.',
    ] as const,
    [
      'carla',
      'No funcionó: nuestra base de datos no responde. No cambió nada; inténtalo de nuevo en un minuto.',
    ] as const,
  ].entries()) {
    imagine.pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
    await asked('a red fox', user);
    await until(async () => (await generations())[i]?.state === 'submitted');
    proxy.cut('set canceled_at = now()');
    await imagine.slack.click({ user, channel: 'general', actionId: 'cancel_image' });
    await until(() => privately(user).length > 0);
    expect(privately(user), user).toEqual([words]);
    imagine.pixapi.advance(60_000);
    await imagine.settled();
    expect(await generations(), user).toEqual(Array(i + 1).fill({ state: 'posted' }));
  }
});

test('in the menu of a picture: what can’t be opened, what fails and what only takes longer than Slack waits are told apart', async () => {
  await drawn();
  // A modal that can't be opened any more is spoken of as that, and nothing else.
  imagine.slack.fault(
    { method: 'views.open' },
    faults.error('expired_trigger_id'),
    faults.error('expired_trigger_id'),
    faults.reset(),
  );
  for (const choice of ['delete', 'alt_text', 'delete']) await pick(choice, 'ana');
  expect(privately('ana')).toEqual(Array(3).fill('Slack wouldn’t let me open this. Please press it again.'));

  // An alt text that takes long stays in the form, to be sent once more.
  await pick('alt_text', 'ana');
  await lock('generations');
  const late = await submit({ 'alt_text:1': 'a fox that reads' });
  expect(errors(late)['alt_text:1']).toMatch(/^This is taking longer than Slack waits\. I’m still on it/);
  await unlock();
  await submit();
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('AI-made image: a fox that reads');

  // Delete is sent while the database falters: the picture stays, and that is all that is said.
  await pick('delete', 'ana');
  proxy.cut('deleted_at = coalesce');
  await submit();
  expect(read()).toContain('That didn’t work: our database isn’t responding. Nothing has changed;');
  expect(read()).not.toContain('charged');
  await imagine.settled();
  expect(imagine.slack.messages('general')[0]?.subtype).toBeUndefined();
  await imagine.slack.closeModal({ user: 'ana', viewId: modal().id });

  // Delete that takes long goes on, and is not called a failure.
  await pick('delete', 'ana');
  await lock('generations');
  const answered = await submit();
  expect(answered.json).toMatchObject({ response_action: 'update' });
  expect(read()).toContain('This is taking longer than Slack waits. I’m still on it');
  await unlock();
  await imagine.settled();
  await until(() => imagine.slack.messages('general').every(({ subtype }) => subtype === 'tombstone'));
  // that it is gone has still to be written down
  await imagine.settled();
});

test('a dear Again while the database falters: nothing was charged, which is said; where it takes long, once more would be a second order, and nobody is told otherwise', async () => {
  await asked('confirm always');
  await drawn();
  await pick('again', 'ana');
  proxy.cut('accept_generations');
  await submit();
  expect(read()).toContain('Nothing was charged.');
  expect(await generations()).toHaveLength(1);
  await imagine.slack.closeModal({ user: 'ana', viewId: modal().id });

  await pick('again', 'ana');
  await lock('request_keys');
  await submit();
  expect(read()).toContain('If it was saved, you’ll see a picture being made here');
  expect(read()).not.toContain('safe to do it again');
  await unlock();
  await until(async () => (await generations()).length === 2);
  await imagine.settled();
  expect(orders()).toEqual(['a red fox', 'a red fox']);
});

test('Slack does not say whether the app may post there: the order is not kept waiting', async () => {
  await open();
  imagine.slack.fault({ method: 'conversations.join' }, faults.acceptThenHang());
  const answered = await submit({ prompt: 'a red fox' });
  expect(answered).toMatchObject({ status: 200, body: '' });
  await imagine.settled();
  expect(orders()).toEqual(['a red fox']);
});

describe('a form that is sent once more', () => {
  async function late(): Promise<void> {
    await open();
    await lock('request_keys');
    const answered = await submit({ prompt: 'a red fox' });
    expect(errors(answered).prompt).toMatch(/^This is taking longer than Slack waits\./);
    await unlock();
    await until(async () => (await generations()).length === 1);
  }

  test('as it was, it is the one request', async () => {
    await late();
    expect((await submit()).body).toBe('');
    await imagine.settled();
    expect(orders()).toEqual(['a red fox']);
  });

  test('with other words: says what was ordered before, and orders these when they are sent again', async () => {
    await late();
    const answered = await submit({ prompt: 'a blue fox' });
    expect(answered.json).toMatchObject({ response_action: 'update' });
    expect(read()).toContain('You already sent this form, and this was ordered: *a red fox*.');
    expect(read()).toContain('[a blue fox]');
    await imagine.settled();
    expect(orders()).toEqual(['a red fox']);
    expect((await submit()).body).toBe('');
    await imagine.settled();
    expect(orders()).toEqual(['a red fox', 'a blue fox']);
  });

  test('after it was refused, which nobody had heard: it does not close as if it were taken', async () => {
    await asked('budget set 1');
    await open();
    // It is found to fit, and the last credit goes while Slack is asked where it may be posted.
    const gate = Promise.withResolvers<void>();
    imagine.slack.fault({ method: 'conversations.join' }, faults.held(gate.promise));
    proxy.failNextCommit('lost');
    const sending = submit({ prompt: 'a red fox' });
    await until(() => imagine.slack.unusedFaults().length === 0);
    await asked('budget set 0');
    gate.resolve();
    const answered = await sending;
    expect(proxy.hasFailed()).toBe(true);
    expect(errors(answered).prompt).toMatch(/^There aren’t enough credits left\. Nothing was charged\./);
    await asked('budget set 5');
    await submit();
    expect(read()).toContain('There aren’t enough credits left. Nothing was charged.');
    expect((await submit()).body).toBe('');
    await imagine.settled();
    expect(orders()).toEqual(['a red fox']);
  });
});

test('/imagine over the budget, and the answer to the commit is lost: the refusal is said', async () => {
  await asked('budget set 1');
  proxy.failNextCommit('lost');
  const answered = await asked('a red fox --quality high');
  expect(proxy.hasFailed()).toBe(true);
  expect(answered.json).toMatchObject({
    text: expect.stringMatching(/^There aren’t enough credits left\. Nothing was charged\./),
  });
  expect(await generations()).toEqual([{ state: 'failed' }]);
});

test('two press at the same moment what nobody can pay: neither is told that it is being made', async () => {
  const messageTs = await drawn();
  await asked('budget set 3');
  await lock('request_keys');
  const presses = (['ana', 'gus'] as const).map((user) =>
    imagine.slack.click({ user, channel: 'general', actionId: 'finish_image', messageTs }),
  );
  await until(async () => (await waiting()) === 2);
  await unlock();
  await Promise.all(presses);
  await imagine.slack.settled();
  const told = [...privately('ana').slice(-1), ...privately('gus')];
  expect(told).toEqual([expect.stringMatching(/credits/), expect.stringMatching(/credits/)]);
  expect(told.join('\n')).not.toContain('being made');
});
