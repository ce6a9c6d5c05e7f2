import { describe, expect, test } from 'vitest';
import { type Fault, faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';
import { until } from '../support/until.ts';

const imagine = journey({
  overrides: { slackTimeoutMs: 1_500, backoffScale: 0.002, waitScale: 0.02, answerWithinMs: 60_000 },
});

const PICTURE = /\[picture: AI-made image: a red fox/;
const read = () => imagine.slack.transcript('general');
const calls = (method: string) => imagine.slack.journal.filter((entry) => entry.method === method);
const shown = () => imagine.slack.messages('general').filter(({ blocks }) => picturesIn(blocks).length > 0);

async function ask(text = 'a red fox') {
  const answered = await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  return answered;
}

async function generation() {
  const [row] = await imagine.query<{ state: string; failure: string | null }>(
    `select state, failure, charged_credits as charged, held::int, captured::int
     from generations g join budget_months m on m.team_id = g.team_id and m.scope = 'team'`,
  );
  return row;
}

/** One picture in one message, made once and charged once. */
async function expectPosted(messages = 1) {
  expect(await generation()).toMatchObject({ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 });
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(shown()).toHaveLength(1);
  expect(imagine.slack.messages('general')).toHaveLength(messages);
  expect(read()).toMatch(PICTURE);
}

/** Trouble in which nothing was done, or in which it does not matter whether it was. */
const HARMLESS: [what: string, fault: () => Fault][] = [
  ['429 with Retry-After', () => faults.rateLimited(1)],
  ['429 without Retry-After', () => faults.rateLimited()],
  ['ratelimited', () => faults.error('ratelimited')],
  ['service_unavailable', () => faults.error('service_unavailable')],
];
const LOST: [what: string, fault: () => Fault][] = [
  ['500', () => faults.status(500)],
  ['503 as a page', () => faults.html(503)],
  ['a page with status 200', () => faults.html(200)],
  ['internal_error', () => faults.error('internal_error')],
  ['a cut line, nothing done', () => faults.reset()],
  ['a cut line, done', () => faults.acceptThenCut()],
  ['silence, done', () => faults.acceptThenHang()],
];

describe('the placeholder', () => {
  test.each(HARMLESS)('%s: it comes a little later, and once', async (_, fault) => {
    imagine.slack.fault({ method: 'chat.postMessage' }, fault(), fault());
    await ask();
    await expectPosted();
    expect(calls('chat.postMessage')).toHaveLength(3);
  });

  test.each(LOST)('%s: it is not posted again; there is one message in the end', async (_, fault) => {
    imagine.slack.fault({ method: 'chat.postMessage' }, fault());
    await ask();
    await expectPosted(1);
    expect(calls('chat.postMessage').length).toBeLessThanOrEqual(2);
  });

  test('posted, the answer lost, and Slack tells of it late: the picture comes as a message of its own, and the placeholder goes', async () => {
    const { slack } = imagine;
    slack.set({ echo: false });
    slack.fault({ method: 'chat.postMessage' }, faults.acceptThenCut());
    await ask();
    await expectPosted(2);
    const placeholder = slack.messages('general').find(({ blocks }) => blocks.every(({ type }) => type !== 'image'));
    const { ts, bot_id, blocks, channel } = placeholder ?? {};
    await slack.event({ type: 'message', ts, bot_id, blocks, channel, text: 'x' });
    await expectPosted(1);
    slack.set({ echo: true });
  });

  test('deleted by a person meanwhile: the picture comes as a new message', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
    await until(() => imagine.pixapi.submits().length === 1 && imagine.slack.messages('general').length === 1);
    await imagine.slack.deleteMessage('general', imagine.slack.messages('general')[0]?.ts ?? '');
    imagine.pixapi.advance(60_000);
    await imagine.settled();
    await expectPosted();
  });
});

describe('what may be done twice is done again until it is sure', () => {
  const methods = ['chat.update', 'files.getUploadURLExternal', 'upload', 'files.completeUploadExternal', 'files.info'];
  test.each(methods)('%s', async (method) => {
    // an upload may hang a minute, and has no names for its errors
    const kinds = method === 'upload' ? LOST.filter(([what]) => /^(500|503|a cut)/.test(what)) : [...HARMLESS, ...LOST];
    const [first = [], second = []] = [kinds.slice(0, 6), kinds.slice(6)];
    for (const some of [first, second].filter(({ length }) => length > 0)) {
      imagine.slack.fault({ method }, ...some.map(([, fault]) => fault()));
      await ask();
      await expectPosted();
      expect(calls('chat.postMessage')).toHaveLength(1);
      await imagine.reset();
    }
  });
});

/** What Slack says while a workspace moves into an organization, a channel into another workspace; and what it has not said yet. */
const MOVING = [
  ...['team_added_to_org', 'org_login_required', 'external_channel_migrating', 'migration_in_progress'],
  ...['accesslimited', 'a_name_of_tomorrow'],
];

describe('Slack is moving house', () => {
  const moving = (method: string, where?: (args: Record<string, unknown>) => boolean) =>
    imagine.slack.fault({ method, ...(where && { where }) }, ...MOVING.map((name) => faults.error(name)));

  test('before the order: the placeholder waits for it, and comes once', async () => {
    moving('chat.postMessage');
    await ask();
    await expectPosted();
  });

  test.each(['files.getUploadURLExternal', 'files.info', 'chat.update'])(
    'after the order: the picture waits for it (%s)',
    async (method) => {
      moving(method);
      await ask();
      await expectPosted();
    },
  );

  test('for longer than we wait, before the order: nothing is charged, and nobody is told to deliver what is not made', async () => {
    imagine.slack.fault(
      { method: 'chat.postMessage' },
      ...Array.from({ length: 10 }, () => faults.error('team_added_to_org')),
    );
    await ask();
    expect(await generation()).toMatchObject({ state: 'failed', failure: 'chat_busy', charged: 0, held: 0 });
    expect(imagine.pixapi.submits()).toEqual([]);
    expect(imagine.slack.transcript('general', 'acme', 'ana')).not.toMatch(/[Dd]eliver/);
  });

  test('refused for good before the order: the words speak of no delivery', async () => {
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.error('posting_to_channel_denied'));
    await ask();
    expect(await generation()).toMatchObject({ state: 'failed', failure: 'chat_refused', charged: 0 });
    expect(imagine.slack.ephemerals('ana', 'general')[0]?.text).toMatch(
      /^a red fox: Slack refused the message\. Nothing was charged\./,
    );
    expect(imagine.slack.transcript('general', 'acme', 'ana')).not.toMatch(/[Dd]eliver/);
  });
});

describe('the result as a new message', () => {
  const loseThePlaceholder = () => imagine.slack.fault({ method: 'chat.postMessage' }, faults.reset());

  test.each(HARMLESS)('%s: it comes a little later, and once', async (_, fault) => {
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.reset(), fault());
    await ask();
    await expectPosted();
  });

  test.each(LOST)('%s: it is not posted again; its asker may have it delivered', async (_, fault) => {
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.reset(), fault());
    await ask();
    expect(await generation()).toMatchObject({ state: 'made', failure: 'chat_unclear', charged: 1, captured: 1 });
    const there = shown().length;
    expect(there).toBe(calls('chat.postMessage').filter(({ ok }) => ok).length);
    expect(imagine.slack.transcript('general', 'acme', 'ana')).toMatch(
      /didn’t say whether it accepted the message[\s\S]*\[Deliver again · free\]/,
    );
    await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    expect(await generation()).toMatchObject({ state: 'posted' });
    expect(shown()).toHaveLength(there + 1);
    expect(imagine.pixapi.submits()).toHaveLength(1);
  });

  test('refused for good: it is charged, said, and free to deliver', async () => {
    loseThePlaceholder();
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.error('msg_blocks_too_long'));
    await ask();
    expect(await generation()).toMatchObject({ state: 'made', failure: 'chat_refused', charged: 1, captured: 1 });
    expect(imagine.slack.ephemerals('ana', 'general')).toHaveLength(1);
  });
});

describe('files that Slack never gets to process', () => {
  test.each([...HARMLESS.slice(0, 1), ['no fault', () => faults.pass()] as const])(
    'are shared in the thread, once, all in one message: %s',
    async (_, fault) => {
      imagine.slack.set({ neverProcess: true });
      imagine.slack.fault({ method: 'chat.update' }, fault());
      imagine.slack.fault({ method: 'files.completeUploadExternal', where: (args) => 'thread_ts' in args }, fault());
      imagine.slack.fault({ method: 'files.info' }, ...Array.from({ length: 2 }, fault));
      imagine.slack.fault({ method: 'upload' }, faults.pass(), faults.pass(), faults.status(500));
      await ask('a red fox --n 2');
      expect(await generation()).toMatchObject({ state: 'posted', charged: 2, held: 0, captured: 2 });
      const [placeholder, reply, ...more] = imagine.slack.messages('general');
      expect(more).toEqual([]);
      expect(reply).toMatchObject({ thread_ts: placeholder?.ts, files: [expect.any(String), expect.any(String)] });
      expect(read()).toMatch(/it’s in the thread/);
    },
  );

  test('a picture that Slack will not show in a block is shared in the thread too', async () => {
    imagine.slack.fault({ method: 'chat.update' }, faults.error('invalid_blocks'));
    await ask();
    expect(await generation()).toMatchObject({ state: 'posted', charged: 1 });
    expect(imagine.slack.messages('general')).toHaveLength(2);
    expect(read()).toMatch(/it’s in the thread/);
  });

  test('the answer to sharing is lost: it is not shared again by itself', async () => {
    imagine.slack.set({ neverProcess: true });
    const shares = (args: Record<string, unknown>) => 'thread_ts' in args;
    imagine.slack.fault({ method: 'files.completeUploadExternal', where: shares }, faults.acceptThenCut());
    await ask();
    expect(await generation()).toMatchObject({ state: 'made', failure: 'chat_unclear', charged: 1, captured: 1 });
    expect(imagine.slack.messages('general')).toHaveLength(2);
    expect(read()).toMatch(/didn’t say whether it accepted the message[\s\S]*\[Deliver again · free\]/);
  });
});

describe('a token that was revoked', () => {
  test('before anything was ordered: nothing is charged, and nothing is ordered', async () => {
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.error('token_revoked'));
    await ask();
    expect(await generation()).toMatchObject({ state: 'failed', failure: 'not_installed', charged: 0, held: 0 });
    expect(imagine.pixapi.submits()).toEqual([]);
  });

  test('when the picture was made: it is not bought again, and can be delivered once we are back', async () => {
    imagine.slack.fault({ method: 'files.getUploadURLExternal' }, faults.error('account_inactive'));
    await ask();
    expect(await generation()).toMatchObject({ state: 'made', failure: 'not_installed', charged: 1, captured: 1 });
    await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    await expectPosted();
  });
});

test('a failure is told although Slack falters: once in place', async () => {
  imagine.pixapi.fault({ to: 'submit' }, { answer: { status: 402 } });
  imagine.slack.fault({ method: 'chat.update' }, faults.rateLimited(1), faults.status(502), faults.acceptThenCut());
  await ask();
  expect(imagine.slack.messages('general')).toHaveLength(1);
  expect(read()).toMatch(/Pixapi account is out of credits[\s\S]*Nothing was charged/);
});

describe('Slack sends an event more than once', () => {
  test('an edit that is delivered four times is made once', async () => {
    await ask();
    const threadTs = imagine.slack.messages('general')[0]?.ts ?? '';
    const words = { user: 'ana', channel: 'general', text: 'edit this: make it night', threadTs };
    const { deliveries } = await imagine.slack.say({ ...words, retries: 3 });
    expect(deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([200, 200, 200, 200]);
    await imagine.settled();
    expect(imagine.pixapi.submits()).toHaveLength(2);
    expect(shown()).toHaveLength(2);
  });

  test('a mention that arrives as two events, both repeated, is made once', async () => {
    const words = { user: 'ana', channel: 'general', text: '<@BOT> a red fox' };
    const { deliveries } = await imagine.slack.say({ ...words, retries: 2 });
    expect(deliveries).toHaveLength(2);
    await imagine.settled();
    await expectPosted(2);
  });
});

test('while Slack is slow to say who they are, an admin hears that, and nothing changes then or later', async () => {
  const { slack } = imagine;
  await ask('budget set 400');
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  slack.fault({ method: 'users.info' }, faults.held(gate));
  const { json } = await slack.command({ user: 'ana', channel: 'general', text: 'budget set 9000' });
  expect(JSON.stringify(json)).toContain('Slack isn’t keeping up with me right now.');
  letGo();
  await imagine.settled();
  expect(await imagine.query(`select monthly_credits as credits from budgets where scope = 'team'`)).toEqual([
    { credits: 400 },
  ]);
});
