import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { entriesOf } from '../support/entries-of.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

/** The clock by which tasks are waited for: it stands still but for what a test sets. */
let aheadMs = 0;
afterEach(() => {
  aheadMs = 0;
});
const imagine = journey({
  // nobody stands in line here: each task is about its own trouble
  env: { TEAM_CONCURRENCY: '32' },
  overrides: { now: () => aheadMs, pollDelay: () => 5, waitScale: 0, backoffScale: 0.05 },
  slack: { processingMs: 0 },
});

const MINUTE = 60_000;
const read = () => imagine.slack.transcript('general');
const polls = () => imagine.pixapi.journal.filter(({ path }) => path.startsWith('/v1/tasks/'));
const PROMPT = 'a red fox';
const promptOf = (n: number) => `${PROMPT} with the number ${n}.`;
const ask = (text = PROMPT) => imagine.slack.command({ user: 'ana', channel: 'general', text });

async function generation(prompt = PROMPT) {
  const [row] = await imagine.query<{ state: string; failure: string | null; held: number; captured: number }>(
    `select state, failure, charged_credits as charged, sum(held_delta)::int as held, sum(captured_delta)::int as captured
     from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
     where prompt = $1 group by g.team_id, g.id`,
    [prompt],
  );
  return row;
}

/** One picture for each of these rows of faults, all at once. */
async function askEach(rows: readonly { to: 'submit' | 'task'; faults: readonly Fault[] }[]) {
  for (const [n, { to, faults }] of rows.entries()) imagine.pixapi.fault({ to, prompt: promptOf(n) }, ...faults);
  await Promise.all(rows.map((_, n) => ask(promptOf(n))));
  await imagine.settled();
}

const submits = (prompt: string) => imagine.pixapi.submits().filter(({ fields }) => fields?.prompt === prompt);
const bills = (prompt: string) => imagine.pixapi.billed().filter((bill) => bill.prompt === prompt);
const said = (prompt: string) => entriesOf(read(), prompt);

/** One order, one bill, one message with the picture. */
async function expectPosted(prompt = PROMPT, what = prompt) {
  expect
    .soft(await generation(prompt), what)
    .toMatchObject({ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 });
  expect.soft(submits(prompt), what).toHaveLength(1);
  expect.soft(bills(prompt), what).toHaveLength(1);
  const [shown, ...more] = said(prompt);
  expect.soft(shown, what).toContain(`[picture: AI-made image: ${prompt} (v1)`);
  expect.soft(more, what).toEqual([]);
}

test('a picture comes whatever is wrong with its task or with the polls', async () => {
  const task = (fault: object) => ({ to: 'submit' as const, faults: [fault as Fault] });
  const poll = (...faults: Fault[]) => ({ to: 'task' as const, faults });
  const rows: [what: string, trouble: Parameters<typeof askEach>[0][number]][] = [
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
  ];
  await askEach(rows.map(([, trouble]) => trouble));
  for (const [n, [what]] of rows.entries()) await expectPosted(promptOf(n), what);
  expect(imagine.slack.messages('general')).toHaveLength(rows.length);
});

test('a task that failed costs nothing, however it says so', async () => {
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
  await askEach(rows.map(([, fault]) => ({ to: 'submit', faults: [fault] })));
  for (const [n, [what, , failure]] of rows.entries()) {
    const prompt = promptOf(n);
    const none = { charged: 0, held: 0, captured: 0 };
    expect.soft(await generation(prompt), what).toMatchObject({ state: 'failed', failure, ...none });
    expect.soft(submits(prompt), what).toHaveLength(1);
    expect.soft(bills(prompt), what).toEqual([]);
    const [told, ...more] = said(prompt);
    expect.soft(told, what).toMatch(/Nothing was charged\./);
    expect.soft(told, what).not.toMatch(/Try again ·|picture:/);
    expect.soft(more, what).toEqual([]);
  }
});

describe('what may have been charged keeps its hold, and has a button', () => {
  const held = { state: 'unknown', charged: null, held: 1, captured: 0 };
  const expectUnknown = async (failure: string, words: RegExp, prompt = PROMPT, what = prompt) => {
    expect.soft(await generation(prompt), what).toMatchObject({ ...held, failure });
    expect.soft(submits(prompt), what).toHaveLength(1);
    const [told, ...more] = said(prompt);
    expect.soft(told, what).toMatch(words);
    expect.soft(told, what).toMatch(/may have been charged: 1 credit is held[\s\S]*\[Try again · may charge again\]/);
    expect.soft(more, what).toEqual([]);
  };

  test('a task that is done and holds no picture', async () => {
    const rows = [
      ['no result', { data: 'absent' }],
      ['no entries', { data: 'empty' }],
      ['a revised prompt alone', { data: 'revised-prompt-only' }],
      ['entries without a picture', { data: 'entries-without-picture' }],
      ['garbage for a picture', { b64: 'garbage' }],
    ] as const;
    await askEach(rows.map(([, result]) => ({ to: 'submit', faults: [{ result } as Fault] })));
    for (const [n, [what]] of rows.entries())
      await expectUnknown('result_malformed', /answered, but without a picture/, promptOf(n), what);
    expect(imagine.slack.messages('general')).toHaveLength(rows.length);
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
