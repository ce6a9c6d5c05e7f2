import { describe, expect, test } from 'vitest';
import type { FailureCode } from '../../../src/core/failure.ts';
import { expectClean, failureOf, maker, never, PROMPT, png, startRaw } from './support.ts';

const URL1 = 'https://cdn.pixapi.ai/generated/1.png?sig=canary';
const URL2 = 'https://cdn.pixapi.ai/generated/2.png?sig=canary';
const BYTES = new Uint8Array(png());
const B64 = png().toString('base64');

async function read(body: unknown, taskId = 'task_1') {
  const api = await startRaw((_request, response) =>
    response.end(typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return { reading: maker({ baseUrl: api.url }).readTask(taskId, never()), api };
}

async function failed(body: object): Promise<FailureCode> {
  const reading = await (await read(body)).reading;
  if (reading.state !== 'failed') return expect.fail(`not failed, but ${reading.state}`);
  expectClean(reading.failure);
  return reading.failure.code;
}

test.each([
  ...['submitted', 'queued', 'pending', 'processing', 'in_progress', 'running', 'RUNNING', 'a new word', '', null, 7],
])('the status word %j is active', async (status) => {
  for (const progress of [undefined, null, '50%', 0.5, 130, -1]) {
    expect(await (await read({ id: 'task_1', status, progress })).reading).toEqual({ state: 'active' });
  }
});

test.each(['completed', 'succeeded', 'success', 'Completed ', 'SUCCESS'])(
  'the status word %j is done',
  async (status) => {
    const { reading } = await read({ status, result: { created: 1, data: [{ url: URL1 }] } });
    expect(await reading).toEqual({ state: 'made', pictures: [{ url: URL1 }], credits: null });
  },
);

test.each(['failed', 'error', 'cancelled', 'canceled', 'expired', 'rejected', 'FAILED'])(
  '%j is failed',
  async (status) => {
    expect(await failed({ status })).toBe('task_failed');
  },
);

describe('the pictures of a done task', () => {
  test.each<[string, object, unknown]>([
    ['two URLs', { data: [{ url: URL1 }, { url: URL2 }] }, [{ url: URL1 }, { url: URL2 }]],
    [
      'an entry without a picture is passed over',
      { data: [{ revised_prompt: 'x' }, { url: URL2 }, null, 7] },
      [{ url: URL2 }],
    ],
    ['data is an object', { data: { url: URL1 } }, [{ url: URL1 }]],
    ['data.url is a list', { data: { url: [URL1, null, URL2] } }, [{ url: URL1 }, { url: URL2 }]],
    ['an entry with a list', { data: [{ url: [URL1, URL2] }] }, [{ url: URL1 }, { url: URL2 }]],
    ['base64', { data: [{ b64_json: B64 }] }, [{ bytes: BYTES }]],
    ['base64 as a data URL', { data: [{ b64_json: `data:image/jpeg;base64,${B64}` }] }, [{ bytes: BYTES }]],
    ['a data URL under url', { data: [{ url: `data:image/png;base64,${B64}` }] }, [{ bytes: BYTES }]],
    ['base64 before URL', { data: [{ b64_json: B64, url: URL1 }] }, [{ bytes: BYTES }]],
    ['bad base64: the URL', { data: [{ b64_json: '%%%', url: URL1 }] }, [{ url: URL1 }]],
    ['cut base64: the URL', { data: [{ b64_json: B64.slice(0, -24), url: URL1 }] }, [{ url: URL1 }]],
    ['created in ms', { created: 1_700_000_000_000, data: [{ url: URL1 }] }, [{ url: URL1 }]],
    [
      'an error that says no error',
      { error: { code: '', message: '' }, code: 0, data: [{ url: URL1 }] },
      [{ url: URL1 }],
    ],
  ])('%s', async (_title, result, pictures) => {
    const { reading } = await read({ status: 'completed', result });
    expect(await reading).toEqual({ state: 'made', pictures, credits: null });
  });

  test('may stand at the top', async () => {
    const { reading } = await read({ status: 'completed', data: [{ url: URL1 }] });
    expect(await reading).toMatchObject({ pictures: [{ url: URL1 }] });
  });

  test.each<[string, object, FailureCode]>([
    ['no result', {}, 'result_malformed'],
    ['empty data', { result: { data: [] } }, 'result_malformed'],
    ['only a revised prompt', { result: { data: [{ revised_prompt: PROMPT }] } }, 'result_malformed'],
    [
      'no base64 picture',
      { result: { data: [{ b64_json: Buffer.from(PROMPT).toString('base64') }] } },
      'result_malformed',
    ],
    [
      'no http address',
      { result: { data: [{ url: 'ftp://cdn.pixapi.ai/1.png' }, { url: 'https://' }] } },
      'result_malformed',
    ],
    ['too many pixels', tooLarge(), 'result_malformed'],
    [
      'a policy refusal in the result',
      { result: { data: [], error: { code: 'moderation_blocked' } } },
      'prompt_refused',
    ],
    ['a policy refusal at the top', { error: { type: 'prompt_rejected' }, result: { data: [] } }, 'prompt_refused'],
    [
      'an error beside pictures',
      { result: { data: [{ url: URL1 }], error: { code: 'invalid_request' } } },
      'request_rejected',
    ],
    ['an unknown error beside pictures', { error: PROMPT, result: { data: [{ url: URL1 }] } }, 'result_malformed'],
    ['a legacy code', { result: { code: 9, message: PROMPT, data: null } }, 'result_malformed'],
  ])('are missing: %s', async (_title, body, code) => {
    expect(await failed({ status: 'completed', ...body })).toBe(code);
  });
});

/** A PNG head that promises 65,535² pixels. */
function tooLarge(): object {
  const bytes = png();
  bytes.writeUInt32BE(65_535, 16);
  bytes.writeUInt32BE(65_535, 20);
  return { result: { data: [{ b64_json: bytes.toString('base64') }] } };
}

test.each<[string, object, number | null]>([
  ['costCredits', { costCredits: 4 }, 4],
  ['credits_cost', { credits_cost: 3 }, 3],
  ['cost_credits', { cost_credits: 2.5 }, 2.5],
  ['zero', { credits_cost: 0 }, 0],
  ['the first spelling of several', { cost_credits: 1, costCredits: 9 }, 9],
  ['in usage', { usage: { credits_cost: 6 } }, 6],
  ['in the result', { result: { data: [{ url: URL1 }], costCredits: 5 } }, 5],
  ['in the usage of the result', { result: { data: [{ url: URL1 }], usage: { costCredits: 7 } } }, 7],
  ['not a number', { credits_cost: 'four', usage: { costCredits: 8 } }, 8],
  ['negative', { credits_cost: -4 }, null],
  ['nothing', {}, null],
])('the reported cost: %s', async (_title, body, credits) => {
  const { reading } = await read({ status: 'completed', result: { data: [{ url: URL1 }] }, ...body });
  expect(await reading).toMatchObject({ state: 'made', credits });
});

test.each<[string, object, FailureCode]>([
  ['an object with a policy code', { error: { code: 'prompt_rejected', message: PROMPT } }, 'prompt_refused'],
  ['OpenAI form', { error: { code: 'moderation_blocked', type: 'image_generation_user_error' } }, 'prompt_refused'],
  ['a number', { error: { code: 422 } }, 'prompt_refused'],
  ['a bare word', { error: 'content_filter' }, 'prompt_refused'],
  ['in the result', { result: { error: { code: 'content_policy_violation' } } }, 'prompt_refused'],
  ['a word as message', { message: 'moderation_blocked' }, 'prompt_refused'],
  ['a word as fail_reason', { fail_reason: 'prompt_rejected' }, 'prompt_refused'],
  ['free text', { fail_reason: `"${PROMPT}" breaks the policy` }, 'task_failed'],
  ['an invalid request', { error: { code: 400, type: 'invalid_request_error' } }, 'request_rejected'],
  ['too few credits', { error: { code: 'insufficient_credits' } }, 'pixapi_credits_exhausted'],
  ['no such model', { error: { code: 'model_not_found' } }, 'model_missing'],
  ['a bad source', { error: { code: 'invalid_image_file' } }, 'image_unreadable'],
  ['a key that is not ours', { error: { code: 'unauthorized' } }, 'task_failed'],
  ['a broken provider', { error: { code: 500, type: 'internal_error' } }, 'task_failed'],
])('why a task failed: %s', async (_title, body, code) => {
  expect(await failed({ status: 'failed', ...body })).toBe(code);
});

test.each([
  ['no JSON', 'castle'],
  ['cut', '{"status":"comp'],
  ['empty', ''],
  ['a list', '[]'],
])('a poll that answers %s is asked again', async (_title, body) => {
  expect((await failureOf((await read(body)).reading)).code).toBe('pixapi_down');
});

test.each<[object, FailureCode]>([
  [{ error: { code: 'rate_limited' } }, 'pixapi_busy'],
  [{ error: { code: 404, message: 'no' } }, 'task_vanished'],
  [{ error: 'unauthorized' }, 'pixapi_key_refused'],
  [{ error: PROMPT }, 'pixapi_down'],
])('a poll whose 200 is an error: %j', async (body, code) => {
  expect((await failureOf((await read(body)).reading)).code).toBe(code);
});

test('no answer in time, no server: asked again', async () => {
  const api = await startRaw(() => undefined);
  const pixapi = maker({ baseUrl: api.url, timeouts: { readMs: 40 } });
  expect((await failureOf(pixapi.readTask('task_1', never()))).code).toBe('pixapi_down');
  await api.close();
  expect((await failureOf(pixapi.readTask('task_1', never()))).code).toBe('pixapi_down');
  expect((await failureOf(pixapi.readTask('task_1', AbortSignal.abort()))).code).toBe('pixapi_down');
});

test('a task id can not leave its place in the path', async () => {
  const { reading, api } = await read({ status: 'queued' }, 'a/../../x?y#z');
  await reading;
  expect(api.hits[0]?.path).toBe('/v1/tasks/a%2F..%2F..%2Fx%3Fy%23z');
});
