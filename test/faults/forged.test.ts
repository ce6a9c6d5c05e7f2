import { connect } from 'node:net';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { journey } from '../support/journey.ts';
import { unicodeText } from '../support/unicode-text.ts';

const PREVIOUS = 'the-secret-before';
const imagine = journey({ env: { SLACK_SIGNING_SECRET_PREVIOUS: PREVIOUS } });

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const JSON_TYPE = { 'content-type': 'application/json' };
const seconds = () => Math.floor(Date.now() / 1_000);
const signed = (body: string, at?: number) => sign(imagine.slack.signingSecret, body, at);
const send = async (body: string, headers: Record<string, string>) =>
  (await imagine.slack.sendRaw(body, headers)).status;
const get = async (path: string, method = 'GET') => (await fetch(imagine.url + path, { method })).status;

/** A command as Slack would write it, with a ticket of its own. */
function command(more: Record<string, string> = {}): string {
  const { teams, channelId } = imagine.slack;
  return new URLSearchParams({
    ...{ command: '/imagine', text: 'a red fox', team_id: teams.acme.id, channel_id: channelId('general') },
    ...{ user_id: teams.acme.people.ana.id, response_url: `${imagine.slack.url}/response/x` },
    ...{ trigger_id: `13.${crypto.randomUUID()}`, is_enterprise_install: 'false' },
    ...more,
  }).toString();
}

const rows = async () => {
  const tables = ['generations', 'request_keys', 'ledger_entries', 'teams'];
  const counts = await imagine.query(
    `select ${tables.map((name) => `(select count(*)::int from ${name}) as ${name}`)}`,
  );
  return Object.values(counts[0] ?? {});
};

describe('what Slack did not sign a moment ago is refused, and leaves nothing behind', () => {
  const mac = (body: string, at = seconds()) => signed(body, at)['x-slack-signature'] ?? '';
  const stamp = (at: number | string) => ({ 'x-slack-request-timestamp': String(at) });
  const rowsOf: [what: string, headers: (body: string) => Record<string, string>][] = [
    ['no headers', () => ({})],
    ['no signature', () => stamp(seconds())],
    ['no timestamp', (body) => ({ 'x-slack-signature': mac(body) })],
    ['another secret', (body) => sign('another-secret', body)],
    ['another body', () => signed('text=another')],
    ['an empty signature', () => ({ ...stamp(seconds()), 'x-slack-signature': '' })],
    ['half a signature', (body) => ({ ...stamp(seconds()), 'x-slack-signature': mac(body).slice(0, 30) })],
    ['version 1', (body) => ({ ...stamp(seconds()), 'x-slack-signature': mac(body).replace('v0', 'v1') })],
    ['two signatures', (body) => ({ ...stamp(seconds()), 'x-slack-signature': `${mac(body)}, ${mac(body)}` })],
    ['a timestamp that is none', (body) => ({ ...signed(body), ...stamp('now') })],
    ['a timestamp in another form', (body) => ({ ...signed(body), ...stamp(`${seconds()}.0`) })],
    ['a timestamp moved by a second', (body) => ({ ...signed(body, seconds() - 2), ...stamp(seconds() - 1) })],
    ['301 s old', (body) => signed(body, seconds() - 301)],
    ['302 s ahead', (body) => signed(body, seconds() + 302)],
    ['a day ahead', (body) => signed(body, seconds() + 86_400)],
  ];
  test('whatever is wrong with the signature or the timestamp', async () => {
    for (const [what, headers] of rowsOf) {
      for (const [body, type] of [
        [command(), FORM],
        [JSON.stringify({ type: 'event_callback', event: { type: 'message' } }), JSON_TYPE],
      ] as const) {
        expect.soft(await send(body, { ...headers(body), ...type }), what).toBe(401);
      }
      expect.soft(await rows(), what).toEqual([0, 0, 0, 0]);
    }
  });

  test('a clock that differs by almost five minutes is no forgery', async () => {
    for (const [n, skew] of [-299, 0, 299].entries()) {
      const body = command();
      expect.soft(await send(body, { ...signed(body, seconds() + skew), ...FORM }), `${skew} s`).toBe(200);
      expect.soft((await rows())[0], `${skew} s`).toBe(n + 1);
    }
    await imagine.settled();
  });

  test.each(['ssl_check=1&', 'ssl_check=1&payload=%7B%22type%22%3A%22block_actions%22%7D&'])(
    'an unsigned %s is answered and smuggles nothing in',
    async (prefix) => {
      expect(await send(prefix + command(), FORM)).toBe(200);
      expect(await rows()).toEqual([0, 0, 0, 0]);
    },
  );
});

test('while the secret is being replaced, the one before is taken too, and the log says so once', async () => {
  for (const secret of [PREVIOUS, imagine.slack.signingSecret, PREVIOUS]) {
    const body = command();
    expect(await send(body, { ...sign(secret, body), ...FORM })).toBe(200);
  }
  expect((await rows())[0]).toBe(3);
  const told = imagine.logLines.filter((line) => line.includes('signed with the previous secret'));
  expect(told).toHaveLength(1);
  expect(told[0]).not.toContain(PREVIOUS);
  await imagine.settled();
});

test('the same signed request, played again and at once, is one request', async () => {
  const body = command();
  const headers = { ...signed(body), ...FORM };
  const answers = await Promise.all([1, 2, 3, 4].map(() => send(body, headers)));
  await imagine.settled();
  answers.push(await send(body, headers));
  expect(answers).toEqual([200, 200, 200, 200, 200]);
  await imagine.settled();
  expect((await rows()).slice(0, 3)).toEqual([1, 1, 2]);
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(imagine.slack.messages('general')).toHaveLength(1);
});

describe('what is no request of Slack’s', () => {
  test('more than a megabyte is refused, also when it does not say so', async () => {
    const body = command({ text: 'x'.repeat(1_100_000) });
    expect(await send(body, { ...signed(body), ...FORM })).toBe(413);
    expect(await send(body, FORM)).toBe(401);
    const chunked = await fetch(`${imagine.url}/slack/events`, {
      ...{ method: 'POST', headers: { ...signed(body), ...FORM }, duplex: 'half' },
      body: new Blob([body]).stream(),
    } as RequestInit);
    expect(chunked.status).toBe(413);
    expect(await rows()).toEqual([0, 0, 0, 0]);
  });

  test('other methods and other addresses', async () => {
    for (const method of ['GET', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'HEAD'])
      expect(await get('/slack/events', method)).toBe(405);
    for (const path of ['/healthz', '/readyz', '/metrics']) expect(await get(path, 'POST')).toBe(405);
    for (const path of [
      '/',
      '/slack',
      '/slack/events/x',
      '/__proto__',
      '/constructor',
      '/.env',
      '/%00',
      '/slack%2Fevents',
    ])
      expect(await get(path)).toBe(404);
    expect(await get('/metrics')).toBe(404);
  });

  test('addresses that are no URL, half a request, and nonsense do not end the process', async () => {
    for (const line of [
      'GET // HTTP/1.1',
      'GET http://[ HTTP/1.1',
      'TRACE / HTTP/1.1',
      'GET /\\..\\etc HTTP/1.1',
      '\x16\x03\x01',
    ])
      await updatePlaceholder(`${line}\r\nhost: imagine\r\nconnection: close\r\n\r\n`);
    const half = 'POST /slack/events HTTP/1.1\r\nhost: imagine\r\ncontent-length: 1000\r\n\r\ntext=';
    await updatePlaceholder(half, 50);
    expect(await get('/healthz')).toBe(200);
  });

  /** Says this on a bare line, and hears the other side out, or hangs up. */
  async function updatePlaceholder(words: string, hangUpAfterMs?: number): Promise<void> {
    const line = connect(Number(new URL(imagine.url).port), '127.0.0.1').on('error', () => undefined);
    line.resume().write(words);
    if (hangUpAfterMs !== undefined) setTimeout(() => line.destroy(), hangUpAfterMs);
    await new Promise((resolve) => line.on('close', resolve));
  }
});

/** Any value that JSON can carry, and some that a careless reader trips over. */
const odd = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(
    '__proto__',
    'constructor',
    '\0',
    '\ud800',
    '<!channel>',
    'T0ACME',
    'x'.repeat(20_000),
    null,
    [],
    {},
    0,
  ),
  unicodeText({ maxLength: 30 }),
);
/** Some fields put in, some replaced, some taken away. */
const mutated = (fields: Record<string, unknown>) =>
  fc
    .record({
      change: fc.dictionary(fc.oneof(fc.constantFrom(...Object.keys(fields), '__proto__', 'type'), fc.string()), odd, {
        maxKeys: 4,
      }),
      without: fc.subarray(Object.keys(fields), { maxLength: 2 }),
    })
    .map(({ change, without }) => {
      const kept = Object.fromEntries(Object.entries(fields).filter(([name]) => !without.includes(name)));
      return JSON.parse(JSON.stringify({ ...kept, ...change })) as Record<string, unknown>;
    });

const EVENT = {
  ...{ type: 'message', channel: 'C0ACMEGENERAL', user: 'U0ACMEANA1', text: 'edit this: make it night' },
  ...{ ts: '1790000000.000100', thread_ts: '1790000000.000001', files: [{ id: 'F1', mimetype: 'image/png' }] },
};
const ENVELOPE = {
  ...{ type: 'event_callback', event_id: 'Ev1', team_id: 'T0ACME', api_app_id: 'A1', event_time: 1 },
  authorizations: [{ team_id: 'T0ACME', enterprise_id: null, user_id: 'U0ACMEBOT1', is_bot: true }],
};
const PRESS = {
  ...{ type: 'block_actions', user: { id: 'U0ACMEANA1', team_id: 'T0ACME' }, team: { id: 'T0ACME' } },
  ...{ channel: { id: 'C0ACMEGENERAL' }, container: { channel_id: 'C0ACMEGENERAL', is_ephemeral: true } },
  actions: [{ type: 'button', action_id: 'try_again', block_id: 'b', value: crypto.randomUUID() }],
};
const COMMAND = {
  ...{ command: '/imagine', text: 'help', team_id: 'T0ACME', channel_id: 'C0ACMEGENERAL', user_id: 'U0ACMEANA1' },
  ...{ trigger_id: '13.1', response_url: 'https://hooks.slack.com/x', is_enterprise_install: 'false' },
};
const form = (fields: Record<string, unknown>) =>
  new URLSearchParams(
    Object.entries(fields).map(([name, value]): [string, string] => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  ).toString();

const bodies = fc.oneof(
  fc.jsonValue().map((value) => ({ type: JSON_TYPE, body: JSON.stringify(value) })),
  fc.string().map((body) => ({ type: FORM, body })),
  mutated(EVENT).map((event) => ({ type: JSON_TYPE, body: JSON.stringify({ ...ENVELOPE, event }) })),
  mutated({ ...ENVELOPE, event: EVENT }).map((body) => ({ type: JSON_TYPE, body: JSON.stringify(body) })),
  mutated(PRESS).map((payload) => ({ type: FORM, body: form({ payload: JSON.stringify(payload) }) })),
  odd.map((payload) => ({ type: FORM, body: form({ payload: JSON.stringify(payload) }) })),
  // what stays a command for help whatever else is odd about it: any other text is a request like any other
  mutated(COMMAND).map((fields) => ({ type: FORM, body: form({ ...fields, text: 'help' }) })),
);

function chunks<T>(all: T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

test('a thousand odd bodies, signed: each is answered in time, none with an error of ours, and none leaves a row', async () => {
  imagine.slack.set({ echo: false });
  const seed = Date.now() % 1_000_000;
  const wrong: object[] = [];
  for (const some of chunks(fc.sample(bodies, { numRuns: 1_000, seed }), 25)) {
    await Promise.all(
      some.map(async ({ type, body }) => {
        const { status } = await imagine.slack.sendRaw(body, { ...signed(body), ...type });
        if (![200, 400].includes(status)) wrong.push({ seed, status, body: body.slice(0, 1_000) });
      }),
    );
  }
  expect(wrong).toEqual([]);
  expect((await rows()).slice(0, 3)).toEqual([0, 0, 0]);
  expect(await get('/healthz')).toBe(200);
  // Slack refuses what the app says to people and places that there are not; that is not what is asked here
  imagine.slack.violations.length = 0;
});
