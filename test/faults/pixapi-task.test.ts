import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { until } from '../support/until.ts';

let imagine: Imagine;
/** How far the app's clock is ahead, for what takes more than an hour. */
let aheadMs = 0;
beforeAll(async () => {
  imagine = await startImagine({ overrides: { now: () => Date.now() + aheadMs, pollDelay: () => 5 } });
});
afterEach(async () => {
  aheadMs = 0;
  await imagine.reset();
});
afterAll(() => imagine.close());

const MINUTE = 60_000;
const read = () => imagine.slack.transcript('general');
const polls = () => imagine.pixapi.journal.filter(({ path }) => path.startsWith('/v1/tasks/'));
const ask = () => imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });

async function generation() {
  const [row] = await imagine.query<{ state: string; failure: string | null; held: number; captured: number }>(
    `select state, failure, charged_credits as charged, held::int, captured::int
     from generations g join budget_months m on m.team_id = g.team_id and m.scope = 'team'`,
  );
  return row;
}

async function askAfter(match: 'submit' | 'task', ...faults: Fault[]) {
  imagine.pixapi.fault({ to: match }, ...faults);
  await ask();
  await imagine.settled();
}

/** One order, one bill, one message with the picture. */
async function expectPosted() {
  expect(await generation()).toMatchObject({ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 });
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(imagine.pixapi.billed()).toHaveLength(1);
  expect(imagine.slack.messages('general')).toHaveLength(1);
  expect(read()).toMatch(/\[picture: AI-made image: a red fox \(v1\)/);
}

describe('a picture comes although, on the way,', () => {
  const task = (fault: object) => ({ match: 'submit' as const, faults: [fault as Fault] });
  const poll = (...faults: Fault[]) => ({ match: 'task' as const, faults });
  test.each([
    ['the task is unknown at first', task({ task: { missingPolls: 3 } })],
    ['status words change their case and their kind', task({ task: { words: { active: ['QUEUED', 'In_Progress'] } } })],
    ['a status word is one that nobody knows', task({ task: { words: { active: ['dreaming', ''] } } })],
    ['the end is called otherwise', task({ task: { words: { done: 'SUCCESS' } } })],
    ['progress is nonsense', task({ task: { progress: [90, 10, null, 'half', 300, -1, undefined] } })],
    ['polls answer 429', poll({ answer: { status: 429 } }, { answer: { status: 429 } })],
    ['polls answer 500 and 503', poll({ answer: { status: 500 } }, { answer: { status: 503 } })],
    ['polls answer a gateway’s page', poll({ answer: { status: 502 } }, { status: 200, contentType: 'text/html' })],
    ['polls are cut', poll({ reset: 'before' }, { truncate: 0.3 }, { reset: 'headers' })],
    ['polls are no JSON', poll({ badJson: true }, { body: [] }, { body: 'soon' }, { body: null })],
    ['polls hold an error in a 200', poll({ body: { error: { code: 'internal_error', message: 'x' } } })],
    ['the key is refused for a while', poll({ answer: { status: 401 } }, { answer: { status: 403, shape: 'html' } })],
    ['the account is empty for a while', poll({ answer: { status: 402 } })],
  ])('%s', async (_, { match, faults }) => {
    await askAfter(match, ...faults);
    await expectPosted();
  });
});

describe('a task that failed costs nothing', () => {
  const fails = (more: object): Fault => ({ task: { fails: { status: 500 }, ...more } }) as Fault;
  const rows: [what: string, fault: Fault, failure: string][] = [
    ['error, numeric code', fails({}), 'task_failed'],
    ['error, string code', fails({ fails: { status: 503, shape: 'guide' } }), 'task_failed'],
    ['error, a sentence', fails({ fails: { shape: 'string', message: 'boom' } }), 'task_failed'],
    ['no error at all', fails({ fails: { shape: 'empty' } }), 'task_failed'],
    ['a gateway’s page', fails({ fails: { shape: 'html' } }), 'task_failed'],
    ['result.error', fails({ where: 'result.error' }), 'task_failed'],
    ['message', fails({ where: 'message' }), 'task_failed'],
    ['fail_reason', fails({ where: 'fail_reason' }), 'task_failed'],
    ['called expired', { all: [fails({}), { task: { words: { failed: 'Expired' } } }] } as Fault, 'task_failed'],
    ['a refusal', fails({ fails: { status: 422 } }), 'prompt_refused'],
    ['the maker’s refusal', fails({ fails: { shape: 'openai', code: 'moderation_blocked' } }), 'prompt_refused'],
    ['a bad request', fails({ fails: { status: 400 } }), 'request_rejected'],
    ['an empty account', fails({ fails: { status: 402 } }), 'pixapi_credits_exhausted'],
  ];
  test.each(rows)('%s', async (_, fault, failure) => {
    await askAfter('submit', fault);
    expect(await generation()).toMatchObject({ state: 'failed', failure, charged: 0, held: 0, captured: 0 });
    expect(imagine.pixapi.submits()).toHaveLength(1);
    expect(imagine.pixapi.billed()).toEqual([]);
    expect(read()).toMatch(/Nothing was charged\./);
    expect(read()).not.toMatch(/Try again ·|picture:/);
  });
});

describe('what may have been charged keeps its hold, and has a button', () => {
  const held = { state: 'unknown', charged: null, held: 1, captured: 0 };
  const expectUnknown = async (failure: string, words: RegExp) => {
    expect(await generation()).toMatchObject({ ...held, failure });
    expect(imagine.pixapi.submits()).toHaveLength(1);
    expect(read()).toMatch(words);
    expect(read()).toMatch(/may have been charged: 1 credit is held[\s\S]*\[Try again · may charge again\]/);
    expect(imagine.slack.messages('general')).toHaveLength(1);
  };

  test.each([
    ['no result', { data: 'absent' }],
    ['no entries', { data: 'empty' }],
    ['a revised prompt alone', { data: 'revised-prompt-only' }],
    ['entries without a picture', { data: 'entries-without-picture' }],
    ['garbage for a picture', { b64: 'garbage' }],
  ] as const)('a task that is done and holds %s', async (_, result) => {
    await askAfter('submit', { result } as Fault);
    await expectUnknown('result_malformed', /answered, but without a picture/);
  });

  test('a task that Pixapi no longer knows after ten seconds', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { vanished: true } });
    await ask();
    await until(() => polls().length > 3);
    expect(await generation()).toMatchObject({ state: 'submitted' });
    aheadMs = 11_000;
    await imagine.settled();
    await expectUnknown('task_vanished', /can’t find this order anymore/);
  });

  test('a task that gets stuck: after ten minutes the channel is told, after seventy it ends', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { stuck: true } });
    await ask();
    await until(() => polls().length > 1);
    aheadMs = 11 * MINUTE;
    await until(() => /taking longer than usual/.test(read()));
    expect(await generation()).toMatchObject({ state: 'submitted', held: 1 });
    aheadMs = 71 * MINUTE;
    await imagine.settled();
    await expectUnknown('task_stuck', /didn’t finish this picture in over an hour/);
  });

  test('a key that was revoked while the picture was being made: nothing is ordered anew', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { task: { stuck: true } });
    await ask();
    await until(() => polls().length > 1);
    imagine.pixapi.revoke();
    const before = polls().length;
    await until(() => polls().length > before + 2);
    expect(await generation()).toMatchObject({ state: 'submitted', held: 1 });
    aheadMs = 71 * MINUTE;
    await imagine.settled();
    await expectUnknown('task_stuck', /didn’t finish/);
    const line = imagine.logLines.find((text) => /"msg":"failure"/.test(text) && text.includes('"pixapi_key_refused"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ level: 50 });
  });
});

test('a slow picture comes in the end, and the note that it is slow is gone', async () => {
  imagine.pixapi.fault({ to: 'submit' }, { task: { slowMs: 20 * MINUTE } });
  await ask();
  await until(() => polls().length > 1);
  aheadMs = 11 * MINUTE;
  await until(() => /taking longer than usual/.test(read()));
  imagine.pixapi.advance(20 * MINUTE);
  await imagine.settled();
  await expectPosted();
  expect(read()).not.toMatch(/longer than usual/);
});
