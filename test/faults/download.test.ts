import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { until } from '../support/until.ts';

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine({ overrides: { backoffScale: 0.002 } });
});
afterEach(() => imagine.reset());
afterAll(() => imagine.close());

const read = () => imagine.slack.transcript('general');
const fetched = () => imagine.pixapi.journal.filter(({ server }) => server === 'cdn');
const twice = (fault: Fault): Fault[] => [fault, fault];

async function ask() {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
}

async function generation() {
  const [row] = await imagine.query<{ state: string; failure: string | null }>(
    `select state, failure, charged_credits as charged, held::int, captured::int
     from generations g join budget_months m on m.team_id = g.team_id and m.scope = 'team'`,
  );
  return row;
}

/** Made once, billed once, charged once, whatever became of the bytes. */
function expectOneOrder() {
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(imagine.pixapi.billed()).toHaveLength(1);
}

async function expectPosted() {
  expect(await generation()).toMatchObject({ state: 'posted', failure: null, charged: 1, held: 0, captured: 1 });
  expectOneOrder();
  expect(imagine.slack.messages('general')).toHaveLength(1);
  expect(read()).toMatch(/\[picture: AI-made image: a red fox \(v1\)/);
}

async function expectUndelivered(failure: string, words: RegExp) {
  expect(await generation()).toMatchObject({ state: 'made', failure, charged: 1, held: 0, captured: 1 });
  expectOneOrder();
  expect(imagine.slack.messages('general')).toHaveLength(1);
  expect(read()).toMatch(words);
  expect(read()).toMatch(/1 credit charged\.[\s\S]*\[Deliver again · free\]/);
  expect(read()).not.toMatch(/picture: /);
}

async function deliverAgain() {
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
  await imagine.settled();
  await expectPosted();
  expect(read()).not.toMatch(/Deliver again/);
}

describe('an address where no picture may be fetched from: the picture is paid, and free to deliver later', () => {
  test.each([
    ['a private address', 'http://10.0.0.7/a.png'],
    ['the machine itself, on another port', 'http://127.0.0.1:1/a.png'],
    ['the cloud’s own data', 'http://169.254.169.254/latest/meta-data/'],
    ['an address written as a number', 'http://2130706433/a.png'],
    ['a stranger’s host', 'https://pictures.example/a.png'],
    ['a host that only begins like the right one', 'https://pixapi.ai.example/a.png'],
    ['a password in the address', 'https://u:p@cdn.pixapi.ai/a.png'],
  ])('%s', async (_, url) => {
    imagine.pixapi.fault({ to: 'submit' }, { result: { url } });
    await ask();
    await expectUndelivered('download_refused', /at an address I’m not allowed to download from/);
    expect(fetched()).toEqual([]);
  });

  test('a redirect into the house is not followed', async () => {
    let knocks = 0;
    const house = createServer((_, response) => {
      knocks += 1;
      response.end();
    });
    await new Promise<void>((resolve) => house.listen(0, '127.0.0.1', resolve));
    const redirect = `http://127.0.0.1:${(house.address() as AddressInfo).port}/secret`;
    imagine.pixapi.fault({ to: 'download' }, { download: { redirect } });
    await ask();
    await expectUndelivered('download_refused', /not allowed to download from/);
    expect(knocks).toBe(0);
    house.close();
    await deliverAgain();
  });

  test.each([
    ['a redirect without an end', { hops: Number.POSITIVE_INFINITY }],
    ['60 MB, as it says', { hugeMb: 60, declared: true }],
    ['60 MB that do not say so', { hugeMb: 60 }],
  ] as const)('%s', async (_, download) => {
    imagine.pixapi.fault({ to: 'submit' }, { download });
    await ask();
    await expectUndelivered('download_refused', /not allowed to download from/);
    expect(fetched().length).toBeLessThanOrEqual(4);
  });
});

describe('trouble on the way that passes: the picture comes', () => {
  const rows: [what: string, download: Extract<Fault, { download: unknown }>['download']][] = [
    ['a page instead of the picture', { html: true }],
    ['nothing at all', { empty: true }],
    ['half of it, as if that were all', { cutPicture: 0.5 }],
    ['a cut line', { reset: true }],
    ['a large one that is passed on, and has no end', { hugeMb: 1, declared: true }],
    ['403', { status: 403 }],
    ['404', { status: 404 }],
    ['429', { status: 429 }],
    ['500', { status: 500 }],
  ];
  test.each(rows)('%s', async (_, download) => {
    imagine.pixapi.fault({ to: 'download' }, { download });
    await ask();
    await expectPosted();
    expect(fetched()).toHaveLength(2);
  });

  test('a harmless redirect, and a wrong content type', async () => {
    imagine.pixapi.fault({ to: 'download' }, { download: { hops: 1 } });
    imagine.pixapi.fault({ to: 'submit' }, { download: { contentType: 'application/octet-stream' } });
    await ask();
    await expectPosted();
  });
});

test('a picture that can’t be had in four tries is delivered when its asker says so, and nothing is made twice', async () => {
  imagine.pixapi.fault(
    { to: 'download' },
    ...twice({ download: { status: 404 } }),
    ...twice({ download: { html: true } }),
  );
  await ask();
  await expectUndelivered('download_failed', /couldn’t download the picture from Pixapi/);
  expect(fetched()).toHaveLength(4);
  await deliverAgain();
});

test('a picture that comes as WebP is shown as PNG, which Slack’s blocks can', async () => {
  const { slack, pixapi } = imagine;
  const webp = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
    .webp()
    .toBuffer();
  pixapi.fault({ to: 'submit' }, { body: { data: [{ b64_json: webp.toString('base64') }], costCredits: 1 } });
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(slack.transcript('general')).toMatch(/\[picture: AI-made image: a red fox \(v1\) \(64x64\)\]/);
});

describe('what would take for ever is given up, and asked for again', () => {
  let other: Imagine;
  beforeAll(async () => {
    other = imagine;
    imagine = await startImagine({ overrides: { downloadTimeoutMs: 1_500, backoffScale: 0.002 } });
  });
  afterAll(async () => {
    await imagine.close();
    imagine = other;
  });

  test.each([
    ['half of it, then silence', { truncate: 0.5 }],
    ['a drip', { dripMs: 200 }],
  ])('%s', async (_, download) => {
    imagine.pixapi.fault({ to: 'download' }, { download });
    await ask();
    await expectPosted();
    expect(fetched()).toHaveLength(2);
  });

  test('an address that ran out is renewed by reading the task again', async () => {
    imagine.pixapi.set({ renewsUrls: true });
    imagine.pixapi.fault({ to: 'download' }, { download: { dripMs: 200 } });
    const asked = ask();
    await until(() => fetched().length === 1);
    imagine.pixapi.expireUrls();
    await asked;
    await expectPosted();
    const paths = fetched().map(({ path, query }) => path + JSON.stringify(query));
    expect(new Set(paths).size).toBeGreaterThan(1);
    const [picture] = await imagine.query<{ path: string }>('select pixapi_url as path from pictures');
    expect(picture?.path).toContain(fetched().at(-1)?.path);
  });
});
