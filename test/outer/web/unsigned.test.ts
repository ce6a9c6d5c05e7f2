import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sign } from '../../local/slack/signing.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { FORM, fill, JSON_TYPE, LARGEST_READ_BYTES, WORST_BODIES } from '../../support/worst-bodies.ts';

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(() => imagine.reset());
afterAll(() => imagine.close());

/** The processor time in which something is sent, read and answered: the least of some tries, in microseconds. */
async function cost(send: () => Promise<unknown>): Promise<number> {
  const tries: number[] = [];
  while (tries.length < 5) {
    const before = process.threadCpuUsage();
    await send();
    const { user, system } = process.threadCpuUsage(before);
    tries.push(user + system);
  }
  return Math.min(...tries);
}

const forged = (body: string) => sign('somebody-elses-secret', body);
const WAYS: [who: string, times: number, headers: (body: string) => Record<string, string>][] = [
  ['nobody signed', 5, () => ({})],
  ['another secret signed', 10, forged],
  ['Slack signed', 60, (body) => sign(imagine.slack.signingSecret, body)],
];

describe.each(WAYS)('a megabyte that %s is at most %i times the work of a harmless one', (_, times, signature) => {
  let harmless: number;
  beforeAll(async () => {
    const text = `text=${fill('x').slice(5)}`;
    harmless = await cost(() => imagine.slack.sendRaw(text, { ...FORM, ...forged(text) }));
  });

  test.each(WORST_BODIES)('%s', async (_, body, headers) => {
    const worst = await cost(() => imagine.slack.sendRaw(body, { ...headers, ...signature(body) }));
    expect(worst).toBeLessThan(harmless * times);
  });
});

/** Says this on a bare line; answers what comes back until the other side hangs up or `enough` has been heard. */
async function sayBare(words: string, enough = /$^/): Promise<string> {
  const line = connect(Number(new URL(imagine.url).port), '127.0.0.1').on('error', () => undefined);
  let heard = '';
  line.on('data', (piece) => {
    heard += piece;
    if (enough.test(heard)) line.destroy();
  });
  line.write(words);
  await new Promise((resolve) => line.once('close', resolve));
  return heard;
}
const head = (headers: Record<string, string | number>) =>
  `POST /slack/events HTTP/1.1\r\n${Object.entries({ host: 'imagine', ...headers })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`;

test('a megabyte in pieces of one byte is given up long before its end', async () => {
  const pieces = '1\r\na\r\n'.repeat(LARGEST_READ_BYTES);
  const send = () => sayBare(head({ ...FORM, ...forged(''), 'transfer-encoding': 'chunked' }) + pieces);
  expect(await send()).toMatch(/^HTTP\/1.1 413 /);
  const whole = await cost(() => sayBare(head({ ...FORM, 'content-length': pieces.length }) + pieces));
  expect(await cost(send)).toBeLessThan(whole * 20);
});

const stale = sign('x', '', Math.floor(Date.now() / 1_000) - 600);
test.each<[string, Record<string, string | number>, number]>([
  ['without a signature', { ...JSON_TYPE, 'content-length': 5_000 }, 401],
  ['without a signature, of unknown length', { ...JSON_TYPE, 'transfer-encoding': 'chunked' }, 401],
  ['with a signature that is none', { ...FORM, ...forged(''), 'x-slack-signature': 'v0=1', 'content-length': 9 }, 401],
  ['of ten minutes ago', { ...FORM, ...stale, 'content-length': 5_000 }, 401],
  ['of two megabytes', { ...FORM, ...forged(''), 'content-length': 2_000_000 }, 413],
])('a request %s is refused at its head, before its body comes', async (_, headers, status) => {
  expect(await sayBare(head(headers), /\r\n\r\n/)).toMatch(new RegExp(`^HTTP/1.1 ${status} .*connection: close`, 's'));
});

test('a form of more than a hundred fields is refused, whoever signed it', async () => {
  const form = (fields: number) => Array.from({ length: fields }, (_, i) => `f${i}=1`).join('&');
  const send = async (body: string) =>
    (await imagine.slack.sendRaw(body, { ...FORM, ...sign(imagine.slack.signingSecret, body) })).status;
  expect(await send(form(100))).toBe(200);
  expect(await send(form(101))).toBe(400);
});

test('ssl_check is looked for in a small body alone', async () => {
  const send = async (body: string) => (await imagine.slack.sendRaw(body, FORM)).status;
  expect(await send('token=x&ssl_check=1')).toBe(200);
  expect(await send('ssl_check=10')).toBe(401);
  expect(await send('no_ssl_check=1')).toBe(401);
  expect(await send(`ssl_check=1&text=${'x'.repeat(1_024)}`)).toBe(401);
});
