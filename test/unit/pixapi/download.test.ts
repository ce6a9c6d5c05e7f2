import type { ServerResponse } from 'node:http';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { type FailureCode, toFailure } from '../../../src/core/failure.ts';
import type { PassingPicture } from '../../../src/core/image-model.ts';
import { bulky } from '../../support/bulky.ts';
import { failureOf, maker, never, PROMPT, png, startRaw } from './support.ts';

type Answer = Parameters<typeof startRaw>[0];
const SECRET = '/generated/1.png?sig=canary';

async function cdnThat(answer: Answer, timeouts = {}) {
  const cdn = await startRaw(answer);
  const pixapi = maker({ baseUrl: 'http://127.0.0.1:9', imageHosts: [cdn.host], timeouts });
  return { cdn, download: (path = SECRET) => pixapi.download(cdn.url + path, never()) };
}

const sending =
  (body: string | Uint8Array, headers = {}) =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(200, headers).end(body);

async function painted(format: 'png' | 'jpeg' | 'webp', options: object = {}): Promise<Buffer> {
  const picture = sharp({ create: { width: 64, height: 48, channels: 3, background: '#c40' } });
  return await picture.toFormat(format, options).toBuffer();
}

test.each([
  ['png', {}],
  ['jpeg', {}],
  ['jpeg', { progressive: true }],
  ['webp', {}],
  ['webp', { lossless: true }],
] as const)('a %s (%j) arrives byte for byte, whatever its name and type say', async (format, options) => {
  const bytes = await painted(format, options);
  const { download, cdn } = await cdnThat(sending(bytes, { 'content-type': 'application/octet-stream' }));
  const picture = await download('/1.gif');
  expect(picture.mimetype).toBe(`image/${format}`);
  expect(bytes.equals(picture.bytes)).toBe(true);
  expect(cdn.hits[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
});

test('the key never goes to the image host', async () => {
  const cdn = await startRaw(sending(png()));
  const url = `${cdn.url}/1.png`;
  const api = await startRaw((_request, response) => response.end(JSON.stringify({ data: [{ url }] })));
  const pixapi = maker({ baseUrl: api.url, mode: 'sync', imageHosts: [cdn.host] });
  await pixapi.submit({ model: 'm', prompt: PROMPT, size: 'auto', quality: null, count: 1, sources: [] }, never());
  await pixapi.download(url, never());
  expect(JSON.stringify(api.hits[0]?.headers)).toContain('sk_sim');
  expect(JSON.stringify(cdn.hits)).not.toMatch(/sk_sim|authorization/i);
});

describe('a picture that is passed on as it comes', () => {
  const KB = 1024;
  const large = async (format: 'png' | 'jpeg') =>
    format === 'png' ? bulky(png(), 400 * KB) : inComments(await painted('jpeg'), 8);
  /** With comments of 60,000 bytes between its head and what it shows. */
  const inComments = (jpeg: Buffer, count: number) => {
    const comment = Buffer.alloc(60_000, 1);
    comment.set([0xff, 0xfe, (60_000 - 2) >> 8, (60_000 - 2) & 0xff]);
    const at = jpeg.indexOf(Buffer.from([0xff, 0xda]));
    return Buffer.concat([jpeg.subarray(0, at), ...Array(count).fill(comment), jpeg.subarray(at)]);
  };
  const passing = async (answer: Answer, timeouts = {}) => {
    const { cdn } = await cdnThat(answer);
    const pixapi = maker({ baseUrl: 'http://127.0.0.1:9', imageHosts: [cdn.host], timeouts });
    return await pixapi.pass(cdn.url + SECRET, never());
  };
  const piecesOf = async (picture: Awaited<ReturnType<typeof passing>>) => {
    const pieces: Uint8Array[] = [];
    const { failed } = await (async () => {
      for await (const piece of (picture as PassingPicture).pieces) pieces.push(piece);
      return { failed: null };
    })().catch((error) => ({ failed: toFailure(error).code }));
    return { bytes: Buffer.concat(pieces), failed };
  };

  test.each(['png', 'jpeg'] as const)('a large %s comes in pieces, byte for byte', async (format) => {
    const bytes = await large(format);
    const picture = await passing(sending(bytes, { 'content-length': bytes.length }));
    expect(picture).toMatchObject({ mimetype: `image/${format}`, length: bytes.length });
    const came = await piecesOf(picture);
    expect(came.failed).toBeNull();
    expect(came.bytes.equals(bytes)).toBe(true);
  });

  test.each(['png', 'jpeg'] as const)('a large %s that breaks off is never given out whole', async (format) => {
    const bytes = await large(format);
    for (const share of [0.5, 0.9, 0.99999]) {
      const part = bytes.subarray(0, Math.floor(bytes.length * share));
      const cut: Answer = (_request, response) =>
        response.writeHead(200, { 'content-length': bytes.length }).write(part, () => response.destroy());
      for (const answer of [cut, sending(part, { 'content-length': part.length })]) {
        const came = await piecesOf(await passing(answer));
        expect(came.failed).toBe('download_failed');
        expect(came.bytes.length).toBeLessThan(part.length);
      }
    }
  });

  test('one that stops coming is given up, however long the taker took', async () => {
    const bytes = await large('png');
    const stuck: Answer = (_request, response) =>
      response.writeHead(200, { 'content-length': bytes.length }).write(bytes.subarray(0, 300 * KB));
    expect((await piecesOf(await passing(stuck, { downloadMs: 300 }))).failed).toBe('download_failed');
  });

  test('what is small, of unknown length, or a WebP is read whole', async () => {
    const webp = Buffer.concat([await painted('webp'), Buffer.alloc(200 * KB)]);
    const small = await painted('png');
    const answers: Answer[] = [
      sending(webp, { 'content-length': webp.length }),
      sending(small, { 'content-length': small.length }),
      sending(await large('png'), { 'transfer-encoding': 'chunked' }),
    ];
    for (const answer of answers) expect(await passing(answer)).toHaveProperty('bytes');
  });

  test('too many pixels are refused by its head', async () => {
    const bytes = await large('png');
    bytes.writeUInt32BE(60_000, 16);
    const answer = sending(bytes, { 'content-length': bytes.length });
    expect((await failureOf(passing(answer))).code).toBe('download_refused');
  });
});

describe('may be tried again', () => {
  test.each([400, 401, 403, 404, 410, 429, 500, 502, 503, 204, 206, 304])(
    'HTTP %d, which the message tells',
    async (status) => {
      const { download } = await cdnThat((_request, response) => response.writeHead(status).end());
      const failure = await failureOf(download());
      expect(failure.code).toBe('download_failed');
      expect(failure.message).toBe(`download_failed: download: HTTP ${status}`);
    },
  );

  test.each<[string, Answer]>([
    ['HTML', sending('<!doctype html><title>Sign in</title>', { 'content-type': 'text/html' })],
    ['nothing', sending('')],
    ['SVG', sending('<svg xmlns="http://www.w3.org/2000/svg"/>', { 'content-type': 'image/svg+xml' })],
    ['a TIFF', sending('II*\x00\x08\x00\x00\x00\x00\x00\x00\x00')],
    ['only a signature', sending(png().subarray(0, 8))],
    ['a PNG without size', sending(png(0, 8))],
    ['a reset', (request) => request.socket.resetAndDestroy()],
    ['no HTTP', (request) => void request.socket.end('canary\r\n\r\n')],
    ['no answer in time', () => undefined],
    ['a drip', (_request, response) => drip(response)],
    ['a redirect without an address', (_request, response) => response.writeHead(302).end()],
  ])('%s', async (_title, answer) => {
    const { download } = await cdnThat(answer, { downloadMs: 80 });
    expect((await failureOf(download())).code).toBe('download_failed');
  });

  test.each(['png', 'jpeg', 'webp'] as const)('a %s that breaks off in the line', async (format) => {
    const bytes = await painted(format);
    for (const share of [0.1, 0.5, 0.9, 0.999]) {
      const part = bytes.subarray(0, Math.floor(bytes.length * share));
      const cut: Answer = (_request, response) => {
        response.writeHead(200, { 'content-length': bytes.length }).write(part, () => response.destroy());
      };
      const { download } = await cdnThat(cut);
      expect((await failureOf(download())).code).toBe('download_failed');
    }
  });

  test('no server, and a caller who gives up', async () => {
    const { download, cdn } = await cdnThat(() => undefined);
    const pixapi = maker({ baseUrl: cdn.url, imageHosts: [cdn.host] });
    expect((await failureOf(pixapi.download(`${cdn.url}/1.png`, AbortSignal.timeout(20)))).code).toBe(
      'download_failed',
    );
    await cdn.close();
    expect((await failureOf(download())).code).toBe('download_failed');
  });
});

describe('is refused', () => {
  test('60 MB, whether announced or not, without taking it all', async () => {
    const piece = Buffer.concat([png(), Buffer.alloc(1024 * 1024 - png().length)]);
    for (const headers of [{ 'content-length': 60 * 1024 * 1024 }, {}]) {
      let sent = 0;
      const { download } = await cdnThat((_request, response) => {
        response.writeHead(200, headers);
        const more = () => {
          if (response.destroyed || sent >= 60) return;
          sent++;
          response.write(piece, more);
        };
        more();
      });
      expect((await failureOf(download())).code).toBe('download_refused');
      expect(sent).toBeLessThan('content-length' in headers ? 10 : 60);
    }
  });

  test.each([
    ['65,535² pixels', 65_535, 65_535],
    ['one row too many', 8_000, 6_376],
    ['5,000,000×10 pixels', 5_000_000, 10],
    ['1×50,000,000 pixels', 1, 50_000_000],
    ['a side too long', 16_385, 900],
    ['too thin', 2_001, 100],
  ])('%s', async (_title, width, height) => {
    const bytes = png();
    bytes.writeUInt32BE(width, 16);
    bytes.writeUInt32BE(height, 20);
    const { download } = await cdnThat(sending(bytes));
    expect((await failureOf(download())).code).toBe('download_refused');
  });
});

describe('redirects', () => {
  /** Goes on redirecting `hops` times. */
  const hopping =
    (hops: number): Answer =>
    (request, response) => {
      const taken = Number(request.url?.split('hop=')[1] ?? 0);
      if (taken < hops) response.writeHead(302, { location: `/1.png?hop=${taken + 1}` }).end();
      else response.end(png());
    };

  test.each([1, 2, 3])('%d of them are followed', async (hops) => {
    const { download, cdn } = await cdnThat(hopping(hops));
    expect((await download('/1.png')).mimetype).toBe('image/png');
    expect(cdn.hits).toHaveLength(hops + 1);
  });

  test('a fourth is not, so a loop ends', async () => {
    for (const hops of [4, Number.POSITIVE_INFINITY]) {
      const { download, cdn } = await cdnThat(hopping(hops));
      expect((await failureOf(download('/1.png'))).code).toBe('download_refused');
      expect(cdn.hits).toHaveLength(4);
    }
  });

  test('each is checked again: no connection to where they must not lead', async () => {
    const trap = await startRaw(sending(png()));
    const port = trap.host.split(':')[1];
    const bad = [
      ...[trap.url, `http://localhost:${port}/`, `http://2130706433:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`],
      ...['https://169.254.169.254/latest/', 'https://127.0.0.1/', 'https://evil.example/', '//evil.example/1.png'],
      ...['file:///etc/passwd', 'https://u:p@cdn.pixapi.ai/', 'https://cdn.pixapi.ai/?sig=canary', 'http://%zz/'],
    ];
    for (const location of bad) {
      for (const status of [301, 302, 303, 307, 308]) {
        const { download } = await cdnThat((_request, response) => response.writeHead(status, { location }).end());
        expect((await failureOf(download())).code).toBe<FailureCode>('download_refused');
      }
    }
    expect(trap.connections()).toBe(0);
  });
});

function drip(response: ServerResponse): void {
  const bytes = png();
  response.writeHead(200, { 'content-length': bytes.length });
  let at = 0;
  const timer = setInterval(() => {
    if (response.destroyed || at >= bytes.length) clearInterval(timer);
    else response.write(bytes.subarray(at, ++at));
  }, 10);
}
