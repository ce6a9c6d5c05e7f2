import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { createBytesInFlight } from '../../../src/bytes-in-flight.ts';
import type { ImageOrder } from '../../../src/core/image-model.ts';
import { createImageMaker } from '../../../src/pixapi/client.ts';
import { type LocalPixapi, startPixapi } from '../../local/pixapi/pixapi.ts';
import { failureOf, maker, never, ORDER, png, startRaw } from './support.ts';

let pixapi: LocalPixapi;
beforeAll(async () => {
  pixapi = await startPixapi({ drawing: 'plain', taskMs: 0 });
  return () => pixapi.close();
});

function client(mode: 'async' | 'sync' = 'async') {
  pixapi.reset();
  const made = createImageMaker({
    key: pixapi.key,
    baseUrl: pixapi.url,
    mode,
    imageHosts: [pixapi.cdnHost],
    bytes: createBytesInFlight(64 * 1024 * 1024),
  });
  onTestFinished(() => made.close());
  return made;
}

const PICTURE = { bytes: new Uint8Array(png()), mimetype: 'image/png' } as const;
const FOX: ImageOrder = { ...ORDER, model: 'gpt-image-2', size: '1024x640', quality: 'low', count: 2 };

test('a generation sends the documented fields and nothing else', async () => {
  await client().submit(FOX, never());
  const [request] = pixapi.journal;
  expect(request?.path).toBe('/v1/async/images/generations');
  const fields = { model: 'gpt-image-2', prompt: FOX.prompt, n: 2, size: '1024x640', quality: 'low' };
  expect(request?.fields).toEqual(fields);
});

test('a model without qualities gets none', async () => {
  await client('sync').submit(ORDER, never());
  expect(pixapi.journal[0]).toMatchObject({ path: '/v1/images/generations' });
  expect(pixapi.journal[0]?.fields).toEqual({ model: 'gpt-image-1.5', prompt: ORDER.prompt, n: 1, size: 'auto' });
});

test('a picture made before is edited by its URL, two of them by a list', async () => {
  const maker = client('sync');
  const made = await maker.submit(FOX, never());
  const sources = made.state === 'made' ? made.pictures.flatMap((one) => ('url' in one ? [{ url: one.url }] : [])) : [];
  await maker.submit({ ...ORDER, sources: sources.slice(0, 1) }, never());
  await maker.submit({ ...ORDER, sources }, never());
  const images = pixapi.submits().map(({ path, fields }) => [path, fields?.image]);
  expect(images.slice(1)).toEqual([
    ['/v1/images/edits', sources[0]?.url],
    ['/v1/images/edits', sources.map(({ url }) => url)],
  ]);
});

test('bytes go as files: `image` for one, `image[]` for several, named for their type', async () => {
  const maker = client();
  const jpeg = { bytes: new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1]), mimetype: 'image/jpeg' } as const;
  const prompt = 'line one\r\n--line "two" ü 🦊';
  await maker.submit({ ...ORDER, prompt, sources: [PICTURE] }, never());
  await maker.submit({ ...ORDER, sources: [PICTURE, jpeg] }, never());
  const [one, two] = pixapi.submits();
  expect(one?.fields).toEqual({ model: 'gpt-image-1.5', prompt, n: 1, size: 'auto' });
  const size = PICTURE.bytes.length;
  expect(one?.files).toEqual([{ field: 'image', filename: 'image-1.png', mimetype: 'image/png', bytes: size }]);
  expect(two?.files).toEqual([
    { field: 'image[]', filename: 'image-1.png', mimetype: 'image/png', bytes: size },
    { field: 'image[]', filename: 'image-2.jpg', mimetype: 'image/jpeg', bytes: 5 },
  ]);
});

test.each<[string, Partial<ImageOrder>, string]>([
  ['URLs and bytes mixed', { sources: [PICTURE, { url: 'https://cdn.pixapi.ai/1.png' }] }, 'request_rejected'],
  ['a data: URL', { sources: [{ url: 'data:image/png;base64,AA' }] }, 'request_rejected'],
  ['no picture', { count: 0 }, 'request_rejected'],
  ['eleven pictures', { count: 11 }, 'request_rejected'],
  ['no prompt', { prompt: '' }, 'request_rejected'],
  ['17 sources', { sources: Array.from({ length: 17 }, () => PICTURE) }, 'request_rejected'],
  ['a JPEG that is none', { sources: [{ ...PICTURE, mimetype: 'image/jpeg' }] }, 'image_unreadable'],
])('not sent at all: %s', async (_title, change, code) => {
  const maker = client();
  expect((await failureOf(maker.submit({ ...ORDER, ...change }, never()))).code).toBe(code);
  expect(pixapi.journal).toEqual([]);
});

describe('the task id', () => {
  test.each(['task_id', 'data.id'] as const)('is found as %s', async (submitId) => {
    const maker = client();
    pixapi.fault({ to: 'submit' }, { submitId });
    expect(await maker.submit(ORDER, never())).toEqual({ state: 'submitted', taskId: expect.stringMatching(/^task_/) });
  });

  test.each(['absent', 'empty'] as const)('is %s: the outcome is unknown', async (submitId) => {
    const maker = client();
    pixapi.fault({ to: 'submit' }, { submitId });
    expect((await failureOf(maker.submit(ORDER, never()))).code).toBe('outcome_unknown');
  });

  test('may come with 202', async () => {
    const maker = client();
    pixapi.set({ submitStatus: 202 });
    expect(await maker.submit(ORDER, never())).toMatchObject({ state: 'submitted' });
  });

  test('is not needed where an asynchronous submit answers with pictures', async () => {
    const url = 'https://cdn.pixapi.ai/generated/1.png';
    const api = await startRaw((_request, response) => response.end(JSON.stringify({ data: [{ url }] })));
    const made = { state: 'made', pictures: [{ url }], credits: null };
    expect(await maker({ baseUrl: api.url }).submit(ORDER, never())).toEqual(made);
  });

  test('stands although an error of unknown meaning stands beside it', async () => {
    const body = JSON.stringify({ id: 'task_7', error: { message: 'slow today' } });
    const api = await startRaw((_request, response) => response.end(body));
    expect(await maker({ baseUrl: api.url }).submit(ORDER, never())).toEqual({ state: 'submitted', taskId: 'task_7' });
  });
});

describe('no asynchronous endpoint', () => {
  const made = JSON.stringify({ data: [{ url: 'https://cdn.pixapi.ai/generated/1.png' }] });
  const onlySync = (status: number, body: string) =>
    startRaw((request, response) => {
      if (request.url?.startsWith('/v1/async')) response.writeHead(status).end(body);
      else response.end(made);
    });

  test.each([
    [404, '<h1>Not Found</h1>'],
    [404, '<!doctype html><title>AI models in one place</title><p>This page does not exist.</p>'],
    [404, ''],
    [404, '{"error":{"code":404,"type":"not_found","message":"no such route"}}'],
    [405, '{"error":"Method Not Allowed"}'],
  ])('answered %d %s: ordered once by the synchronous one, which is remembered', async (status, body) => {
    const api = await onlySync(status, body);
    const pixapi = maker({ baseUrl: api.url });
    for (let order = 0; order < 2; order++) {
      expect(await pixapi.submit(ORDER, never())).toMatchObject({ state: 'made' });
    }
    const paths = ['/v1/async/images/generations', '/v1/images/generations', '/v1/images/generations'];
    expect(api.hits.map(({ path }) => path)).toEqual(paths);
  });

  test.each([
    '{"error":{"code":404,"type":"model_not_found","message":"no"}}',
    '{"error":"Unknown or unavailable model"}',
    '{"error":{"message":"sketcher-9 does not exist"}}',
    '{"error":{"message":"There is no Sketcher-9."}}',
  ])('a 404 about the model is about the model, whatever it is called: %s', async (body) => {
    const api = await onlySync(404, body);
    const order = { ...ORDER, model: 'sketcher-9' };
    expect((await failureOf(maker({ baseUrl: api.url }).submit(order, never()))).code).toBe('model_missing');
    expect(api.hits).toHaveLength(1);
  });

  test('orders that were under way when it was found out fall back too', async () => {
    let delay = 0;
    const api = await startRaw((request, response) => {
      if (!request.url?.startsWith('/v1/async')) return response.end(made);
      delay += 15;
      return setTimeout(() => response.writeHead(404).end(), delay);
    });
    const pixapi = maker({ baseUrl: api.url });
    const answers = await Promise.all([1, 2, 3].map(() => pixapi.submit(ORDER, never())));
    expect(answers.map(({ state }) => state)).toEqual(['made', 'made', 'made']);
  });

  test('a 404 on both says nothing of the model, and is not remembered', async () => {
    const api = await startRaw((_request, response) => response.writeHead(404).end());
    const pixapi = maker({ baseUrl: api.url });
    for (let order = 0; order < 2; order++) {
      expect((await failureOf(pixapi.submit(ORDER, never()))).code).toBe('pixapi_down');
    }
    expect(api.hits.map(({ path }) => path.includes('async'))).toEqual([true, false, true, false]);
  });
});

test('a retired model is missing', async () => {
  const maker = client();
  pixapi.retire('gpt-image-1.5');
  expect((await failureOf(maker.submit(ORDER, never()))).code).toBe('model_missing');
  expect(pixapi.journal).toHaveLength(1);
});

test('work that was begun although the line broke is charged once and reported as unknown', async () => {
  for (const reset of ['after', 'headers'] as const) {
    const maker = client();
    pixapi.fault({ to: 'submit' }, { reset });
    expect((await failureOf(maker.submit(ORDER, never()))).code).toBe('outcome_unknown');
    expect(pixapi.submits()).toHaveLength(1);
  }
});

test('a base URL may have a path, and the key is a bearer token', async () => {
  const api = await startRaw((_request, response) => response.end('{"id":"task_1"}'));
  await maker({ baseUrl: `${api.url}/proxy/` }).submit(ORDER, never());
  expect(api.hits[0]?.path).toBe('/proxy/v1/async/images/generations');
  expect(api.hits[0]?.headers).toMatchObject({ authorization: expect.stringMatching(/^Bearer sk_/) });
});
