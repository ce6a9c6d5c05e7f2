import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Fault, type LocalPixapi, startPixapi } from '../pixapi/pixapi.ts';
import { ASYNC, clientOf, download, EDITS, form, fox, GENERATIONS, pngFile } from './pixapi-client.ts';

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

describe('what it refuses', () => {
  test.each([
    ['an unknown field', 400, GENERATIONS, { ...fox, style: 'vivid' }],
    ['a quality where there is none', 400, GENERATIONS, { ...fox, quality: 'low' }],
    ['a custom size on gpt-image-1.5', 400, GENERATIONS, { ...fox, size: '2048x2048' }],
    ['no prompt', 400, GENERATIONS, { model: fox.model, prompt: ' ' }],
    ['eleven pictures', 400, GENERATIONS, { ...fox, n: 11 }],
    ['n as a string', 400, GENERATIONS, { ...fox, n: '2' }],
    ['an unknown model', 404, GENERATIONS, { ...fox, model: 'dall-e-2' }],
    ['the async flag in a body', 400, GENERATIONS, { ...fox, async: true }],
    ['the async flag in a query', 400, `${GENERATIONS}?async=true`, fox],
    ['a data: URL', 400, EDITS, { ...fox, image: 'data:image/png;base64,AAAA' }],
    ["somebody else's URL", 400, EDITS, { ...fox, image: 'https://example.com/a.png' }],
    ['an edit of nothing', 400, EDITS, fox],
  ])('%s', async (_what, status, path, body) => {
    expect((await call(path, body)).status).toBe(status);
    expect([pixapi.submits(), pixapi.billed()]).toEqual([[], []]);
  });

  test.each([
    ['1024x640', 200],
    ['800x800', 400],
    ['1440x480', 200],
    ['3840x1280', 200],
    ['3840x1264', 400],
    ['1920x1080', 400],
    ['2880x2880', 200],
    ['4096x4096', 400],
  ])('gpt-image-2 at %s: %i', async (size, status) => {
    expect((await call(GENERATIONS, { ...fox, model: 'gpt-image-2', size, quality: 'low' })).status).toBe(status);
  });

  test('keys that are missing, real, unknown or revoked', async () => {
    for (const key of ['', 'sk_live_1', 'sk_sim_guess'])
      expect((await call('/v1/models', undefined, key)).status).toBe(401);
    expect((await call('/v1/models')).headers.get('x-sim')).toBe('1');
    pixapi.revoke();
    const refused = await call(GENERATIONS, { ...fox, model: 'nonsense' });
    expect(refused).toMatchObject({ status: 401, body: { error: { code: 'unauthorized' } } });
    expect(JSON.stringify(pixapi.journal)).not.toContain('sk_');
  });

  test('files that are no pictures, misnamed, too many or in the wrong parts', async () => {
    const png = await pngFile();
    const edit = (...files: [string, Blob, string][]) => call(EDITS, form(fox, ...files));
    const lie = new Blob([await png.arrayBuffer()], { type: 'image/jpeg' });
    expect((await edit(['image', new Blob(['GIF89a'], { type: 'image/gif' }), 'a.gif'])).status).toBe(400);
    expect((await edit(['image', lie, 'a.jpg'])).status).toBe(400);
    expect((await edit(['image', png, 'a.png'], ['image[]', png, 'b.png'])).status).toBe(400);
    expect((await edit(['picture', png, 'a.png'])).status).toBe(400);
    expect(
      (await edit(...Array.from({ length: 17 }, () => ['image[]', png, 'a.png'] as [string, Blob, string]))).status,
    ).toBe(400);
    expect((await call(EDITS, form({ ...fox, image: 'a' }))).status).toBe(400);
    expect((await edit(['image[]', png, 'a.png'], ['image[]', png, 'b.png'])).status).toBe(200);
    expect(pixapi.journal.at(-1)?.files?.map(({ field, filename }) => [field, filename])).toEqual([
      ['image[]', 'a.png'],
      ['image[]', 'b.png'],
    ]);
  });

  test('a source whose URL is gone, in the words of the guide', async () => {
    const url = (await call(GENERATIONS, fox)).body.data[0]!.url;
    expect((await call(EDITS, { ...fox, image: [url] })).status).toBe(200);
    pixapi.expireUrls();
    expect((await download(url)).status).toBe(403);
    const gone = await call(EDITS, { ...fox, image: url });
    expect(gone).toMatchObject({ status: 400, body: { error: { request_id: expect.stringMatching(/^req_/) } } });
  });

  test('a task read again renews an expired address, where that is set', async () => {
    pixapi.set({ renewsUrls: true });
    const { id } = (await call(ASYNC, fox)).body;
    const old = (await finished(id)).result.data[0]!.url;
    pixapi.expireUrls();
    const renewed = (await finished(id)).result.data[0]!.url;
    expect([(await download(old)).status, (await download(renewed)).status]).toEqual([403, 200]);
  });

  test('the list of models says of each when it is shut down, in whatever form it is told to', async () => {
    const shown = async () =>
      (await call('/v1/models')).body.data.map((model) => ('shutdown_date' in model ? model.shutdown_date : 'absent'));
    expect(await shown()).toEqual(['absent', 'absent']);
    pixapi.set({ shutdowns: { 'gpt-image-1.5': '2026-12-01', 'gpt-image-2': { soon: true } } });
    expect(await shown()).toEqual(['2026-12-01', { soon: true }]);
    pixapi.set({ listsModels: false });
    expect((await call('/v1/models')).status).toBe(404);
  });

  test('a model takes the words for quality that it is given', async () => {
    pixapi.set({ models: { 'gpt-image-3': { sizes: 'presets', quality: ['sketch', 'hd'] } } });
    const asked = async (quality: string) =>
      (await call(GENERATIONS, { ...fox, model: 'gpt-image-3', quality })).status;
    expect([await asked('hd'), await asked('low')]).toEqual([200, 400]);
  });

  test('a retired model, and more requests than the limit', async () => {
    pixapi.retire('gpt-image-1.5');
    expect(await call(GENERATIONS, fox)).toMatchObject({ status: 404, body: { error: { type: 'model_not_found' } } });
    expect((await call('/v1/models')).body.data.map((model) => 'id' in model && model.id)).toEqual(['gpt-image-2']);
    pixapi.set({ rateLimit: { perSecond: 1, burst: 1, retryAfter: 'seconds' } });
    expect((await call('/v1/models')).status).toBe(200);
    const limited = await call('/v1/models');
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '1']);
  });
});

describe('what it charges', () => {
  test.each([
    ['1024x1024', 'medium', 4, 16],
    ['auto', 'low', 2, 2],
    ['1024x1024', undefined, 1, 14],
    ['2048x1152', 'high', 1, 67],
    ['2560x1440', 'low', 1, 4],
    ['3840x2160', 'high', 10, 1330],
  ])('%s %s times %i: %i', async (size, quality, n, credits) => {
    const { body } = await call(GENERATIONS, { ...fox, model: 'gpt-image-2', size, n, ...(quality && { quality }) });
    expect(body.costCredits).toBe(credits);
    expect(pixapi.billed()).toMatchObject([{ prompt: fox.prompt, credits }]);
  });

  test('a task once, when it is done, however often it is asked for', async () => {
    pixapi.set({ taskMs: 20_000, balance: 10 });
    const { body } = await call(ASYNC, { ...fox, n: 2 });
    expect(body).toMatchObject({ id: expect.stringMatching(/^task_[0-9A-Z]{26}$/), status: 'submitted', progress: 0 });
    pixapi.advance(10_000);
    expect((await call(`/v1/tasks/${body.id}`)).body).toMatchObject({ status: 'processing', progress: 50 });
    expect([pixapi.billed().length, pixapi.inFlight(), pixapi.balance()]).toEqual([0, 1, 10]);
    for (const _ of [1, 2]) expect(await finished(body.id)).toMatchObject({ status: 'completed', credits_cost: 2 });
    expect(pixapi.billed()).toEqual([{ taskId: body.id, prompt: fox.prompt, credits: 2 }]);
    expect([pixapi.inFlight(), pixapi.maxInFlight(), pixapi.balance()]).toEqual([0, 1, 8]);
    expect((await call(`/v1/tasks/${body.id}`, undefined, pixapi.openAccount())).status).toBe(404);
  });

  test('no failure, and nothing that the balance does not cover', async () => {
    pixapi.fault({ to: 'submit' }, { task: { fails: { status: 422, shape: 'guide' } } });
    pixapi.set({ balance: 1 });
    const { body } = await call(ASYNC, fox);
    expect(await call(ASYNC, fox)).toMatchObject({ status: 402, body: { error: { code: 'insufficient_credits' } } });
    expect(await finished(body.id)).toMatchObject({ status: 'failed', error: { code: 'prompt_rejected' } });
    expect([pixapi.billed(), pixapi.balance()]).toEqual([[], 1]);
  });

  test.each([
    { reset: 'after' },
    { reset: 'headers' },
    { truncate: 0.5 },
    { badJson: true },
    { answerAfterWork: { status: 504 } },
  ] satisfies Fault[])('work whose answer was lost: %j', async (fault) => {
    pixapi.fault({ to: 'generations', mode: 'async', prompt: /fox/ }, fault);
    await call(ASYNC, fox).catch(() => {});
    expect(pixapi.submits()).toMatchObject([{ taskId: expect.any(String) }]);
    pixapi.advance(1000);
    expect(pixapi.billed()).toMatchObject([{ credits: 1 }]);
  });
});

describe('what it draws', () => {
  test('PNGs of the size asked for, one per picture, edits from their input', async () => {
    pixapi.set({ drawing: 'rich' });
    const prompt = '<b>a fox</b> & "night" \u0000 \ud800 🦊 '.repeat(20);
    const wide = { model: 'gpt-image-2', prompt, size: '1440x480', quality: 'low', n: 2 };
    const [first, second] = (await call(GENERATIONS, wide)).body.data;
    const edited = (await call(EDITS, { ...fox, image: first!.url })).body.data[0];
    const uploaded = (await call(EDITS, form(fox, ['image', await pngFile('#0f0'), 'a.png']))).body.data[0];
    const pictures = await Promise.all([first, second, edited, uploaded].map((entry) => download(entry!.url)));
    const sizes = await Promise.all(pictures.map(async ({ bytes }) => sharp(bytes).metadata()));
    expect(sizes.map(({ format, width, height }) => `${format} ${width}x${height}`)).toEqual([
      'png 1440x480',
      'png 1440x480',
      'png 1024x1024',
      'png 1024x1024',
    ]);
    expect(new Set(pictures.map(({ bytes }) => bytes.toString('base64'))).size).toBe(4);
    const [red = 0, green = 0] = await sharp(pictures[3]!.bytes)
      .extract({ left: 400, top: 300, width: 1, height: 1 })
      .raw()
      .toBuffer();
    expect(green).toBeGreaterThan(red);
  });

  test('quality shows: the same scene, softer in a draft, with more in it when it is high', async () => {
    pixapi.set({ drawing: 'rich' });
    const sharpness = async (quality: string) => {
      const order = { ...fox, model: 'gpt-image-2', quality };
      const { bytes } = await download((await call(GENERATIONS, order)).body.data[0]!.url);
      const { channels } = await sharp(bytes).greyscale().convolve(EDGES).stats();
      return channels[0]!.mean;
    };
    const [low, medium, high] = [await sharpness('low'), await sharpness('medium'), await sharpness('high')];
    expect(low).toBeLessThan(medium!);
    expect(medium).toBeLessThan(high!);
    expect(await sharpness('low')).toBe(low);
  });

  test('an input that cannot be decoded still gives a picture', async () => {
    pixapi.set({ drawing: 'rich' });
    const broken = new Blob([Buffer.from('\x89PNG\r\n\x1a\nnothing', 'latin1')], { type: 'image/png' });
    const { body } = await call(EDITS, form(fox, ['image', broken, 'a.png']));
    expect((await sharp((await download(body.data[0]!.url)).bytes).metadata()).width).toBe(1024);
  });

  test('plain ones by the thousand, in base64 too, the same for the same prompt', async () => {
    const one = async () => (await call(GENERATIONS, { ...fox, response_format: 'b64_json', n: 2 })).body.data;
    const [first, again] = [await one(), await one()];
    expect(first).toEqual(again);
    expect(first[0]).not.toEqual(first[1]);
    expect(await sharp(Buffer.from(first[0]!.b64_json, 'base64')).metadata()).toMatchObject({
      width: 1024,
      height: 1024,
    });
  });
});

/** Bright where neighbors differ. */
const EDGES = { width: 3, height: 3, kernel: [-1, -1, -1, -1, 8, -1, -1, -1, -1] };
