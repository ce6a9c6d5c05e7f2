import { existsSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv } from 'node:util';
import { afterEach, beforeEach, test as everywhere, expect } from 'vitest';
import { readConfig, readOAuth } from '../../src/config.ts';
import { faults } from '../local/slack/slack.ts';
import { APP_TOKEN } from '../local/slack/state.ts';
import { journey } from '../support/journey.ts';
import { COMPILED } from '../support/processes.ts';
import { openTerminal, type Terminal } from '../support/terminal.ts';
import { until } from '../support/until.ts';

const imagine = journey();
/** `script` of other systems wants its arguments otherwise. */
const test = everywhere.skipIf(process.platform !== 'linux');
const SETUP = fileURLToPath(new URL('../../src/operate/setup.ts', import.meta.url));
const ENTER = '\r';
const CONTROL_C = '\x03';
const CONTROL_D = '\x04';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'imagine-terminal-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const file = () => join(home, '.env');
const botToken = () => imagine.slack.teams.acme.tokens.bot;

/** `npm run setup`, in a terminal, where nothing is set but where Slack and Pixapi are. */
function setUp(): Terminal {
  const { slack, pixapi } = imagine;
  const services = { SLACK_API_URL: slack.apiUrl, PIXAPI_BASE_URL: pixapi.url };
  const env = { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: COMPILED, ...services };
  return openTerminal([process.execPath, SETUP], env, home);
}

test('from nothing to .env: a wrong value is asked for again with its cause, and no secret is ever shown', async () => {
  const terminal = setUp();
  await terminal.sees('1, 2 or 3 [1]: ');
  terminal.types(ENTER);
  await terminal.sees('https://api.slack.com/apps?new_app=1');
  await terminal.sees('Paste it: ');
  terminal.types(`xoxb-nobodys${ENTER}`);
  await terminal.sees("Slack doesn't know this token");
  await terminal.sees('Paste it: ');
  // whoever is quick pastes the next value while this one is tried
  const { promise: tried, resolve: goOn } = Promise.withResolvers<void>();
  imagine.slack.fault({ method: 'auth.test' }, faults.held(tried));
  terminal.types(`${botToken()}${ENTER}`);
  await until(() => imagine.slack.unusedFaults().length === 0);
  terminal.types(APP_TOKEN);
  goOn();
  await terminal.sees('SLACK_APP_TOKEN');
  await terminal.sees('Paste it: ');
  terminal.types(ENTER);
  await terminal.sees('PIXAPI_KEY');
  await terminal.sees('Paste it: ');
  terminal.types(`${imagine.pixapi.key}${ENTER}`);
  await terminal.sees('npm start');
  expect(await terminal.exited).toBe(0);
  expect(readFileSync(file(), 'utf8')).toBe(
    `SLACK_BOT_TOKEN=${botToken()}\nSLACK_APP_TOKEN=${APP_TOKEN}\nPIXAPI_KEY=${imagine.pixapi.key}\n`,
  );
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  for (const secret of ['xoxb-nobodys', botToken(), APP_TOKEN, imagine.pixapi.key])
    expect(terminal.screen()).not.toContain(secret);
});

test('what is there stays, by Enter or by not saying yes', async () => {
  await writeFile(file(), '# mine\nSLACK_BOT_TOKEN=xoxb-old\nPIXAPI_KEY=sk_mine\n');
  const terminal = setUp();
  await terminal.sees('1, 2 or 3 [1]: ');
  terminal.types(`2${ENTER}`);
  await terminal.sees('The address, https://…: ');
  terminal.types(`http://pictures.example${ENTER}`);
  await terminal.sees('That is no https address.');
  terminal.types(`https://pictures.example/${ENTER}`);
  await terminal.sees('Enter keeps the one that is there');
  terminal.types(`${botToken()}${ENTER}`);
  await terminal.sees('SLACK_SIGNING_SECRET');
  await terminal.sees('Paste it: ');
  terminal.types(`a-signing-secret${ENTER}`);
  await terminal.sees('PIXAPI_KEY');
  await terminal.sees('Enter keeps the one that is there');
  terminal.types(ENTER);
  await terminal.sees('has another SLACK_BOT_TOKEN. Replace it? [y/N]: ');
  terminal.types(ENTER);
  expect(await terminal.exited).toBe(0);
  expect(readFileSync(file(), 'utf8')).toBe(
    '# mine\nSLACK_BOT_TOKEN=xoxb-old\nPIXAPI_KEY=sk_mine\nPUBLIC_URL=https://pictures.example\nSLACK_SIGNING_SECRET=a-signing-secret\n',
  );
  expect(terminal.screen()).not.toMatch(/a-signing-secret|xoxb-(?!…)/);
});

test('for many workspaces: what can be made is made, and what would lead elsewhere is taken out', async () => {
  await writeFile(file(), '# mine\nSLACK_BOT_TOKEN=xoxb-old\n');
  const { id, secret } = imagine.slack.oauthClient;
  const terminal = setUp();
  const answers = async (pairs: readonly (readonly [sees: string, types: string])[]) => {
    for (const [sees, types] of pairs) {
      await terminal.sees(sees);
      terminal.types(`${types}${ENTER}`);
    }
  };
  await answers([
    ['1, 2 or 3 [1]: ', 'many'],
    ['1, 2 or 3 [1]: ', '3'],
    ['The address, https://…: ', 'https://pictures.example/'],
    ['May whole Enterprise Grid organizations install it, too? [y/N]: ', 'y'],
  ]);
  await terminal.sees('oauth_redirect');
  await terminal.sees('Activate Public Distribution');
  await answers([
    ['Paste it: ', 'A012'],
    ['✗ SLACK_CLIENT_ID: has the wrong form', id],
    ['Client Secret.', 'another-secret-of-slack'],
    ['is not the secret of SLACK_CLIENT_ID', secret],
    ['App Credentials: Signing Secret.', 'short'],
    ['✗ SLACK_SIGNING_SECRET: ', 'a-signing-secret'],
    ['SLACK_STATE_SECRET', 'guessable'],
    ['✗ SLACK_STATE_SECRET: ', ''],
  ]);
  await terminal.sees('✓ SLACK_STATE_SECRET: made');
  await terminal.sees('✓ ENCRYPTION_KEYS: made');
  await answers([
    ['Paste it: ', imagine.pixapi.key],
    ['SLACK_BOT_TOKEN, with which the app would be in that one workspace alone. Take it out? [y/N]: ', 'y'],
  ]);
  await terminal.sees('https://pictures.example/slack/install');
  expect(await terminal.exited).toBe(0);
  const text = readFileSync(file(), 'utf8');
  const written = parseEnv(text);
  expect(text).toMatch(/^# mine\n/);
  expect(written).toMatchObject({ SLACK_BOT_TOKEN: '', PUBLIC_URL: 'https://pictures.example', SLACK_CLIENT_ID: id });
  expect(readOAuth(readConfig({ ...written, DATABASE_URL: imagine.databaseUrl }))).not.toBeNull();
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  const { SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_STATE_SECRET, ENCRYPTION_KEYS, PIXAPI_KEY } = written;
  for (const one of [SLACK_CLIENT_SECRET, SLACK_SIGNING_SECRET, SLACK_STATE_SECRET, ENCRYPTION_KEYS, PIXAPI_KEY])
    expect(terminal.screen()).not.toContain(one);
  expect(terminal.screen()).not.toMatch(/another-secret|guessable|xoxb-(?!…)/);
});

test.each([
  ['Ctrl-C', CONTROL_C],
  ['Ctrl-D', CONTROL_D],
])('%s in the middle leaves nothing written, and says so', async (_, key) => {
  const terminal = setUp();
  await terminal.sees('1, 2 or 3 [1]: ');
  terminal.types(ENTER);
  await terminal.sees('Paste it: ');
  terminal.types(`${botToken()}${ENTER}`);
  await terminal.sees('SLACK_APP_TOKEN');
  await terminal.sees('Paste it: ');
  terminal.types(key === CONTROL_C ? `xapp-half${key}` : key);
  await terminal.sees('Nothing is written.');
  expect(await terminal.exited).toBe(130);
  expect(await readdir(home)).toEqual([]);
  expect(existsSync(file())).toBe(false);
  expect(terminal.screen()).not.toMatch(/xapp-half|Warning|^\s+at /m);
});
