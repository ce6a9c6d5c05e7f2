import { describe, expect, test } from 'vitest';
import { type Fault, faults } from '../local/slack/slack.ts';
import { entriesOf } from '../support/entries-of.ts';
import type { Imagine } from '../support/imagine.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';
import { until } from '../support/until.ts';

const SCALES = { backoffScale: 0.002, waitScale: 0.02, answerWithinMs: 60_000 };
const imagine = journey({ overrides: { ...SCALES, slackTimeoutMs: 60_000 }, slack: { processingMs: 0 } });

const PROMPT = 'a red fox';
const promptOf = (n: number) => `${PROMPT} with the number ${n}.`;
const about = (prompt: string) => (args: Record<string, unknown>) => String(args.text).includes(prompt);
const read = (prompt = PROMPT, { slack }: Imagine = imagine) =>
  entriesOf(slack.transcript('general'), prompt).join('\n');
const calls = (method: string, { slack }: Imagine = imagine) =>
  slack.journal.filter((entry) => entry.method === method);
const posts = (prompt: string, where?: Imagine) =>
  calls('chat.postMessage', where).filter(({ args }) => about(prompt)(args));
const messages = (prompt: string, { slack }: Imagine = imagine) =>
  slack.messages('general').filter(({ bot_id, text }) => bot_id && text.includes(prompt));
const shown = (prompt = PROMPT, where?: Imagine) =>
  messages(prompt, where).filter(({ blocks }) => picturesIn(blocks).length > 0);

async function ask(text = PROMPT) {
  const answered = await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  return answered;
}

/** One picture for each of these rows of faults, all at once; the faults are those of its messages. */
async function askEach(rows: readonly (readonly Fault[])[], { slack, settled }: Imagine = imagine) {
  for (const [n, row] of rows.entries()) slack.fault({ method: 'chat.postMessage', where: about(promptOf(n)) }, ...row);
  await Promise.all(rows.map((_, n) => slack.command({ user: 'ana', channel: 'general', text: promptOf(n) })));
  await settled();
}

async function generation(prompt = PROMPT, { query }: Imagine = imagine) {
  const [row] = await query<{ id: string; state: string; failure: string | null }>(
    `select g.id, state, failure, charged_credits as charged, sum(held_delta)::int as held, sum(captured_delta)::int as captured
     from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
     where prompt = $1 group by g.team_id, g.id`,
    [prompt],
  );
  return row;
}

const submits = (prompt: string, { pixapi }: Imagine = imagine) =>
  pixapi.submits().filter(({ fields }) => fields?.prompt === prompt);

/** One picture in one message, made once and charged once. */
async function expectPosted({ prompt = PROMPT, what = '', count = 1, where = imagine } = {}) {
  expect
    .soft(await generation(prompt, where), what)
    .toMatchObject({ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 });
  expect.soft(submits(prompt, where), what).toHaveLength(1);
  expect.soft(shown(prompt, where), what).toHaveLength(1);
  expect.soft(messages(prompt, where), what).toHaveLength(count);
  expect.soft(read(prompt, where), what).toContain(`[picture: AI-made image: ${prompt}`);
}

/** What was posted after the first time, if anything, is the picture. */
function expectNoSecondPlaceholder(prompt: string, what: string, where?: Imagine) {
  const again = posts(prompt, where).slice(1);
  expect.soft(again.length, what).toBeLessThanOrEqual(1);
  for (const { args } of again) expect.soft(JSON.stringify(args), what).toContain('slack_file');
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
];

describe('the placeholder', () => {
  test('where nothing was done, it comes a little later, and once', async () => {
    await askEach(HARMLESS.map(([, fault]) => [fault(), fault()]));
    for (const [n, [what]] of HARMLESS.entries()) {
      await expectPosted({ prompt: promptOf(n), what });
      expect.soft(posts(promptOf(n)), what).toHaveLength(3);
    }
    expect(imagine.slack.messages('general')).toHaveLength(HARMLESS.length);
  });

  test('where it is not known, it is not posted again; there is one message in the end', async () => {
    await askEach(LOST.map(([, fault]) => [fault()]));
    for (const [n, [what]] of LOST.entries()) {
      await expectPosted({ prompt: promptOf(n), what });
      expectNoSecondPlaceholder(promptOf(n), what);
    }
    expect(imagine.slack.messages('general')).toHaveLength(LOST.length);
  });

  test('posted, the answer lost, and Slack tells of it late: the picture comes as a message of its own, and the placeholder goes', async () => {
    const { slack } = imagine;
    slack.set({ echo: false });
    slack.fault({ method: 'chat.postMessage' }, faults.acceptThenCut());
    await ask();
    await expectPosted({ count: 2 });
    const placeholder = slack.messages('general').find(({ blocks }) => blocks.every(({ type }) => type !== 'image'));
    const { ts, bot_id, blocks, channel } = placeholder ?? {};
    await slack.event({ type: 'message', ts, bot_id, blocks, channel, text: 'x' });
    await expectPosted();
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

test('what may be done twice is done again until it is sure', async () => {
  const methods = ['chat.update', 'files.getUploadURLExternal', 'files.completeUploadExternal', 'files.info'];
  const kinds = [...HARMLESS, ...LOST];
  // an upload has no names for its errors
  const uploads = LOST.filter(([what]) => /^(500|503|a cut)/.test(what));
  // a picture is given up after ten tries: two troubles of each method, and one of the upload
  for (let n = 0; n < kinds.length / 2; n++) {
    const some = kinds.slice(2 * n, 2 * n + 2);
    for (const method of methods) imagine.slack.fault({ method }, ...some.map(([, fault]) => fault()));
    const upload = uploads.slice(n, n + 1);
    imagine.slack.fault({ method: 'upload' }, ...upload.map(([, fault]) => fault()));
    await ask(promptOf(n));
    const what = [...some, ...upload].map(([kind]) => kind).join(', ');
    expect(imagine.slack.unusedFaults(), what).toEqual([]);
    await expectPosted({ prompt: promptOf(n), what });
    expect(posts(promptOf(n)), what).toHaveLength(1);
  }
  expect([kinds.length, uploads.length]).toEqual([10, 4]);
});

describe('silence', () => {
  // Long enough that nothing else on a slow machine is under this limit.
  const hurried = journey({ overrides: { ...SCALES, slackTimeoutMs: 4_000 }, slack: { processingMs: 0 } });

  test('counts as lost: a message is not posted again, and what may be done twice is done again', async () => {
    const { slack } = hurried;
    const [placeholder, result, address, update, more] = [0, 1, 2, 3, 4].map(promptOf) as [string, ...string[]];
    const silence = faults.acceptThenHang();
    // these name their picture; of the others any picture's call will do, and so they wait side by side
    const named = (prompt = '') => ({ where: (args: object) => JSON.stringify(args).includes(prompt) });
    slack.fault({ method: 'files.getUploadURLExternal', ...named(address) }, silence);
    slack.fault({ method: 'chat.update', ...named(update) }, silence);
    slack.fault({ method: 'files.completeUploadExternal' }, silence);
    slack.fault({ method: 'files.info' }, faults.pass(), silence);
    await askEach([[silence], [faults.reset(), silence], [], [], []], hurried);

    for (const prompt of [placeholder, address, update, more])
      await expectPosted({ ...(prompt && { prompt, what: prompt }), where: hurried });
    expectNoSecondPlaceholder(placeholder, 'the placeholder', hurried);
    for (const prompt of [address, update, more]) expect(posts(prompt ?? '', hurried), prompt).toHaveLength(1);
    await expectUndelivered(result ?? '', 'the result', hurried);
    await deliverAgain([result ?? ''], hurried);
  });
});

/** Nobody knows whether the message was accepted, and its asker may have it delivered. */
async function expectUndelivered(prompt: string, what: string, where: Imagine = imagine) {
  expect
    .soft(await generation(prompt, where), what)
    .toMatchObject({ state: 'made', failure: 'chat_unclear', charged: 1, captured: 1 });
  expect.soft(shown(prompt, where).length, what).toBe(posts(prompt, where).filter(({ ok }) => ok).length);
  expect
    .soft(entriesOf(where.slack.transcript('general', 'acme', 'ana'), prompt).join('\n'), what)
    .toMatch(/didn’t say whether it accepted the message[\s\S]*\[Deliver again · free\]/);
}

/** Each of them comes once more, and is made once. */
async function deliverAgain(prompts: readonly string[], where: Imagine = imagine) {
  const there = prompts.map((prompt) => shown(prompt, where).length);
  const ids = await Promise.all(prompts.map(async (prompt) => (await generation(prompt, where))?.id ?? ''));
  const press = { user: 'ana', channel: 'general', actionId: 'deliver_again' };
  for (const value of ids) await where.slack.click({ ...press, value });
  await where.settled();
  for (const [n, prompt] of prompts.entries()) {
    expect.soft(await generation(prompt, where), prompt).toMatchObject({ state: 'posted' });
    expect.soft(shown(prompt, where), prompt).toHaveLength((there[n] ?? 0) + 1);
    expect.soft(submits(prompt, where), prompt).toHaveLength(1);
  }
}

/** What Slack says while a workspace moves into an organization, a channel into another workspace; and what it has not said yet. */
const MOVING = [
  ...['team_added_to_org', 'org_login_required', 'external_channel_migrating', 'migration_in_progress'],
  ...['accesslimited', 'a_name_of_tomorrow'],
];

describe('Slack is moving house', () => {
  test('the placeholder waits for it, and so does the picture: each comes once', async () => {
    const methods = ['chat.postMessage', 'files.getUploadURLExternal', 'files.info', 'chat.update'];
    // a picture is given up after ten tries
    for (let n = 0; n < MOVING.length / 2; n++) {
      const some = MOVING.slice(2 * n, 2 * n + 2);
      for (const method of methods) imagine.slack.fault({ method }, ...some.map((name) => faults.error(name)));
      await ask(promptOf(n));
      expect(imagine.slack.unusedFaults(), some.join()).toEqual([]);
      await expectPosted({ prompt: promptOf(n), what: some.join() });
    }
  });

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

  test('for longer than we wait, when nothing could be made: the asker is told alone, once, and the line in the channel later', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { fails: { code: 'internal_error', message: 'no' } } });
    const names = Array.from({ length: 14 }, () => faults.error('a_name_of_tomorrow'));
    imagine.slack.fault(
      { method: 'chat.update', where: (args) => /couldn’t make/.test(JSON.stringify(args)) },
      ...names,
    );
    await ask();
    const told = /Pixapi couldn’t make this picture\. Nothing was charged\./;
    expect(imagine.slack.ephemerals('ana', 'general')).toMatchObject([{ text: expect.stringMatching(told) }]);
    expect(read()).toMatch(told);
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

  test('where nothing was done, it comes a little later, and once', async () => {
    await askEach(HARMLESS.map(([, fault]) => [faults.reset(), fault()]));
    for (const [n, [what]] of HARMLESS.entries()) await expectPosted({ prompt: promptOf(n), what });
    expect(imagine.slack.messages('general')).toHaveLength(HARMLESS.length);
  });

  test('where it is not known, it is not posted again; its asker may have it delivered', async () => {
    await askEach(LOST.map(([, fault]) => [faults.reset(), fault()]));
    for (const [n, [what]] of LOST.entries()) await expectUndelivered(promptOf(n), what);
    await deliverAgain(LOST.map((_, n) => promptOf(n)));
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
    expect([...shown(), ...shown('make it night')]).toHaveLength(2);
  });

  test('a mention that arrives as two events, both repeated, is made once', async () => {
    const words = { user: 'ana', channel: 'general', text: '<@BOT> a red fox' };
    const { deliveries } = await imagine.slack.say({ ...words, retries: 2 });
    expect(deliveries).toHaveLength(2);
    await imagine.settled();
    await expectPosted();
    expect(imagine.slack.messages('general')).toHaveLength(2);
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
