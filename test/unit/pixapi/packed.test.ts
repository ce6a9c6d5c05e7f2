import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type Encoding, packed } from '../../local/packed.ts';
import { failureOf, maker, never, ORDER, png, startRaw } from './support.ts';

const MEGABYTE = 1024 * 1024;
const PICTURE = 'https://cdn.pixapi.ai/generated/1.png';
const TASK = JSON.stringify({ status: 'completed', result: { data: [{ url: PICTURE }] } });
const ENCODINGS: Encoding[] = ['identity', 'gzip', 'deflate', 'raw deflate', 'br'];

/** A server of both Pixapi and its CDN that says the same to everybody. */
async function saying(bytes: Uint8Array, headers: Record<string, string>) {
  const server = await startRaw((_, response) =>
    response.writeHead(200, { 'content-length': bytes.length, ...headers }).end(bytes),
  );
  const pixapi = maker({ baseUrl: server.url, imageHosts: [server.host] });
  return {
    read: () => pixapi.readTask('task_1', never()),
    submit: () => pixapi.submit(ORDER, never()),
    download: () => pixapi.download(`${server.url}/1.png`, never()),
  };
}

const sayingPacked = async (body: Uint8Array | string, encoding: Encoding) => {
  const { bytes, headers } = packed(body, encoding);
  return await saying(bytes, headers);
};

describe.each(ENCODINGS)('packed as %s', (encoding) => {
  test('what Pixapi says is read, with a byte order mark before it too', async () => {
    for (const text of [TASK, `\uFEFF${TASK}`]) {
      const { read } = await sayingPacked(text, encoding);
      expect(await read()).toMatchObject({ state: 'made', pictures: [{ url: PICTURE }] });
    }
  });

  test('a picture is the picture', async () => {
    const { download } = await sayingPacked(png(64, 48), encoding);
    expect((await download()).bytes).toEqual(png(64, 48));
  });

  test('more than may be is too much, however small it came', async () => {
    const picture = await sayingPacked(Buffer.concat([png(), Buffer.alloc(60 * MEGABYTE)]), encoding);
    expect((await failureOf(picture.download())).code).toBe('download_refused');
    const answer = await sayingPacked(`{"id":"task_1","x":"${'x'.repeat(3 * MEGABYTE)}"}`, encoding);
    expect((await failureOf(answer.read())).code).toBe('result_malformed');
    expect((await failureOf(answer.submit())).code).toBe('outcome_unknown');
  });
});

test('packed twice is unpacked twice', async () => {
  const { read } = await saying(gzipSync(packed(TASK, 'br').bytes), { 'content-encoding': 'br, gzip' });
  expect(await read()).toMatchObject({ state: 'made' });
});

describe('what can’t be unpacked is a broken answer, and an order may have been taken', () => {
  const whole = packed(TASK, 'gzip').bytes;
  test.each([
    ['cut', whole.subarray(0, whole.length - 10), 'gzip'],
    ['not packed at all', Buffer.from(TASK), 'br'],
    ['packed in a way nobody knows', whole, 'sdch'],
    ['packed without end', whole, 'gzip, gzip, gzip'],
  ])('%s', async (_, bytes, encoding) => {
    const { read, submit, download } = await saying(bytes, { 'content-encoding': encoding });
    expect((await failureOf(read())).code).toBe('pixapi_down');
    expect((await failureOf(submit())).code).toBe('outcome_unknown');
    expect((await failureOf(download())).code).toBe('download_failed');
  });
});
