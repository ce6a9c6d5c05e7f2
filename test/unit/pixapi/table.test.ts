import { expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.ts';
import { reportedError } from '../../../src/pixapi/errors/reported-error.ts';
import { type Call, markOf, type Row, rowOf, TABLE } from '../../../src/pixapi/errors/table.ts';
import { failureOf, maker, never, ORDER, startRaw } from './support.ts';

const PAGE = '<!doctype html><title>Attention Required!</title><h1>Sorry, you have been blocked</h1>';
const named = (code: string, more: object = {}) => ({ error: { code, message: 'no', ...more } });
const said = (message: string) => ({ error: { message, type: 'invalid_request_error', code: null } });

/** What is asked, what comes back (a text is sent as it is), what it means. */
const CASES: readonly (readonly [Exclude<Call, 'task'>, number, object | string, FailureCode])[] = [
  ['submit', 400, named('moderation_blocked'), 'prompt_refused'],
  // an empty account, whatever it comes under and whoever says so
  ['submit', 400, named('insufficient_credits'), 'pixapi_credits_exhausted'],
  ['submit', 429, named('insufficient_quota', { type: 'insufficient_quota' }), 'pixapi_credits_exhausted'],
  ['submit', 403, named('insufficient_user_quota'), 'pixapi_credits_exhausted'],
  ['submit', 404, named('INSUFFICIENT_BALANCE'), 'pixapi_credits_exhausted'],
  ['submit', 400, named('billing_hard_limit_reached'), 'pixapi_credits_exhausted'],
  ['submit', 500, named('credit_balance_too_low'), 'pixapi_credits_exhausted'],
  ['submit', 429, { code: 'insufficient_credits', message: 'no' }, 'pixapi_credits_exhausted'],
  ['submit', 200, named('payment_required'), 'pixapi_credits_exhausted'],
  ['submit', 429, said('You exceeded your current quota, please check your plan.'), 'pixapi_credits_exhausted'],
  ['submit', 400, said('Billing hard limit has been reached.'), 'pixapi_credits_exhausted'],
  ['submit', 402, PAGE, 'pixapi_credits_exhausted'],
  // another region, another account
  ['submit', 403, named('unsupported_country_region_territory'), 'pixapi_region_blocked'],
  ['submit', 400, named('user_location_not_supported'), 'pixapi_region_blocked'],
  ['submit', 403, said('Country, region, or territory not supported'), 'pixapi_region_blocked'],
  ['submit', 451, '', 'pixapi_region_blocked'],
  ['submit', 403, named('organization_not_verified'), 'pixapi_account_refused'],
  ['submit', 401, named('account_deactivated'), 'pixapi_account_refused'],
  ['submit', 403, said('Your organization must be verified to use the model.'), 'pixapi_account_refused'],
  // the key
  ['submit', 400, named('invalid_api_key'), 'pixapi_key_refused'],
  ['submit', 401, PAGE, 'pixapi_key_refused'],
  ['submit', 403, { error: { message: 'no' } }, 'pixapi_key_refused'],
  // more than it takes
  ['submit', 413, PAGE, 'request_too_large'],
  ['submit', 400, named('image_too_large'), 'request_too_large'],
  ['submit', 400, named('string_above_max_length', { param: 'prompt' }), 'prompt_too_long'],
  // a minute mends it
  ['submit', 403, PAGE, 'pixapi_blocked'],
  ['submit', 403, '', 'pixapi_blocked'],
  ['submit', 403, named('rate_limit_exceeded'), 'pixapi_busy'],
  ['submit', 400, { error: { code: 400, status: 'RESOURCE_EXHAUSTED', message: 'no' } }, 'pixapi_busy'],
  ['submit', 529, named('overloaded_error'), 'pixapi_busy'],
  ['submit', 429, PAGE, 'pixapi_busy'],
  ['submit', 404, named('model_unavailable'), 'pixapi_down'],
  ['submit', 400, named('under_maintenance'), 'pixapi_down'],
  ['submit', 503, named('some_trouble'), 'pixapi_down'],
  ['submit', 500, named('some_trouble'), 'pixapi_faltered'],
  // a gateway that gave up knows nothing
  ['submit', 504, named('service_unavailable'), 'outcome_unknown'],
  ['submit', 524, named('rate_limited'), 'outcome_unknown'],
  ['submit', 408, '', 'outcome_unknown'],
  ['submit', 503, PAGE, 'outcome_unknown'],
  // models and requests
  ['submit', 400, named('model_not_found'), 'model_missing'],
  ['submit', 404, { error: { code: 404, message: 'no such model' } }, 'model_missing'],
  ['submit', 422, named('invalid_request_error'), 'request_rejected'],
  ['submit', 422, '', 'prompt_refused'],
  ['submit', 400, said('This violates our guardrails.'), 'prompt_refused'],
  ['submit', 400, named('invalid_image_format'), 'image_unreadable'],
  ['submit', 400, PAGE, 'request_rejected'],
  ['submit', 308, '', 'request_rejected'],
  // words decide nothing where they quote, or where something may have been made
  ['submit', 400, said('no: "a sign: insufficient credits"'), 'request_rejected'],
  ['submit', 502, said('You exceeded your current quota'), 'outcome_unknown'],
  ['submit', 200, said('it has a mind of its own'), 'request_rejected'],
  ['read', 400, named('invalid_api_key'), 'pixapi_key_refused'],
  ['read', 404, named('rate_limited'), 'pixapi_busy'],
  ['read', 404, named('service_unavailable'), 'pixapi_down'],
  ['read', 404, PAGE, 'pixapi_down'],
  ['read', 404, '', 'task_vanished'],
  ['read', 403, PAGE, 'pixapi_blocked'],
  ['read', 401, '', 'pixapi_key_refused'],
  ['read', 403, named('some_trouble'), 'pixapi_key_refused'],
  ['read', 429, '', 'pixapi_busy'],
  ['read', 502, PAGE, 'pixapi_down'],
];

test.each(CASES)('%s answered %d: %j is %s', async (call, status, body, code) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const { url } = await startRaw((_request, response) => response.writeHead(status).end(text));
  const pixapi = maker({ baseUrl: url });
  const asked = call === 'submit' ? pixapi.submit(ORDER, never()) : pixapi.readTask('task_1', never());
  expect((await failureOf(asked)).code).toBe(code);
});

const TASKS: readonly (readonly [object, FailureCode])[] = [
  [named('insufficient_quota'), 'pixapi_credits_exhausted'],
  [named('organization_not_verified'), 'pixapi_account_refused'],
  [named('unsupported_region'), 'pixapi_region_blocked'],
  [named('payload_too_large'), 'request_too_large'],
  [named('model_deprecated'), 'model_missing'],
  [named('invalid_image_file'), 'image_unreadable'],
  [said('Your organization must be verified to use this.'), 'pixapi_account_refused'],
  [{ error: { code: 415, message: 'no' } }, 'request_rejected'],
  [named('rate_limited'), 'task_failed'],
];

test.each(TASKS)('a task that failed with %j is %s', async (body, code) => {
  const { url } = await startRaw((_request, response) =>
    response.end(JSON.stringify({ id: 'task_1', status: 'failed', ...body })),
  );
  expect(await maker({ baseUrl: url }).readTask('task_1', never())).toMatchObject({ failure: { code } });
});

test('each line of the table is met by a case', () => {
  const met = new Set<Row | undefined>();
  const meet = (call: Call, status: number | null, body: object | string) => {
    const error = typeof body === 'string' ? null : reportedError(body);
    const { names = [], mark = null, isPolicy = false, aboutImage = false, structured = false } = error ?? {};
    const kind = structured ? 'error' : body === '' ? 'none' : typeof body === 'string' ? 'page' : 'json';
    met.add(rowOf(call, { status, names, mark, isPolicy, aboutImage, body: kind }));
  };
  for (const [call, status, body] of CASES) meet(call, status, body);
  for (const [body] of TASKS) meet('task', reportedError(body)?.number ?? null, body);
  expect(TABLE.filter((row) => !met.has(row))).toEqual([]);
});

test('prose is read without what it quotes', () => {
  expect(markOf('insufficient credits')?.code).toBe('pixapi_credits_exhausted');
  expect(reportedError(said('"insufficient credits"'))?.mark).toBeNull();
});
