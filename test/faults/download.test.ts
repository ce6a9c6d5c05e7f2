import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Fault } from '../local/pixapi/pixapi.ts';
import { entriesOf } from '../support/entries-of.ts';
import type { Imagine } from '../support/imagine.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

// Nobody stands in line here: each picture is about its own trouble.
const AT_ONCE = {
  env: { TEAM_CONCURRENCY: '32' },
  overrides: { waitScale: 0, backoffScale: 0.002 },
  slack: { processingMs: 0 },
};
const imagine = journey(AT_ONCE);

const PROMPT = 'a red fox';
const promptOf = (n: number) => `${PROMPT} with the number ${n}.`;
const said = (prompt: string, { slack }: Imagine = imagine) => entriesOf(slack.transcript('general'), prompt);
const twice = (fault: Fault): Fault[] => [fault, fault];

/** How often the pictures of this order were fetched; a redirect counts as another. */
const fetched = (prompt = PROMPT, { pixapi }: Imagine = imagine) => {
  const order = pixapi.submits().find(({ fields }) => fields?.prompt === prompt);
  return pixapi.journal.filter(({ server, path }) => server === 'cdn' && path.includes(`${order?.taskId}`));
};

async function ask({ slack, settled }: Imagine = imagine) {
  await slack.command({ user: 'ana', channel: 'general', text: PROMPT });
  await settled();
}

/** One picture for each of these faults, all at once. */
async function askEach(to: 'submit' | 'download', rows: readonly Fault[], { slack, pixapi, settled } = imagine) {
  for (const [n, fault] of rows.entries()) pixapi.fault({ to, prompt: promptOf(n) }, fault);
  await Promise.all(rows.map((_, n) => slack.command({ user: 'ana', channel: 'general', text: promptOf(n) })));
  await settled();
}

async function generation(prompt: string, { query }: Imagine) {
  const [row] = await query<{ state: string; failure: string | null }>(
    `select state, failure, charged_credits as charged, sum(held_delta)::int as held, sum(captured_delta)::int as captured
     from generations g join ledger_entries l on l.team_id = g.team_id and l.generation_id = g.id
     where prompt = $1 group by g.team_id, g.id`,
    [prompt],
  );
  return row;
}

interface About {
  prompt?: string;
  what?: string;
  where?: Imagine;
}

/** Made once, billed once, charged once, whatever became of the bytes. */
function expectOneOrder({ prompt = PROMPT, what = '', where = imagine }: About) {
  const { pixapi } = where;
  expect
    .soft(
      pixapi.submits().filter(({ fields }) => fields?.prompt === prompt),
      what,
    )
    .toHaveLength(1);
  expect
    .soft(
      pixapi.billed().filter((bill) => bill.prompt === prompt),
      what,
    )
    .toHaveLength(1);
  expect.soft(said(prompt, where), what).toHaveLength(1);
}

async function expectPosted(about: About = {}) {
  const { prompt = PROMPT, what = '', where = imagine } = about;
  const charged = { charged: 1, held: 0, captured: 1 };
  expect.soft(await generation(prompt, where), what).toMatchObject({ state: 'posted', failure: null, ...charged });
  expectOneOrder(about);
  expect.soft(said(prompt, where)[0], what).toContain(`[picture: AI-made image: ${prompt} (v1)`);
}

async function expectUndelivered(failure: string, words: RegExp, about: About = {}) {
  const { prompt = PROMPT, what = '', where = imagine } = about;
  const charged = { charged: 1, held: 0, captured: 1 };
  expect.soft(await generation(prompt, where), what).toMatchObject({ state: 'made', failure, ...charged });
  expectOneOrder(about);
  const [told] = said(prompt, where);
  expect.soft(told, what).toMatch(words);
  expect.soft(told, what).toMatch(/1 credit charged\.[\s\S]*\[Deliver again · free\]/);
  expect.soft(told, what).not.toMatch(/picture: /);
}

async function deliverAgain() {
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
  await imagine.settled();
  await expectPosted();
  expect(said(PROMPT)[0]).not.toMatch(/Deliver again/);
}

describe('an address where no picture may be fetched from: the picture is paid, and free to deliver later', () => {
  test('an address that is not the right one’s is not even asked', async () => {
    const rows = [
      ['a private address', 'http://10.0.0.7/a.png'],
      ['the machine itself, on another port', 'http://127.0.0.1:1/a.png'],
      ['the cloud’s own data', 'http://169.254.169.254/latest/meta-data/'],
      ['an address written as a number', 'http://2130706433/a.png'],
      ['a stranger’s host', 'https://pictures.example/a.png'],
      ['a host that only begins like the right one', 'https://pixapi.ai.example/a.png'],
      ['a password in the address', 'https://u:p@cdn.pixapi.ai/a.png'],
    ] as const;
    await askEach(
      'submit',
      rows.map(([, url]) => ({ result: { url } })),
    );
    for (const [n, [what]] of rows.entries()) {
      const about = { prompt: promptOf(n), what };
      await expectUndelivered('download_refused', /at an address I’m not allowed to download from/, about);
    }
    expect(imagine.pixapi.journal.filter(({ server }) => server === 'cdn')).toEqual([]);
    expect(imagine.slack.messages('general')).toHaveLength(rows.length);
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

  test('what has no end, or is too large, is not taken to its end', async () => {
    const rows = [
      ['a redirect without an end', { hops: Number.POSITIVE_INFINITY }],
      ['60 MB, as it says', { hugeMb: 60, declared: true }],
      ['60 MB that do not say so', { hugeMb: 60 }],
    ] as const;
    await askEach(
      'submit',
      rows.map(([, download]) => ({ download })),
    );
    for (const [n, [what]] of rows.entries()) {
      await expectUndelivered('download_refused', /not allowed to download from/, { prompt: promptOf(n), what });
      expect.soft(fetched(promptOf(n)).length, what).toBeGreaterThan(0);
      expect.soft(fetched(promptOf(n)).length, what).toBeLessThanOrEqual(4);
    }
  });
});

describe('trouble on the way that passes: the picture comes', () => {
  test('whatever came in its place the first time', async () => {
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
    await askEach(
      'download',
      rows.map(([, download]) => ({ download })),
    );
    for (const [n, [what]] of rows.entries()) {
      await expectPosted({ prompt: promptOf(n), what });
      expect.soft(fetched(promptOf(n)), what).toHaveLength(2);
    }
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
  // Long enough that a download which does come, on a slow machine, is not under this limit.
  const hurried = journey({ ...AT_ONCE, overrides: { ...AT_ONCE.overrides, downloadTimeoutMs: 3_000 } });
  /** Sixteen pieces, which together take twice the limit. */
  const DRIP = { download: { dripMs: 400 } };

  test('half of it, then silence; and a drip', async () => {
    await askEach('download', [{ download: { truncate: 0.5 } }, DRIP], hurried);
    for (const [n, what] of ['half of it', 'a drip'].entries()) {
      await expectPosted({ prompt: promptOf(n), what, where: hurried });
      expect.soft(fetched(promptOf(n), hurried), what).toHaveLength(2);
    }
  });

  test('an address that ran out is renewed by reading the task again', async () => {
    const { pixapi, query } = hurried;
    pixapi.set({ renewsUrls: true });
    pixapi.fault({ to: 'download' }, DRIP);
    const asked = ask(hurried);
    await until(() => fetched(PROMPT, hurried).length === 1);
    pixapi.expireUrls();
    await asked;
    await expectPosted({ where: hurried });
    const paths = fetched(PROMPT, hurried).map(({ path, query }) => path + JSON.stringify(query));
    expect(new Set(paths).size).toBeGreaterThan(1);
    const [picture] = await query<{ path: string }>('select pixapi_url as path from pictures');
    expect(picture?.path).toContain(fetched(PROMPT, hurried).at(-1)?.path);
  });
});
