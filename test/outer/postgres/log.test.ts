import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLogger } from '../../../src/log.ts';
import { sign } from '../../local/slack/signing.ts';
import { faults } from '../../local/slack/slack.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type RunningPostgres, startPostgres } from '../../support/postgres.ts';

const CANARY = 'zanzibarquince';
const PROMPT = `a ${CANARY} fox`;
const METRICS_TOKEN = `metrics-${CANARY}-token`;
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let imagine: Imagine;
let postgres: RunningPostgres;
beforeAll(async () => {
  postgres = await startPostgres({ careless: true });
  imagine = await startImagine({
    postgresUrl: postgres.url,
    env: { METRICS_TOKEN },
    overrides: { backoffScale: 0.002, slackTimeoutMs: 1_500, downloadTimeoutMs: 1_500, submitTimeoutMs: 1_500 },
  });
});
afterAll(async () => {
  await imagine.close();
  await postgres.close();
});

const ask = (text = PROMPT) => imagine.slack.command({ user: 'ana', channel: 'general', text });
const asked = async (text?: string) => {
  await ask(text);
  await imagine.settled();
};

/** Whatever happens, what people wrote and what opens doors stays out of the log, which is written at its finest here. */
test('the log tells of all that happened, and nothing that anybody typed or that opens a door', async () => {
  const { slack, pixapi, logLines } = imagine;

  // as it should be: a picture, an edit by address, an edit with a file, commands
  await asked();
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  const say = (text: string, more = {}) => slack.say({ user: 'ana', channel: 'general', text, threadTs, ...more });
  await say(`edit this: more ${CANARY}`);
  await imagine.settled();
  await say(`<@BOT> add ${CANARY}`, { files: [{ name: `${CANARY}.png`, bytes: PNG }] });
  await imagine.settled();
  for (const text of ['help', 'history', 'budget', `budget set ${CANARY}`, `${CANARY} --size ${CANARY}`])
    await ask(text);
  // where the app may not be: the answer goes through the response_url
  await slack.command({ user: 'ana', channel: 'secret', text: PROMPT });
  await imagine.settled();

  // Pixapi refuses, breaks, and repeats what it was told
  const echo = { code: 'invalid_request_error', message: `bad prompt "${PROMPT}" with key ${pixapi.key}` };
  for (const fault of [
    { answer: { status: 422, message: PROMPT } },
    { answer: { status: 400, shape: 'openai', type: PROMPT, code: CANARY, message: pixapi.key } },
    { answer: { status: 400, shape: 'string', message: `${PROMPT} ${pixapi.key}` } },
    { body: { error: { ...echo, request_id: pixapi.key } }, status: 400, work: false },
    { body: { error: PROMPT }, status: 500, work: false },
    { body: `${PROMPT} ${pixapi.key}` },
    { answer: { status: 401, message: pixapi.key } },
    { reset: 'after' },
    { delayMs: Number.POSITIVE_INFINITY },
    { task: { fails: { message: `${PROMPT} ${pixapi.key}`, type: CANARY } } },
    { task: { fails: { shape: 'string', message: PROMPT }, where: 'fail_reason' } },
    { result: { url: `https://stranger.example/${CANARY}.png?sig=${CANARY}` } },
    { result: { url: `http://127.0.0.1:9/${CANARY}?sig=${CANARY}` } },
    { result: { data: 'empty' } },
  ] as Parameters<typeof pixapi.fault>[1][]) {
    pixapi.fault({ to: 'submit' }, fault);
    await asked();
  }
  pixapi.fault({ to: 'task' }, { badJson: true }, { body: PROMPT }, { answer: { status: 500, message: PROMPT } });
  pixapi.fault(
    { to: 'download' },
    { download: { html: true } },
    { download: { redirect: `http://10.0.0.1/?s=${CANARY}` } },
  );
  await asked();

  // Slack refuses, breaks, and repeats what it was told
  const token = slack.teams.acme.tokens.bot;
  const body = `no such message: ${PROMPT} for ${token}`;
  for (const method of ['chat.postMessage', 'chat.update', 'files.getUploadURLExternal', 'files.info']) {
    slack.fault(
      { method },
      faults.status(500, body),
      faults.status(200, body),
      faults.error(body),
      faults.acceptThenCut(),
    );
    slack.fault({ method }, faults.acceptThenHang(), faults.rateLimited());
  }
  slack.fault({ method: 'users.info' }, faults.status(500, body), faults.error(body));
  slack.fault({ method: 'upload' }, faults.status(500, body), faults.reset());
  for (let i = 0; i < 8; i++) await asked();
  for (const user of ['bruno', 'carla']) await slack.command({ user, channel: 'general', text: 'help' });
  slack.fault({ method: 'response_url' }, faults.status(404, body));
  await slack.command({ user: 'ana', channel: 'secret', text: PROMPT });
  await imagine.settled();

  // nobody we know
  const forged = new URLSearchParams({ command: '/imagine', text: PROMPT, team_id: 'T0STRANGER' }).toString();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(forged, { ...sign(CANARY, forged), ...form });
  await slack.sendRaw(forged, { ...sign(slack.signingSecret, forged), ...form });
  const event = JSON.stringify({ event: { type: 'message', text: PROMPT, channel: { id: CANARY } }, event_id: CANARY });
  await slack.sendRaw(event, { ...sign(slack.signingSecret, event), 'content-type': 'application/json' });
  await fetch(`${imagine.url}/metrics?token=${CANARY}`, { headers: { authorization: `Bearer ${CANARY}` } });

  // the database refuses what it is given, then is gone
  await imagine.query(
    `alter table generations add constraint odd check (case when prompt like '%refused%' then prompt::int > 0 else true end)`,
  );
  await ask(`${PROMPT} refused`);
  await say(`edit this: ${CANARY} refused`);
  await imagine.query('alter table generations drop constraint odd');
  await postgres.stop();
  await ask();
  await say(`edit this: ${CANARY}`);
  await postgres.start();
  await slack.flushRetries();
  await imagine.settled();

  const codes = new Set(logLines.map((line) => (JSON.parse(line) as { code?: string }).code));
  const expected = ['prompt_refused', 'request_rejected', 'outcome_unknown', 'task_failed', 'pixapi_key_refused'];
  expected.push('result_malformed', 'download_refused', 'chat_busy', 'chat_unclear', 'not_installed', 'internal');
  expect([...codes]).toEqual(expect.arrayContaining(expected));
  const secrets: Record<string, string> = {
    ...{ prompt: CANARY, 'signing secret': slack.signingSecret, token, 'Pixapi key': pixapi.key.slice(3) },
    ...{
      response_url: '/response/',
      query: '?',
      picture: 'iVBOR',
      'another picture': 'IHDR',
      database: 'postgres:postgres',
    },
    'metrics token': METRICS_TOKEN,
  };
  for (const [what, secret] of Object.entries(secrets)) {
    const leaks = logLines.filter((line) => line.includes(secret));
    expect(leaks.slice(0, 3), `${what} in the log`).toEqual([]);
  }
  slack.violations.length = 0;
  slack.reset();
});

test('a line that a careless hand writes is cut at the last moment', () => {
  const lines: string[] = [];
  const logger = createLogger('trace', { write: (line) => void lines.push(line) });
  logger.info({ url: 'https://cdn.example/a.png?sig=s3cret', token: 'xoxb-1-s3cret' }, 'Bearer s3cret, sk_live_s3cret');
  expect(lines.join()).not.toContain('s3cret');
});

test('what the operator may see, and who', async () => {
  const get = async (path: string, headers = {}) => (await fetch(imagine.url + path, { headers })).status;
  expect(await get('/healthz')).toBe(200);
  expect(await get('/readyz')).toBe(200);
  expect(await get('/metrics')).toBe(401);
  expect(await get('/metrics', { authorization: 'Bearer wrong' })).toBe(401);
  expect(await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN.replace(/.$/, '-')}` })).toBe(401);
  expect(await get('/metrics', { authorization: `Bearer ${METRICS_TOKEN}` })).toBe(200);
});
