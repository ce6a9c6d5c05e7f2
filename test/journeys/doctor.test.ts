import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseEnv, promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { readConfig, readOAuth } from '../../src/config.ts';
import type { Env, Finding } from '../../src/operate/check.ts';
import { CHECKS } from '../../src/operate/checks.ts';
import { manifestFor } from '../../src/operate/manifest.ts';
import { APP_TOKEN } from '../local/slack/state.ts';
import { servicesOf } from '../support/environment.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();
const run = promisify(execFile);
const script = (name: string) => fileURLToPath(new URL(`../../src/operate/${name}.ts`, import.meta.url));

function env(more: Env = {}): Env {
  const { slack, pixapi, url, databaseUrl } = imagine;
  const host = { PIXAPI_IMAGE_HOSTS: 'localhost' };
  return { ...servicesOf(slack, pixapi), ...host, PUBLIC_URL: url, DATABASE_URL: databaseUrl, ...more };
}

async function check(name: string, more: Env = {}): Promise<Finding | null> {
  const found = CHECKS.find((one) => one.name === name);
  if (!found) throw new Error(`there is no check ${name}`);
  return await found.run(env(more));
}

const wrong = (says: RegExp, todo: RegExp) => ({
  level: 'wrong',
  says: expect.stringMatching(says),
  todo: expect.stringMatching(todo),
});

test('where all is well it says so, spends nothing, and shows no secret', async () => {
  const { stdout } = await run(process.execPath, [script('doctor')], {
    env: env({ DEFAULT_MODEL: 'gpt-image-2' }),
    cwd: tmpdir(),
  });
  expect(stdout).toContain('All is well.');
  expect(stdout).not.toContain('✗');
  for (const secret of [imagine.pixapi.key, imagine.slack.signingSecret, imagine.slack.teams.acme.tokens.bot])
    expect(stdout).not.toContain(secret);
  expect(imagine.pixapi.submits()).toEqual([]);
});

test('of many workspaces it asks for no token, and tries the id and the secret', async () => {
  const { id, secret } = imagine.slack.oauthClient;
  const many = { SLACK_BOT_TOKEN: '', SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret };
  for (const [name, value] of Object.entries(many).filter(([, value]) => value !== ''))
    expect(await check('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: '', [name]: value })).toBeNull();
  expect(await check('SLACK_CLIENT_SECRET')).toBeNull();
  expect(await check('SLACK_CLIENT_SECRET', many)).toMatchObject({ level: 'ok' });
  const tried = (more: Env) => check('SLACK_CLIENT_SECRET', { ...many, ...more });
  expect(await tried({ SLACK_CLIENT_ID: '1.2' })).toEqual(wrong(/SLACK_CLIENT_ID/, /App Credentials/));
  expect(await tried({ SLACK_CLIENT_SECRET: 'another-secret-of-slack' })).toEqual(
    wrong(/secret of/, /App Credentials/),
  );
  // with a token for one workspace the pages are not there
  expect(await check('PUBLIC_URL')).toBeNull();
  expect(await check('PUBLIC_URL', many)).toEqual(wrong(/install answers 404/, /start the app/));
  for (const path of ['/slack/install', '/slack/oauth_redirect'])
    expect((await fetch(imagine.url + path)).status).toBe(404);
});

test('what is wrong ends with 1, also as JSON', async () => {
  const broken = { ...env({ SLACK_BOT_TOKEN: 'xoxb-no-more' }) };
  const ended = await run(process.execPath, [script('doctor'), '--json'], { env: broken, cwd: tmpdir() }).catch(
    (error) => error,
  );
  expect(ended.code).toBe(1);
  const told = JSON.parse(ended.stdout);
  expect(told.ok).toBe(false);
  expect(told.checks.filter((one: Finding) => one.level === 'wrong')).toMatchObject([{ name: 'SLACK_BOT_TOKEN' }]);
});

describe('each check sees what it is there for', () => {
  test('variables', async () => {
    expect(await check('variables', { TEAM_CONCURRENCY: 'many' })).toEqual(wrong(/TEAM_CONCURRENCY/, /env\.example/));
  });

  test('the bot token: kind, and whether Slack knows it', async () => {
    expect(await check('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: '' })).toEqual(wrong(/not set/, /OAuth/));
    expect(await check('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxp-1' })).toEqual(wrong(/no bot token/, /xoxb-/));
    expect(await check('SLACK_BOT_TOKEN', { SLACK_BOT_TOKEN: 'xoxb-1' })).toEqual(
      wrong(/doesn't know/, /copy it again/),
    );
    expect(await check('SLACK_BOT_TOKEN', { SLACK_API_URL: 'http://127.0.0.1:65531/' })).toEqual(
      wrong(/nothing listens/, /network/),
    );
  });

  test('scopes that were not granted', async () => {
    imagine.slack.set({ missingScopes: ['app_mentions:read', 'files:write'] });
    expect(await check('SLACK_BOT_TOKEN')).toEqual(wrong(/lacks app_mentions:read, files:write/, /Reinstall/));
  });

  test('the app-level token', async () => {
    const { bot } = imagine.slack.teams.acme.tokens;
    expect(await check('SLACK_APP_TOKEN', { SLACK_APP_TOKEN: APP_TOKEN })).toMatchObject({ level: 'ok' });
    expect(await check('SLACK_APP_TOKEN', { SLACK_APP_TOKEN: bot })).toEqual(
      wrong(/no app-level token/, /connections:write/),
    );
    imagine.slack.fault({ method: 'apps.connections.open' }, { type: 'error', error: 'missing_scope' });
    expect(await check('SLACK_APP_TOKEN', { SLACK_APP_TOKEN: APP_TOKEN })).toEqual(
      wrong(/lacks the scope/, /new app-level token/),
    );
  });

  test('the signing secret, by a signed round trip', async () => {
    expect(await check('SLACK_SIGNING_SECRET')).toMatchObject({ level: 'ok' });
    expect(await check('SLACK_SIGNING_SECRET', { SLACK_SIGNING_SECRET: 'another-secret' })).toEqual(
      wrong(/refuses its signature/, /same SLACK_SIGNING_SECRET/),
    );
    expect(await check('SLACK_SIGNING_SECRET', { PUBLIC_URL: `http://${imagine.pixapi.cdnHost}` })).toEqual(
      wrong(/is not this app/, /PUBLIC_URL/),
    );
    expect(await check('SLACK_SIGNING_SECRET', { PUBLIC_URL: 'http://127.0.0.1:65531' })).toEqual(
      wrong(/nothing listens/, /start the app/),
    );
  });

  test('the signing secret, while it is being replaced', async () => {
    const [current, other] = [imagine.slack.signingSecret, 'another-secret'];
    const both = (now: string, before: string) => ({
      SLACK_SIGNING_SECRET: now,
      SLACK_SIGNING_SECRET_PREVIOUS: before,
    });
    expect(await check('SLACK_SIGNING_SECRET_PREVIOUS')).toBeNull();
    expect(await check('SLACK_SIGNING_SECRET', both(other, current))).toEqual(
      wrong(/previous secret alone/, /start it/),
    );
    const previous = (env: Env) => check('SLACK_SIGNING_SECRET_PREVIOUS', env);
    const warning = (says: RegExp) => ({ level: 'warning', says: expect.stringMatching(says) });
    expect(await previous(both(other, current))).toMatchObject(warning(/is accepted at PUBLIC_URL, too/));
    expect(await previous(both(current, other))).toMatchObject(warning(/is refused by the app/));
    expect(await previous(both(current, current))).toMatchObject(warning(/is the same/));
  });

  test('the key, and the endpoint for tasks', async () => {
    expect(await check('PIXAPI_KEY', { PIXAPI_KEY: 'sk_wrong' })).toEqual(wrong(/refuses/, /copy it again/));
    expect(await check('PIXAPI_MODE')).toMatchObject({ level: 'ok' });
    expect(await check('PIXAPI_MODE', { PIXAPI_MODE: 'sync' })).toMatchObject({ level: 'warning' });
    imagine.pixapi.fault({ to: 'submit' }, { status: 404, body: { error: { code: 404, message: 'not found' } } });
    expect(await check('PIXAPI_MODE')).toMatchObject({ level: 'warning', says: expect.stringMatching(/no tasks/) });
    expect(imagine.pixapi.submits()).toEqual([]);
  });

  test('hosts, models and the clock', async () => {
    expect(await check('PIXAPI_IMAGE_HOSTS', { PIXAPI_IMAGE_HOSTS: 'nowhere.invalid' })).toMatchObject({
      level: 'warning',
    });
    expect(await check('models')).not.toBeNull();
    expect(await check('clock')).toMatchObject({ level: 'ok' });
  });

  test('the keys of what is sealed: their form, and whether they are all', async () => {
    const key = `new:${randomBytes(32).toString('base64')}`;
    expect(await check('ENCRYPTION_KEYS')).toBeNull();
    expect(await check('ENCRYPTION_KEYS', { ENCRYPTION_KEYS: key })).toMatchObject({ level: 'ok' });
    expect(await check('variables', { ENCRYPTION_KEYS: `${key}x` })).toEqual(wrong(/KEYS: key 1: .*32 bytes/, /env/));
    await imagine.query(
      `insert into installations (team_id, app_id, bot_id, bot_user_id, scopes, installed_by, key_id, data_key, token)
       values ('T1', 'A1', 'B1', 'U1', '{}', 'U2', 'old', '', '')`,
    );
    const lost = wrong(/not all .*: 1 need "old"/, /put the missing key back/);
    expect(await check('ENCRYPTION_KEYS', { ENCRYPTION_KEYS: key })).toEqual(lost);
    expect(await check('ENCRYPTION_KEYS')).toEqual(lost);
  });

  test('the database: its address, its tables', async () => {
    expect(await check('DATABASE_URL')).toMatchObject({ level: 'ok' });
    expect(await check('DATABASE_URL', { DATABASE_URL: 'mysql://x' })).toEqual(wrong(/no address/, /postgres:/));
    const empty = imagine.databaseUrl.replace(/\/[^/?]+(?=$|\?)/, '/template1');
    expect(await check('DATABASE_URL', { DATABASE_URL: empty })).toEqual(wrong(/no tables/, /migrate/));
    expect(await check('DATA_DIR', { DATABASE_URL: undefined, DATA_DIR: tmpdir() })).toMatchObject({ level: 'ok' });
  });
});

describe('npm run setup', () => {
  const setUp = async (home: string, more: Env = {}) =>
    await run(process.execPath, [script('setup'), '--json'], {
      env: { ...env(more), DATABASE_URL: undefined, SLACK_SIGNING_SECRET: undefined, SLACK_APP_TOKEN: APP_TOKEN },
      cwd: home,
    }).then(
      ({ stdout }) => ({ code: 0, ...JSON.parse(stdout) }),
      ({ code, stdout }) => ({ code, ...JSON.parse(stdout) }),
    );

  test('it checks what the environment gives, and writes a file that nobody else reads', async () => {
    const home = await mkdtemp(join(tmpdir(), 'imagine-setup-'));
    await writeFile(join(home, '.env'), '# mine\nLOG_LEVEL=warn\nPIXAPI_KEY=sk_mine\n');
    await chmod(join(home, '.env'), 0o644);
    const done = await setUp(home);
    expect(done).toMatchObject({
      code: 0,
      ok: true,
      written: expect.arrayContaining(['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN']),
    });
    const text = await readFile(join(home, '.env'), 'utf8');
    expect(text).toMatch(/^# mine\nLOG_LEVEL=warn\nPIXAPI_KEY=sk_mine\n/);
    expect(text).toContain(`SLACK_APP_TOKEN=${APP_TOKEN}`);
    expect((await stat(join(home, '.env'))).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(done)).not.toContain(imagine.slack.teams.acme.tokens.bot);
  });

  test('what does not hold is told, and nothing is written', async () => {
    const home = await mkdtemp(join(tmpdir(), 'imagine-setup-'));
    expect(await setUp(home, { PIXAPI_KEY: 'sk_wrong' })).toMatchObject({ code: 1, ok: false, written: [] });
    await expect(stat(join(home, '.env'))).rejects.toThrow();
  });

  test('for many workspaces it makes what can be made, asks for no token, and ends with where they install the app', async () => {
    const home = await mkdtemp(join(tmpdir(), 'imagine-setup-'));
    const { id, secret } = imagine.slack.oauthClient;
    const many = { SLACK_BOT_TOKEN: undefined, SLACK_SIGNING_SECRET: 'a-signing-secret', SLACK_CLIENT_ID: id };
    const setUpMany = async (more: Env, ...args: string[]) =>
      await run(process.execPath, [script('setup'), '--json', ...args], {
        env: { ...env({ ...many, ...more }), DATABASE_URL: undefined },
        cwd: home,
      }).then(
        ({ stdout }) => ({ code: 0, text: stdout, ...JSON.parse(stdout) }),
        ({ code, stdout }) => ({ code, text: stdout, ...JSON.parse(stdout) }),
      );
    const refused = await setUpMany({ SLACK_CLIENT_SECRET: 'another-secret-of-slack', PUBLIC_URL: undefined });
    expect(refused).toMatchObject({ code: 1, written: [] });
    expect(refused.checks.filter((one: Finding) => one.level === 'wrong')).toMatchObject([
      { name: 'PUBLIC_URL', says: 'is not set' },
      { name: 'SLACK_CLIENT_SECRET', says: expect.stringMatching(/secret of/) },
    ]);
    await expect(stat(join(home, '.env'))).rejects.toThrow();

    const address = 'https://pictures.example/';
    const done = await setUpMany({ SLACK_CLIENT_SECRET: secret, PUBLIC_URL: address }, '--organizations');
    const made = ['SLACK_STATE_SECRET', 'ENCRYPTION_KEYS'];
    expect(done).toMatchObject({ code: 0, ok: true, install: 'https://pictures.example/slack/install' });
    expect(done.written).toEqual(expect.arrayContaining(['PUBLIC_URL', 'SLACK_CLIENT_ID', ...made, 'PIXAPI_KEY']));
    const manifest = JSON.parse(new URL(done.createApp).searchParams.get('manifest_json') ?? '');
    expect(manifest).toEqual(manifestFor({ address, isSocket: false, isFor: 'organizations' }));
    const written = parseEnv(await readFile(join(home, '.env'), 'utf8'));
    expect(readOAuth(readConfig({ ...written, DATABASE_URL: imagine.databaseUrl }))).toMatchObject({ clientId: id });
    expect((await stat(join(home, '.env'))).mode & 0o777).toBe(0o600);
    for (const name of [...made, 'SLACK_CLIENT_SECRET', 'PIXAPI_KEY']) expect(done.text).not.toContain(written[name]);
    // a second time nothing is made anew
    expect(await setUpMany({ SLACK_CLIENT_SECRET: secret, PUBLIC_URL: address })).toMatchObject({ written: [] });
    expect(parseEnv(await readFile(join(home, '.env'), 'utf8'))).toEqual(written);
  });
});
