import { describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

/** Of every back-off: the longest is then 120 ms. */
const SCALE = 0.002;
const imagine = journey({ overrides: { submitTimeoutMs: 5_000, backoffScale: SCALE } });
const PROMPT = 'a red fox';
const FINAL = /\[picture: AI-made image: a red fox \(v1\)/;

/** What is true at the end: of the generation, of the credits, of Pixapi's bills, and what stands in the channel. */
async function outcome() {
  const [generation] = await imagine.query<{ state: string; failure: string | null; charged: number | null }>(
    'select state, failure, charged_credits as charged from generations order by requested_at',
  );
  const [credits] = await imagine.query<{ held: number; captured: number }>(
    `select held::int, captured::int from budget_months where scope = 'team'`,
  );
  imagine.pixapi.advance(60_000);
  return {
    ...generation,
    ...credits,
    orders: orders().length,
    works: imagine.pixapi.journal.filter(({ taskId }) => taskId).length,
    billed: imagine.pixapi.billed().length,
  };
}

const orders = () => imagine.pixapi.journal.filter(({ method }) => method === 'POST');
const ask = (text = PROMPT) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const read = () => imagine.slack.transcript('general');

async function askAfter(...faults: Fault[]) {
  if (faults.length > 0) imagine.pixapi.fault({ to: 'submit' }, ...faults);
  expect(await ask()).toMatchObject({ status: 200, body: '' });
  await imagine.settled();
}

const inside = (code: string): Fault => ({ body: { error: { code, message: 'no' } }, work: false });
const repeated = (times: number, fault: Fault): Fault[] => Array.from({ length: times }, () => fault);

describe('an order that Pixapi surely did not take gives its credits back, and says why', () => {
  const none = { charged: 0, held: 0, captured: 0, works: 0, billed: 0 };
  const rows: [what: string, faults: Fault[], end: { failure: string; orders: number }, words: RegExp][] = [
    ['401', [{ answer: { status: 401 } }], { failure: 'pixapi_key_refused', orders: 1 }, /key/],
    ['402', [{ answer: { status: 402 } }], { failure: 'pixapi_credits_exhausted', orders: 1 }, /out of credits/],
    [
      '500 twice',
      repeated(2, { answer: { status: 500 } }),
      { failure: 'pixapi_faltered', orders: 2 },
      /failed at this request twice/,
    ],
    [
      'an error inside a 200',
      [inside('insufficient_credits')],
      { failure: 'pixapi_credits_exhausted', orders: 1 },
      /out of credits/,
    ],
  ];
  test.each(rows)('%s', async (_, faults, end, words) => {
    await askAfter(...faults);
    expect(await outcome()).toMatchObject({ state: 'failed', ...end, ...none });
    expect(read()).toMatch(words);
    expect(read()).toMatch(/Nothing was charged\./);
    expect(read()).not.toMatch(/Try again ·|picture:/);
    expect(imagine.slack.messages('general')).toHaveLength(1);
  });

  const policy: Fault = { answer: { status: 400, shape: 'openai', code: 'moderation_blocked' } };
  const refusals: [what: string, fault: Fault, failure: string, words: RegExp][] = [
    ['422', { answer: { status: 422 } }, 'prompt_refused', /would not make this/],
    ['422 without a word', { answer: { status: 422, shape: 'empty' } }, 'prompt_refused', /would not make this/],
    ['400 of the model’s maker', policy, 'prompt_refused', /would not make this/],
    ['a refusal inside a 200', inside('prompt_rejected'), 'prompt_refused', /would not make this/],
    ['400', { answer: { status: 400 } }, 'request_rejected', /didn’t accept/],
    ['413', { answer: { status: 413 } }, 'request_too_large', /more than Pixapi accepts/],
    [
      '405 that is about the model',
      { answer: { status: 405, code: 'model_not_allowed' } },
      'request_rejected',
      /didn’t acc/,
    ],
  ];
  test.each(refusals)('%s: to the asker alone', async (_, fault, failure, words) => {
    await askAfter(fault);
    expect(await outcome()).toMatchObject({ state: 'failed', failure, orders: 1, ...none });
    expect(imagine.slack.messages('general')).toEqual([]);
    expect(imagine.slack.ephemerals('ana', 'general')).toHaveLength(1);
    expect(read()).toMatch(words);
    expect(read()).toMatch(/Nothing was charged\./);
  });
});

test('what stays busy or down is given up after eight tries, for nothing', async () => {
  imagine.pixapi.fault({ to: 'submit', prompt: 'busy' }, ...repeated(8, { answer: { status: 429 } }));
  imagine.pixapi.fault({ to: 'submit', prompt: 'down' }, ...repeated(8, { answer: { status: 503 } }));
  await ask('a busy fox');
  await ask('a fox lying down');
  await imagine.settled();
  expect(read()).toMatch(/Pixapi is overloaded[^\n]* Nothing was charged\./);
  expect(read()).toMatch(/Pixapi didn’t respond to several attempts\.[^\n]* Nothing was charged\./);
  expect(await outcome()).toMatchObject({ state: 'failed', charged: 0, held: 0, captured: 0, orders: 16, works: 0 });
});

describe('an order that may have been taken is never sent again by itself: its hold stays, and there is a button', () => {
  const taken = { works: 1, billed: 1 };
  const lost = { works: 0, billed: 0 };
  const rows: [what: string, fault: Fault, end: object][] = [
    ['the line is cut after the work was made', { reset: 'after' }, taken],
    ['the line is cut after the head of the answer', { reset: 'headers' }, taken],
    ['the answer comes too late', { delayMs: Infinity }, taken],
    ['the answer breaks off', { truncate: 0.5 }, taken],
    ['the answer is no JSON', { badJson: true }, taken],
    ['500 as a page', { answerAfterWork: { status: 500, shape: 'html' } }, taken],
    ['502', { answerAfterWork: { status: 502 } }, taken],
    ['503 as a page', { answerAfterWork: { status: 503, shape: 'html' } }, taken],
    ['504 without a body', { answerAfterWork: { status: 504, shape: 'empty' } }, taken],
    ['524', { answerAfterWork: { status: 524 } }, taken],
    ['200 without an id', { submitId: 'absent' }, taken],
    ['200 with an empty id', { submitId: 'empty' }, taken],
    ['200 with an error nobody knows', { body: { error: { message: 'hm' } } }, taken],
    ['the line is cut before anything was done', { reset: 'before' }, lost],
    ['408', { answer: { status: 408 } }, lost],
  ];
  test.each(rows)('%s', async (_, fault, end) => {
    await askAfter(fault);
    expect(await outcome()).toMatchObject({
      ...{ state: 'unknown', failure: 'outcome_unknown', charged: null, held: 1, captured: 0, orders: 1 },
      ...end,
    });
    expect(read()).toMatch(/may have been charged: 1 credit is held/);
    expect(read()).toMatch(/\[Try again · may charge again\]/);
    expect(imagine.slack.messages('general')).toHaveLength(1);
  });
});

describe('trouble that passes is waited for: one picture, charged once', () => {
  const rows: [what: string, faults: Fault[], orders: number][] = [
    ['429 without Retry-After', [{ answer: { status: 429 } }], 2],
    ['429 with Retry-After', [{ answer: { status: 429, headers: { 'retry-after': '2' } } }], 2],
    ['429 with nonsense in Retry-After', [{ answer: { status: 429, headers: { 'retry-after': 'soon' } } }], 2],
    ['429 thrice', repeated(3, { answer: { status: 429, shape: 'html' } }), 4],
    ['503', [{ answer: { status: 503 } }], 2],
    ['500 with Pixapi’s own error', [{ answer: { status: 500 } }], 2],
    ['the id under another name', [{ submitId: 'task_id' }], 1],
    ['the id inside data', [{ submitId: 'data.id' }], 1],
  ];
  test.each(rows)('%s', async (_, faults, times) => {
    await askAfter(...faults);
    expect(await outcome()).toMatchObject({
      ...{ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 },
      ...{ orders: times, works: 1, billed: 1 },
    });
    expect(read()).toMatch(FINAL);
    expect(imagine.slack.messages('general')).toHaveLength(1);
  });

  test('Retry-After is honoured', async () => {
    await askAfter({ answer: { status: 429, headers: { 'retry-after': '60' } } });
    const [first, second] = orders();
    // the ordinary first back-off would be a second, and at the scale of the tests 2 ms
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(60_000 * SCALE);
  });

  test('while Pixapi refuses connections the request keeps its place, and the placeholder says so', async () => {
    await imagine.pixapi.down();
    await ask();
    await until(() => /Pixapi isn’t responding\. Your request keeps its place/.test(read()));
    expect(await outcome()).toMatchObject({ state: 'requested', held: 1, orders: 0 });
    await imagine.pixapi.up();
    await imagine.settled();
    expect(await outcome()).toMatchObject({ state: 'posted', charged: 1, held: 0, captured: 1, orders: 1, billed: 1 });
    expect(read()).toMatch(FINAL);
    expect(read()).not.toMatch(/isn’t responding/);
  });

  test('an order that may have been taken is repeated when its asker says so, once', async () => {
    await askAfter({ reset: 'after' });
    const presses = [1, 2].map(() => imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' }));
    await Promise.all(presses);
    await imagine.settled();
    expect(orders()).toHaveLength(2);
    expect(read()).toMatch(FINAL);
    const rows = await imagine.query('select state from generations order by requested_at');
    expect(rows).toEqual([{ state: 'unknown' }, { state: 'posted' }]);
  });
});
