import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { faults } from '../local/slack/slack.ts';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { until } from '../support/until.ts';

const QUICK = { waitScale: 0.02, sweepMs: 50 };

let imagine: Imagine;
beforeAll(async () => {
  const env = { TEAM_CONCURRENCY: '1', DEFAULT_MONTHLY_CREDITS: 'unlimited' };
  imagine = await startImagine({ env, pixapi: { taskMs: 60_000 }, overrides: QUICK });
});
afterEach(() => imagine.reset());
afterAll(() => imagine.close());

const ask = (text: string) => imagine.slack.command({ user: 'bruno', channel: 'general', text });
const messageOf = (prompt: string) =>
  imagine.slack.messages('general').find(({ text, bot_id }) => bot_id && text.includes(prompt));
const press = (prompt: string, user = 'bruno') =>
  imagine.slack.click({
    user,
    channel: 'general',
    actionId: 'cancel_image',
    messageTs: messageOf(prompt)?.ts ?? '',
  });
const said = (prompt: string) => messageOf(prompt)?.text;
const states = () =>
  imagine.query<{ prompt: string; state: string; failure: string | null; charged: number | null }>(
    'select prompt, state, failure, charged_credits as charged from generations order by requested_at',
  );
const stateOf = async (prompt: string) => (await states()).find((row) => row.prompt === prompt);

async function finish(): Promise<void> {
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
  await imagine.settled();
}

/** One in the making, and one in line behind it. */
async function standInLine(): Promise<void> {
  await ask('a lighthouse');
  await until(() => imagine.pixapi.inFlight() === 1);
  await ask('a red fox');
  await until(() => said('a red fox') !== undefined);
}

test('a placeholder whose ts nobody knows is known by the press on it', async () => {
  const { slack, query } = imagine;
  await ask('a lighthouse');
  await until(() => imagine.pixapi.inFlight() === 1);
  slack.set({ echo: false });
  slack.fault({ method: 'chat.postMessage' }, faults.acceptThenCut());
  await ask('a red fox');
  await until(async () => (await query('select from generations where announced_at is not null')).length === 2);
  await press('a red fox');
  await until(() => said('a red fox') === 'a red fox: Canceled. Nothing was charged.');
  await finish();
  expect(slack.messages('general')).toHaveLength(2);
  expect(imagine.pixapi.submits()).toHaveLength(1);
});

test.each([
  ['its place in line changes', 'in line'],
  ['its order goes out', 'Making a picture: a red fox'],
])('canceled while %s: the cancellation is the last word', async (_, words) => {
  const { slack, pixapi, query } = imagine;
  await standInLine();
  await ask('a blue boat');
  await until(() => said('a blue boat')?.endsWith('2nd in line') ?? false);
  const prompt = words === 'in line' ? 'a blue boat' : 'a red fox';
  const isThat = ({ text }: Record<string, unknown>) => String(text).includes(prompt) && String(text).includes(words);
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  slack.fault({ method: 'chat.update', where: isThat }, faults.held(gate));
  pixapi.advance(60_000);
  await until(() => slack.unusedFaults().length === 0);
  await press(prompt);
  const toldAt = async () =>
    (await query('select from generations where prompt = $1 and told_at is not null', [prompt])).length > 0;
  await until(toldAt);
  letGo();
  await until(() => slack.journal.some(({ fault }) => fault === 'held'));
  await finish();
  await until(() => said(prompt) === `${prompt}: Canceled. Nothing was charged.`);
  expect(await stateOf(prompt)).toMatchObject({ state: 'canceled', charged: 0 });
  expect(slack.messages('general')).toHaveLength(3);
});

test('whoever died while speaking may have spoken last: what ended is told once more', async () => {
  const { slack, query } = imagine;
  await standInLine();
  await press('a red fox');
  await until(() => said('a red fox')?.includes('Canceled') ?? false);
  await finish();
  const nobodySpeaks = async () => (await query('select from generations where speaking_at is not null')).length === 0;
  await until(nobodySpeaks);
  const calls = () =>
    slack.journal.filter(({ method, args }) => method === 'chat.update' && String(args.text).includes('Canceled'));
  const before = calls().length;
  await query(`update generations set speaking_at = now() - interval '3 minutes' where prompt = 'a red fox'`);
  await until(() => calls().length > before);
  await until(nobodySpeaks);
  expect(calls()).toHaveLength(before + 1);
  expect(said('a red fox')).toBe('a red fox: Canceled. Nothing was charged.');
});

test.each(['delete', 'hide'] as const)(
  'a picture that somebody spoke on and died, and that was taken away since (%s), is not posted anew',
  async (choice) => {
    const { slack, query } = imagine;
    await ask('a red fox');
    await until(() => imagine.pixapi.inFlight() === 1);
    await finish();
    const [row] = await query<{ id: string }>('select id from generations order by requested_at');
    await query('update generations set speaking_at = now()');
    await slack.click({ user: 'bruno', channel: 'general', actionId: 'image_menu', value: `${choice}:${row?.id}` });
    if (choice === 'delete') {
      await slack.settled();
      await slack.submit({ user: 'bruno', viewId: slack.modals('bruno').at(-1)?.id ?? '' });
    }
    await until(() => slack.messages('general').length === 0);
    await query(`update generations set speaking_at = now() - interval '3 minutes' where id = $1`, [row?.id]);
    await until(async () => (await query('select from generations where speaking_at is not null')).length === 0);
    await imagine.settled();
    expect(slack.messages('general')).toEqual([]);
    expect(await query('select state from generations where id = $1', [row?.id])).toEqual([{ state: 'posted' }]);
  },
);

test('a picture that somebody spoke on and died is shown once more where it stands', async () => {
  const { slack, query } = imagine;
  await ask('a red fox');
  await until(() => imagine.pixapi.inFlight() === 1);
  await finish();
  const [message] = slack.messages('general');
  const [{ ts = '' } = {}] = slack.messages('general');
  const shown = () =>
    slack.journal.filter(({ method, args }) => method === 'chat.update' && JSON.stringify(args).includes('slack_file'))
      .length;
  const before = shown();
  await query(`update generations set speaking_at = now() - interval '3 minutes'`);
  await until(() => shown() === before + 1);
  await imagine.settled();
  expect(slack.messages('general').map((one) => one.ts)).toEqual([ts]);
  expect(slack.messages('general')[0]?.blocks).toEqual(message?.blocks);
});

test('pressed by two at any moment of its life, a picture is shown or canceled, once, and charged as it says', async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.set({ taskMs: 30 });
  slack.set({ processingMs: 5 });
  // beside the app's own worker one that takes four at once
  const more = await compose({ ...imagine.config, TEAM_CONCURRENCY: 4 }, ['worker'], {
    ...{ logger: createLogger('silent'), pollDelay: () => 15, watchMs: 40 },
    ...QUICK,
  });
  const prompts = Array.from({ length: 24 }, (_, n) => `lighthouse number ${n + 1}.`);
  const live = async (prompt: string, n: number) => {
    await ask(prompt);
    await until(() => said(prompt) !== undefined);
    await new Promise((resolve) => setTimeout(resolve, (n % 12) * 20));
    // the button may be gone by then
    await Promise.all(['bruno', 'ana'].map((user) => press(prompt, user).catch(() => undefined)));
  };
  await Promise.all(prompts.map(live));
  await imagine.settled();
  await more.close();

  const rows = await states();
  expect(rows).toHaveLength(24);
  for (const { prompt, state, failure, charged } of rows) {
    const isShown = messageOf(prompt)?.blocks.some(({ type }) => type === 'image');
    expect([prompt, isShown]).toEqual([prompt, state === 'posted']);
    if (state === 'posted') continue;
    expect([prompt, failure]).toEqual([prompt, 'canceled']);
    const words =
      state === 'made'
        ? /after the order went out: 1 credit was charged/
        : /^\S+ number \d+\.: Canceled.*Nothing was charged/;
    expect(said(prompt)).toMatch(words);
    expect(charged).toBe(state === 'made' ? 1 : 0);
  }
  expect(slack.messages('general')).toHaveLength(24);
  expect(pixapi.submits()).toHaveLength(rows.filter(({ state }) => state !== 'canceled').length);
  const [{ held, captured } = {}] = await query(
    `select held::int, captured::int from budget_months where scope = 'team'`,
  );
  expect([held, captured]).toEqual([0, rows.filter(({ charged }) => charged === 1).length]);
});
