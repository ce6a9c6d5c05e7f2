import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.ts';
import { type ErrorShape, errorReply } from '../../local/pixapi/errors.ts';
import { expectClean, failureOf, KEY, maker, never, ORDER, PROMPT, startRaw } from './support.ts';

const SHAPES: ErrorShape[] = ['errors', 'guide', 'short', 'openai', 'string', 'html', 'empty'];
const NO_JSON: ErrorShape[] = ['html', 'empty'];
const PIXAPIS_OWN: ErrorShape[] = ['errors', 'guide', 'short', 'openai'];

/** status -> code of a submit; a function where the body matters. */
const SUBMIT: Record<number, FailureCode | ((shape: ErrorShape) => FailureCode)> = {
  400: 'request_rejected',
  401: 'pixapi_key_refused',
  402: 'pixapi_credits_exhausted',
  // a firewall's page
  403: (shape) => (NO_JSON.includes(shape) ? 'pixapi_blocked' : 'pixapi_key_refused'),
  // in nobody's words it is about the address: that must not end a model
  404: (shape) => (['empty', 'html', 'string'].includes(shape) ? 'pixapi_down' : 'model_missing'),
  405: 'request_rejected',
  408: 'outcome_unknown',
  409: 'request_rejected',
  413: 'request_too_large',
  415: 'request_rejected',
  422: 'prompt_refused',
  429: 'pixapi_busy',
  500: (shape) => (PIXAPIS_OWN.includes(shape) ? 'pixapi_faltered' : 'outcome_unknown'),
  501: 'outcome_unknown',
  502: 'outcome_unknown',
  503: (shape) => (PIXAPIS_OWN.includes(shape) ? 'pixapi_down' : 'outcome_unknown'),
  504: 'outcome_unknown',
  524: 'outcome_unknown',
};
const READ: Record<number, FailureCode | ((shape: ErrorShape) => FailureCode)> = {
  400: 'pixapi_down',
  401: 'pixapi_key_refused',
  403: (shape) => (NO_JSON.includes(shape) ? 'pixapi_blocked' : 'pixapi_key_refused'),
  // a page is not Pixapi's word on a task
  404: (shape) => (shape === 'html' ? 'pixapi_down' : 'task_vanished'),
  410: (shape) => (shape === 'html' ? 'pixapi_down' : 'task_vanished'),
  429: 'pixapi_busy',
  500: 'pixapi_down',
  502: 'pixapi_down',
  503: 'pixapi_down',
  504: 'pixapi_down',
  524: 'pixapi_down',
};

const submits = Object.keys(SUBMIT).flatMap((status) => SHAPES.map((shape) => [Number(status), shape] as const));
const reads = Object.keys(READ).flatMap((status) => SHAPES.map((shape) => [Number(status), shape] as const));

/** Answers every request with this status and form, quoting the prompt as upstream messages do. */
async function refusing(status: number, shape: ErrorShape, more: { code?: string; type?: string } = {}) {
  const { body, contentType } = errorReply({ status, shape, message: `no: "${PROMPT}" for ${KEY}`, ...more });
  return await startRaw((_request, response) => {
    response.writeHead(status, { 'content-type': contentType, 'x-request-id': 'up-1' }).end(body);
  });
}

describe.each(['async', 'sync'] as const)('a %s order', (mode) => {
  test.each(submits)('answered %d in the form "%s"', async (status, shape) => {
    const { url } = await refusing(status, shape);
    const failure = await failureOf(maker({ baseUrl: url, mode }).submit(ORDER, never()));
    const expected = SUBMIT[status]!;
    expect(failure.code).toBe(typeof expected === 'string' ? expected : expected(shape));
    expect(failure.message).toContain(`HTTP ${status}`);
    expect(failure.requestId).toMatch(shape === 'guide' ? /^req_/ : /^up-1$/);
  });
});

test.each(reads)('a poll answered %d in the form "%s"', async (status, shape) => {
  const { url } = await refusing(status, shape);
  const expected = READ[status]!;
  const { code } = await failureOf(maker({ baseUrl: url }).readTask('task_1', never()));
  expect(code).toBe(typeof expected === 'string' ? expected : expected(shape));
});

describe('policy refusals are known by code or type, whatever the status', () => {
  const names = ['prompt_rejected', 'moderation_blocked', 'content_policy_violation', 'content_filter'];
  test.each(names.flatMap((name) => [400, 403, 422, 500].map((status) => [name, status] as const)))(
    '%s with %d',
    async (name, status) => {
      const { url } = await refusing(status, 'openai', { code: name, type: 'image_generation_user_error' });
      expect((await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).code).toBe('prompt_refused');
    },
  );

  test('the words of a message decide nothing', async () => {
    const { url } = await refusing(400, 'string');
    expect((await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).code).toBe('request_rejected');
  });
});

test.each<[string, object, FailureCode]>([
  ['a code of Pixapi', { error: { code: 'insufficient_credits', message: PROMPT } }, 'pixapi_credits_exhausted'],
  ['a number', { error: { code: 401, message: 'no' } }, 'pixapi_key_refused'],
  ['a number as text', { error: { code: '429', message: 'no' } }, 'pixapi_busy'],
  ['a policy type', { error: { type: 'moderation_blocked', code: null, message: PROMPT } }, 'prompt_refused'],
  ['a bare word', { error: 'model_not_found' }, 'model_missing'],
  ['500 in its own form', { error: { code: 500, type: 'internal_error', message: '' } }, 'pixapi_faltered'],
  ['504', { error: { code: 504, message: '' } }, 'outcome_unknown'],
  ['capitals', { error: { code: 'RATE_LIMITED' } }, 'pixapi_busy'],
  ['free text', { error: PROMPT }, 'outcome_unknown'],
  ['an object that says nothing', { error: { message: PROMPT } }, 'outcome_unknown'],
  ['a legacy code', { code: 17, message: PROMPT, data: null }, 'outcome_unknown'],
  ['a legacy code that is a status', { code: 402, message: PROMPT, data: null }, 'pixapi_credits_exhausted'],
])('an error inside a 200: %s', async (_title, body, code) => {
  for (const mode of ['async', 'sync'] as const) {
    const { url } = await startRaw((_request, response) => response.end(JSON.stringify(body)));
    expect((await failureOf(maker({ baseUrl: url, mode }).submit(ORDER, never()))).code).toBe(code);
  }
});

test.each<[string, Record<string, string>, number | undefined]>([
  ['seconds', { 'retry-after': '7' }, 7_000],
  ['too many seconds', { 'retry-after': '86400' }, 900_000],
  ['a past date', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' }, 1_000],
  ['a far date', { 'retry-after': 'Wed, 21 Oct 2099 07:28:00 GMT' }, 900_000],
  ['milliseconds before seconds', { 'retry-after-ms': '2500', 'retry-after': '9' }, 2_500],
  ['garbage', { 'retry-after': 'soon 5' }, undefined],
  ['a negative number', { 'retry-after': '-3' }, undefined],
  ['nothing', {}, undefined],
])('how long a 429 asks to wait: %s', async (_title, headers, expected) => {
  const { url } = await startRaw((_request, response) => response.writeHead(429, headers).end('{}'));
  const failure = await failureOf(maker({ baseUrl: url }).submit(ORDER, never()));
  expect(failure.retryAfterMs).toBe(expected);
});

test('a redirect of the API is not followed, and the key goes nowhere', async () => {
  const trap = await startRaw((_request, response) => response.end('{}'));
  for (const [status, code] of [
    [307, 'request_rejected'],
    [302, 'outcome_unknown'],
  ] as const) {
    const { url } = await startRaw((_request, response) => response.writeHead(status, { location: trap.url }).end());
    expect((await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).code).toBe(code);
  }
  expect(trap.hits).toEqual([]);
});

test('an error body without end is read only so far', async () => {
  const { url } = await startRaw((_request, response) => {
    response.writeHead(400);
    const more = () => response.write(Buffer.alloc(65_536, PROMPT), () => setImmediate(more));
    more();
  });
  expect((await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).code).toBe('request_rejected');
});

test('log events hold neither prompt nor key', async () => {
  const { url } = await refusing(400, 'openai');
  const events: unknown[] = [];
  await failureOf(maker({ baseUrl: url, log: (event) => events.push(event) }).submit(ORDER, never()));
  expect(events).toMatchObject([{ call: 'submit', outcome: 'request_rejected', status: 400, requestId: 'up-1' }]);
  expectClean(new Error(JSON.stringify(events)));
});

test.each<[string, number, object, FailureCode]>([
  ['a 500 that is only a word', 500, { error: 'internal_error' }, 'outcome_unknown'],
  ['a 503 with nothing but words', 503, { error: { message: 'busy' } }, 'outcome_unknown'],
  ['a 503 in the legacy form', 503, { code: 503, message: 'busy' }, 'outcome_unknown'],
  ['a source that is named', 400, { error: { type: 'invalid_request_error', param: 'image[0]' } }, 'image_unreadable'],
  ['a source in the code', 415, { error: { code: 'unsupported_image_format' } }, 'image_unreadable'],
])('%s', async (_title, status, body, code) => {
  const { url } = await startRaw((_request, response) => response.writeHead(status).end(JSON.stringify(body)));
  expect((await failureOf(maker({ baseUrl: url }).submit(ORDER, never()))).code).toBe(code);
});
