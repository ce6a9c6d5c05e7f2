import { describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { entriesOf } from '../support/entries-of.ts';
import type { Imagine } from '../support/imagine.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

/** Of every back-off: the longest is then 120 ms. */
const SCALE = 0.002;
/** Nobody stands in line here: each order is about its own trouble. */
const AT_ONCE = {
  env: { TEAM_CONCURRENCY: '32' },
  overrides: { waitScale: 0, backoffScale: SCALE },
  slack: { processingMs: 0 },
};
const imagine = journey(AT_ONCE);
const PROMPT = 'a red fox';

/** What is true of this order at the end: of the generation, of its credits, and of Pixapi's bills. */
async function outcome(prompt = PROMPT, { pixapi, query }: Imagine = imagine) {
  const [generation] = await query<{ state: string; failure: string | null; charged: number | null }>(
    `select state, failure, charged_credits as charged, sum(held_delta)::int as held, sum(captured_delta)::int as captured
     from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
     where prompt = $1 group by g.team_id, g.id order by requested_at`,
    [prompt],
  );
  pixapi.advance(60_000);
  const sent = orders(pixapi).filter(({ fields }) => fields?.prompt === prompt);
  return {
    ...generation,
    orders: sent.length,
    works: sent.filter(({ taskId }) => taskId).length,
    billed: pixapi.billed().filter((bill) => bill.prompt === prompt).length,
  };
}

const orders = ({ journal } = imagine.pixapi) => journal.filter(({ method }) => method === 'POST');
const ask = (text = PROMPT) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const read = () => imagine.slack.transcript('general');
const said = (prompt: string, { slack }: Imagine = imagine) => entriesOf(slack.transcript('general'), prompt);
const promptOf = (n: number) => `${PROMPT} with the number ${n}.`;

/** One order for each of these rows of faults, all at once. */
async function askEach(rows: readonly (readonly Fault[])[], { slack, pixapi, settled }: Imagine = imagine) {
  for (const [n, faults] of rows.entries()) pixapi.fault({ to: 'submit', prompt: promptOf(n) }, ...faults);
  const asked = rows.map((_, n) => slack.command({ user: 'ana', channel: 'general', text: promptOf(n) }));
  for (const answer of await Promise.all(asked)) expect(answer).toMatchObject({ status: 200, body: '' });
  await settled();
}

async function askAfter(...faults: Fault[]) {
  imagine.pixapi.fault({ to: 'submit' }, ...faults);
  expect(await ask()).toMatchObject({ status: 200, body: '' });
  await imagine.settled();
}

const inside = (code: string): Fault => ({ body: { error: { code, message: 'no' } }, work: false });
const repeated = (times: number, fault: Fault): Fault[] => Array.from({ length: times }, () => fault);

describe('an order that Pixapi surely did not take gives its credits back, and says why', () => {
  const none = { charged: 0, held: 0, captured: 0, works: 0, billed: 0 };

  test('in place, what is not the asker’s fault', async () => {
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
    await askEach(rows.map(([, faults]) => faults));
    for (const [n, [what, , end, words]] of rows.entries()) {
      expect.soft(await outcome(promptOf(n)), what).toMatchObject({ state: 'failed', ...end, ...none });
      const [told, ...more] = said(promptOf(n));
      expect.soft(told, what).toMatch(words);
      expect.soft(told, what).toMatch(/Nothing was charged\./);
      expect.soft(told, what).not.toMatch(/Try again ·|picture:/);
      expect.soft(more, what).toEqual([]);
    }
    expect(imagine.slack.messages('general')).toHaveLength(rows.length);
  });

  test('to the asker alone, what they can change', async () => {
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
    await askEach(refusals.map(([, fault]) => [fault]));
    for (const [n, [what, , failure, words]] of refusals.entries()) {
      expect.soft(await outcome(promptOf(n)), what).toMatchObject({ state: 'failed', failure, orders: 1, ...none });
      const [told, ...more] = said(promptOf(n));
      expect.soft(told, what).toMatch(words);
      expect.soft(told, what).toMatch(/Nothing was charged\./);
      expect.soft(more, what).toEqual([]);
    }
    expect(imagine.slack.messages('general')).toEqual([]);
    expect(imagine.slack.ephemerals('ana', 'general')).toHaveLength(refusals.length);
  });
});

test('what stays busy or down is given up after eight tries, for nothing', async () => {
  const busy = repeated(8, { answer: { status: 429 } });
  const down = repeated(8, { answer: { status: 503 } });
  await askEach([busy, down]);
  expect(said(promptOf(0))[0]).toMatch(/Pixapi is overloaded[^\n]* Nothing was charged\./);
  expect(said(promptOf(1))[0]).toMatch(/Pixapi didn’t respond to several attempts\.[^\n]* Nothing was charged\./);
  for (const prompt of [promptOf(0), promptOf(1)]) {
    const none = { charged: 0, held: 0, captured: 0, orders: 8, works: 0 };
    expect(await outcome(prompt), prompt).toMatchObject({ state: 'failed', ...none });
  }
});

describe('an order that may have been taken is never sent again by itself: its hold stays, and there is a button', () => {
  const taken = { works: 1, billed: 1 };
  const lost = { works: 0, billed: 0 };
  const unknown = {
    ...{ state: 'unknown', failure: 'outcome_unknown', charged: null, held: 1, captured: 0, orders: 1 },
  };
  const expectHeld = async (what: string, prompt: string, end: object, where: Imagine = imagine) => {
    expect.soft(await outcome(prompt, where), what).toMatchObject({ ...unknown, ...end });
    const [told, ...more] = said(prompt, where);
    expect.soft(told, what).toMatch(/may have been charged: 1 credit is held/);
    expect.soft(told, what).toMatch(/\[Try again · may charge again\]/);
    expect.soft(more, what).toEqual([]);
  };

  test('whatever came instead of an answer', async () => {
    const rows: [what: string, fault: Fault, end: object][] = [
      ['the line is cut after the work was made', { reset: 'after' }, taken],
      ['the line is cut after the head of the answer', { reset: 'headers' }, taken],
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
    await askEach(rows.map(([, fault]) => [fault]));
    for (const [n, [what, , end]] of rows.entries()) await expectHeld(what, promptOf(n), end);
    expect(imagine.slack.messages('general')).toHaveLength(rows.length);
  });

  describe('with a short limit', () => {
    // Nothing but the answer that never comes is under this limit.
    const hurried = journey({ ...AT_ONCE, overrides: { ...AT_ONCE.overrides, submitTimeoutMs: 2_000 } });

    test('the answer comes too late', async () => {
      await askEach([[{ delayMs: Infinity }]], hurried);
      await expectHeld('too late', promptOf(0), taken, hurried);
      expect(hurried.slack.messages('general')).toHaveLength(1);
    });
  });
});

describe('trouble that passes is waited for: one picture, charged once', () => {
  test('whatever it was', async () => {
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
    await askEach(rows.map(([, faults]) => faults));
    for (const [n, [what, , times]] of rows.entries()) {
      expect.soft(await outcome(promptOf(n)), what).toMatchObject({
        ...{ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 },
        ...{ orders: times, works: 1, billed: 1 },
      });
      const [told, ...more] = said(promptOf(n));
      expect.soft(told, what).toContain(`[picture: AI-made image: ${promptOf(n)} (v1)`);
      expect.soft(more, what).toEqual([]);
    }
    expect(imagine.slack.messages('general')).toHaveLength(rows.length);
  });

  const FINAL = /\[picture: AI-made image: a red fox \(v1\)/;

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
