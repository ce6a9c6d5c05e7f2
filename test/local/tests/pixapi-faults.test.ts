import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '../../support/until.ts';
import { type Fault, type FaultMatch, type JournalEntry, type LocalPixapi, startPixapi } from '../pixapi/pixapi.ts';
import { ASYNC, clientOf, download, EDITS, fox, GENERATIONS, type Json } from './pixapi-client.ts';

let pixapi: LocalPixapi;
let call: ReturnType<typeof clientOf>['call'];
let finished: ReturnType<typeof clientOf>['finished'];

beforeAll(async () => {
  pixapi = await startPixapi({ drawing: 'plain' });
  ({ call, finished } = clientOf(pixapi));
});
afterEach(() => {
  expect(pixapi.unusedFaults()).toEqual([]);
  pixapi.reset();
});
afterAll(() => pixapi.close());

describe('faults of answers', () => {
  test('in every form for every status, in turn, then none', async () => {
    const shapes = ['errors', 'guide', 'short', 'openai', 'string', 'html', 'empty'] as const;
    for (const status of [400, 401, 402, 404, 422, 429, 500, 502, 503, 504, 524]) {
      pixapi.fault(
        { to: 'submit' },
        ...shapes.map((shape) => ({ answer: { status, shape, headers: { 'retry-after': '2' } } })),
      );
      for (const shape of shapes) {
        const { text, ...answer } = await call(GENERATIONS, fox);
        expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, '2']);
        const error = shape === 'html' || shape === 'empty' ? undefined : JSON.parse(text).error;
        expect(error === undefined || typeof error === (shape === 'string' ? 'string' : 'object')).toBe(true);
        if (shape === 'errors') expect(error.code).toBe(status);
        if (shape === 'openai') expect(error).toHaveProperty('param');
        if (shape === 'guide') expect(error.request_id).toMatch(/^req_/);
      }
    }
    expect((await call(GENERATIONS, fox)).status).toBe(200);
    expect(pixapi.billed()).toHaveLength(1);
  });

  test('the Nth request, for ever, and only the one that was meant', async () => {
    pixapi.fault({ to: 'task' }, { forever: { answer: { status: 500 } } });
    pixapi.fault(
      { to: 'submit', prompt: 'owl' },
      { pass: true },
      { all: [{ status: 202 }, { contentType: 'text/plain' }] },
    );
    const owl = { ...fox, prompt: 'an owl' };
    expect((await call(GENERATIONS, fox)).status).toBe(200);
    expect((await call(ASYNC, owl)).status).toBe(200);
    expect(pixapi.unusedFaults()).toHaveLength(2);
    const odd = await call(ASYNC, owl);
    expect([odd.status, odd.headers.get('content-type')]).toEqual([202, 'text/plain']);
    for (const _ of [1, 2, 3]) expect((await call('/v1/tasks/any')).status).toBe(500);
  });

  test('a cut line before any work, a late answer after it, another body', async () => {
    pixapi.fault(
      { to: 'submit' },
      { reset: 'before' },
      { delayMs: 30, thenWork: false },
      { body: { ok: 1 }, work: false },
      { body: { error: { message: 'no' } } },
      { delayMs: Number.POSITIVE_INFINITY },
    );
    await expect(call(GENERATIONS, fox)).rejects.toThrow();
    await expect(call(GENERATIONS, fox)).rejects.toThrow();
    expect((await call(GENERATIONS, fox)).body).toEqual({ ok: 1 });
    expect(pixapi.billed()).toHaveLength(0);
    expect((await call(GENERATIONS, fox)).body).toEqual({ error: { message: 'no' } });
    const late = fetch(pixapi.url + GENERATIONS, {
      ...{ method: 'POST', body: JSON.stringify(fox), signal: AbortSignal.timeout(100) },
      headers: { authorization: `Bearer ${pixapi.key}`, 'content-type': 'application/json' },
    });
    await expect(late).rejects.toThrow('timeout');
    expect(pixapi.billed()).toHaveLength(2);
  });

  test('refused connections', async () => {
    await pixapi.down();
    await expect(call('/v1/models')).rejects.toThrow();
    await pixapi.up();
    expect((await call('/v1/models')).status).toBe(200);
  });

  test('a fault that cannot happen is refused', () => {
    expect(() => pixapi.fault({ to: 'models' }, { task: { stuck: true } })).toThrow("can't happen");
    expect(() => pixapi.fault({ to: 'download' }, { badJson: true })).toThrow("can't happen");
  });
});

describe('faults of tasks and results', () => {
  async function afterSubmit(fault: Fault, path = ASYNC) {
    pixapi.fault({ to: 'submit' }, fault);
    return (await call(path, { ...fox, n: 2 })).body;
  }

  test('ids that are missing, elsewhere or not new', async () => {
    const { id } = (await call(ASYNC, fox)).body;
    expect(await afterSubmit({ submitId: 'absent' })).not.toHaveProperty('id');
    expect((await afterSubmit({ submitId: 'task_id' })).task_id).toMatch(/^task_/);
    expect((await afterSubmit({ submitId: 'data.id' })).data).toHaveProperty('id');
    pixapi.reset();
    const before = (await call(ASYNC, fox)).body.id;
    expect((await afterSubmit({ submitId: 'same-as-last' })).id).toBe(before);
    expect((await call(`/v1/tasks/${id}`)).status).toBe(404);
  });

  test('tasks stuck, slow, vanished, missing at first, with odd words', async () => {
    pixapi.set({ taskMs: 30_000 });
    const stuck = await afterSubmit({ task: { stuck: true } });
    const slow = await afterSubmit({ task: { slowMs: 20 * 60_000 } });
    const vanished = await afterSubmit({ task: { vanished: true } });
    const shy = await afterSubmit({ task: { missingPolls: 2 } });
    const words = { active: ['queued', 'Dreaming'], done: 'SUCCEEDED' };
    const odd = await afterSubmit({ all: [{ task: { words } }, { task: { progress: [80, null, '20%'] } }] });
    const poll = async ({ id }: Json) => {
      const { status, body } = await call(`/v1/tasks/${id}`);
      return status === 200 ? `${body.status} ${body.progress}` : status;
    };
    expect([await poll(odd), await poll(odd), await poll(odd)]).toEqual(['queued 80', 'Dreaming null', 'Dreaming 20%']);
    pixapi.advance(60_000);
    expect([await poll(shy), await poll(shy), await poll(shy)]).toEqual([404, 404, 'completed 100']);
    expect([await poll(odd), await poll(slow), await poll(vanished)]).toEqual(['SUCCEEDED 100', 'submitted 5', 404]);
    pixapi.advance(24 * 3_600_000);
    expect([await poll(stuck), await poll(slow)]).toEqual(['processing 50', 'completed 100']);
    expect(pixapi.billed()).toHaveLength(4);
  });

  test.each([
    ['errors', 'error', { error: { code: 500 } }],
    ['openai', 'result.error', { result: { error: { code: 'internal_error' } } }],
    ['string', 'error', { error: 'no luck' }],
    ['short', 'fail_reason', { fail_reason: 'no luck' }],
    ['html', 'error', { error: expect.stringContaining('<html>') }],
  ] as const)('a failure written as %s under %s', async (shape, where, told) => {
    const { id } = await afterSubmit({ task: { fails: { shape, message: 'no luck' }, where } });
    expect(await finished(id)).toMatchObject({ status: 'failed', ...told });
    expect(pixapi.billed()).toEqual([]);
  });

  test.each([
    [{ data: 'absent' }, {}, 2],
    [{ data: 'empty' }, { data: [] }, 0],
    [{ data: 'revised-prompt-only' }, { data: [{ revised_prompt: fox.prompt }] }, 0],
    [{ data: 'entries-without-picture' }, { data: [{ url: null }, { url: null }] }, 2],
    [{ data: 'object' }, { data: { url: expect.any(String) } }, 2],
    [{ data: 'urls' }, { data: [{ url: [expect.any(String), expect.any(String)] }] }, 2],
    [{ pictures: 1 }, { data: [{ url: expect.any(String) }] }, 1],
    [{ url: 'http://169.254.169.254/' }, { data: [{ url: 'http://169.254.169.254/' }, {}] }, 2],
    [{ extension: 'jpg' }, { data: [{ url: expect.stringContaining('-0.jpg?') }, {}] }, 2],
    [{ b64: 'data-url' }, { data: [{ b64_json: expect.stringMatching(/^data:image/) }, {}] }, 2],
    [{ b64: 'both' }, { data: [{ b64_json: expect.any(String), url: expect.any(String) }, {}] }, 2],
    [{ created: 'string' }, { created: expect.any(String) }, 2],
    [{ legacyCode: 0 }, { code: 0, data: { url: [expect.any(String), expect.any(String)] } }, 2],
    [{ legacyCode: 7 }, { code: 7, data: null }, 2],
    [{ error: { shape: 'short' } }, { error: { code: 'internal_error' } }, 2],
  ] satisfies [Extract<Fault, { result: unknown }>['result'], unknown, number][])(
    'a result with %j',
    async (result, told, credits) => {
      expect(await afterSubmit({ result }, GENERATIONS)).toMatchObject(told as object);
      const { id } = await afterSubmit({ result });
      const task = await finished(id);
      expect(task.status).toBe('completed');
      expect(task.result ?? {}).toMatchObject(told as object);
      expect(pixapi.billed().map((bill) => bill.credits)).toEqual(credits ? [credits, credits] : []);
    },
  );

  test('costs that are spelt otherwise, missing or not as in the table', async () => {
    expect(await afterSubmit({ cost: { field: 'absent' } }, GENERATIONS)).not.toHaveProperty('costCredits');
    expect(await afterSubmit({ cost: { in: 'usage', field: 'cost_credits' } }, GENERATIONS)).toMatchObject({
      usage: { cost_credits: 2 },
    });
    expect(await afterSubmit({ cost: { charged: 9 } }, GENERATIONS)).toMatchObject({ costCredits: 9 });
    expect(await afterSubmit({ cost: { value: '3' } }, GENERATIONS)).toMatchObject({ costCredits: '3' });
    pixapi.set({ prices: { 'gpt-image-1.5': 5 } });
    await call(GENERATIONS, fox);
    expect(pixapi.billed().map((bill) => bill.credits)).toEqual([2, 2, 9, 2, 5]);
  });
});

describe('faults of downloads', () => {
  const match: FaultMatch = { to: 'download', index: 0 };
  async function pictureUrl(...faults: Fault[]) {
    if (faults.length) pixapi.fault(match, ...faults);
    return (await call(GENERATIONS, fox)).body.data[0]!.url;
  }
  const lastDownload = (): JournalEntry | undefined => pixapi.journal.findLast(({ server }) => server === 'cdn');

  test('statuses, redirects and other contents, one download each', async () => {
    const url = await pictureUrl(
      ...([403, 500] as const).map((status) => ({ download: { status } })),
      { download: { redirect: 'http://10.0.0.1/x.png' } },
      ...[{ html: true }, { empty: true }, { cutPicture: 0.5 }, { contentType: 'image/jpeg' }].map(
        (fault) => ({ download: fault }) as Fault,
      ),
    );
    for (const status of [403, 500]) expect((await download(url)).status).toBe(status);
    expect((await download(url)).headers.get('location')).toBe('http://10.0.0.1/x.png');
    expect((await download(url)).headers.get('content-type')).toBe('text/html');
    const sizes = [await download(url), await download(url), await download(url), await download(url)].map(
      ({ bytes }) => bytes.length,
    );
    expect(sizes).toEqual([0, Math.floor(sizes[3]! / 2), sizes[3], sizes[3]]);
    expect(lastDownload()).toMatchObject({ status: 200, path: new URL(url).pathname });
    expect((await download(url.replace('sig=', 'sig=0'))).status).toBe(403);
    expect((await download(`${pixapi.cdnUrl}/generated/none.png`)).status).toBe(404);
  });

  test('cut, endless and slow bodies, loops, and faults that stay with a picture', async () => {
    const url = await pictureUrl(
      { download: { truncate: 0.5 } },
      { download: { reset: true } },
      { download: { hugeMb: 8 } },
      { download: { hugeMb: 8, declared: true } },
      { download: { dripMs: 1_000 } },
      { download: { hops: Number.POSITIVE_INFINITY } },
    );
    await expect(download(url)).rejects.toThrow();
    await expect(download(url)).rejects.toThrow();
    expect((await download(url)).bytes.length).toBe(8 * 1024 * 1024);
    expect((await download(url)).headers.get('content-length')).toBe(String(8 * 1024 * 1024));
    // drop by drop, each when Pixapi's clock has gone on
    let dripped: Buffer | undefined;
    const dripping = download(url).then(({ bytes }) => {
      dripped = Buffer.from(bytes);
    });
    let drops = 0;
    await until(() => {
      if (dripped) return true;
      pixapi.advance(1_000);
      drops += 1;
      return false;
    });
    await dripping;
    expect(await sharp(dripped).metadata()).toMatchObject({ width: 1024 });
    expect(drops).toBeGreaterThan(2);
    expect((await download(url)).headers.get('location')).toContain('hop=1');

    pixapi.fault({ to: 'submit' }, { download: { hops: 2 } }, { download: { status: 404 } });
    const hopping = (await call(GENERATIONS, fox)).body.data[0]!.url;
    expect((await fetch(hopping)).status).toBe(200);
    const gone = (await call(GENERATIONS, fox)).body.data[0]!.url;
    for (const _ of [1, 2]) expect((await download(gone)).status).toBe(404);
    expect((await call(EDITS, { ...fox, image: gone })).status).toBe(400);
  });

  test('a key that reaches the CDN is noticed', async () => {
    const url = await pictureUrl();
    await download(url);
    expect(pixapi.leaks()).toEqual([]);
    await fetch(url, { headers: { authorization: `Bearer ${pixapi.key}` } });
    expect(pixapi.leaks()).toMatchObject([{ server: 'cdn', headers: { authorization: '[redacted]' } }]);
  });
});
