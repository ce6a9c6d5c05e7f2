import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { isDatabaseTrafficPrivate, readConfig, readDatabaseUrl, readOAuth, VARIABLES } from '../../src/config.ts';
import { MODELS } from '../support/models.ts';

const NEEDED = {
  DATABASE_URL: 'postgres://app:hush@localhost:5432/imagine',
  SLACK_SIGNING_SECRET: 'signing-hush',
  SLACK_BOT_TOKEN: 'xoxb-hush',
  PIXAPI_KEY: 'sk_hush',
};
const DEFAULTS = {
  DATA_DIR: './data',
  PORT: 3000,
  SLACK_API_URL: 'https://slack.com/api/',
  PIXAPI_BASE_URL: 'https://api.pixapi.ai',
  PIXAPI_MODE: 'async',
  PIXAPI_IMAGE_HOSTS: ['pixapi.ai', 'r2.cloudflarestorage.com'],
  DEFAULT_MONTHLY_CREDITS: 500,
  WORKER_CONCURRENCY: 100,
  TEAM_CONCURRENCY: 8,
  BYTES_IN_FLIGHT_MB: 64,
  PERSON_REQUESTS_PER_MINUTE: 10,
  PERSON_ACTIONS_PER_MINUTE: 60,
  TEAM_ACTIONS_PER_MINUTE: 1_500,
  LOG_LEVEL: 'info',
};

/** What was read, without the models, which are no variable's value. */
function read(env: Record<string, string | undefined>) {
  const { models, ...said } = readConfig(env);
  expect(models.map(({ id }) => id)).toEqual(MODELS.map(({ id }) => id));
  return said;
}

test('what need not be said has its default', () => {
  expect(read(NEEDED)).toEqual({ ...NEEDED, ...DEFAULTS });
});

test('empty and blank variables count as not set', () => {
  const blank = Object.fromEntries(Object.keys(DEFAULTS).map((name, i) => [name, ['', '  ', '\t'][i % 3]]));
  expect(read({ ...NEEDED, ...blank, METRICS_TOKEN: '' })).toEqual({ ...NEEDED, ...DEFAULTS });
  expect(complaints({ ...NEEDED, PIXAPI_KEY: '' })).toEqual(['PIXAPI_KEY is not set']);
});

test('all complaints come at once, by name, and never show a value', () => {
  const wrong = {
    DATABASE_URL: 'mysql://hush',
    PORT: '70000',
    SLACK_SIGNING_SECRET: 'hush',
    SLACK_BOT_TOKEN: 'xoxp-hush',
    SLACK_API_URL: 'ftp://hush',
    PIXAPI_BASE_URL: 'hush',
    PIXAPI_MODE: 'hush',
    DEFAULT_MODEL: 'hush',
    DEFAULT_MONTHLY_CREDITS: 'hush',
    WORKER_CONCURRENCY: '0',
    TEAM_CONCURRENCY: '1.5',
    METRICS_TOKEN: 'hush',
    LOG_LEVEL: 'hush',
  };
  const said = complaints(wrong);
  expect(said.map((line) => line.split(/:| is /)[0]).sort()).toEqual([...Object.keys(wrong), 'PIXAPI_KEY'].sort());
  expect(said).toContain('PIXAPI_KEY is not set');
  expect(said).toContain('SLACK_BOT_TOKEN: has the wrong form');
  expect(said).toContain('DEFAULT_MONTHLY_CREDITS: Invalid input: expected a whole number of credits, or unlimited');
  expect(said.join()).not.toMatch(/hush|70000/);
});

test('many workspaces need no token, and all of the five; a token makes them one', () => {
  const { SLACK_BOT_TOKEN: _, ...none } = NEEDED;
  const many = {
    SLACK_CLIENT_ID: '1111.2222',
    SLACK_CLIENT_SECRET: 'hush-hush-hush-hush',
    SLACK_STATE_SECRET: 'hush-hush-hush-hush-hush-hush-hush',
    ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    PUBLIC_URL: 'https://imagine.example/',
  };
  expect(complaints(none)).toEqual([
    'SLACK_BOT_TOKEN is not set (nor SLACK_CLIENT_ID, SLACK_CLIENT_SECRET, SLACK_STATE_SECRET, for many workspaces)',
  ]);
  for (const name of Object.keys(many))
    expect(complaints({ ...none, ...many, [name]: '' })).toEqual([
      `${name} is not set, which many workspaces need (or SLACK_BOT_TOKEN, for one)`,
    ]);
  expect(readOAuth(readConfig({ ...none, ...many }))).toMatchObject({ address: 'https://imagine.example' });
  expect(readOAuth(readConfig({ ...NEEDED, ...many }))).toBeNull();
});

test.each([
  ['unlimited', null],
  ['0', 0],
  ['2500', 2500],
])('a month of %s credits', (said, credits) => {
  expect(readConfig({ ...NEEDED, DEFAULT_MONTHLY_CREDITS: said }).DEFAULT_MONTHLY_CREDITS).toBe(credits);
});

test.each(['lots', '1.5', '-1', '1e99', '10000001', 'UNLIMITED', 'null'])(
  'a month of %s credits is refused',
  (said) => {
    expect(complaints({ ...NEEDED, DEFAULT_MONTHLY_CREDITS: said })[0]).toMatch(/^DEFAULT_MONTHLY_CREDITS: /);
  },
);

test('the default model is one that can be ordered, and the complaint says which can', () => {
  for (const { id } of MODELS) expect(readConfig({ ...NEEDED, DEFAULT_MODEL: id }).DEFAULT_MODEL).toBe(id);
  const [complaint = '', ...more] = complaints({ ...NEEDED, DEFAULT_MODEL: 'dall-e-3' });
  expect(more).toEqual([]);
  for (const { id } of MODELS) expect(complaint).toContain(id);
  expect(complaint).not.toContain('dall-e-3');
});

test.each(['SLACK_API_URL', 'PIXAPI_BASE_URL'])('%s without TLS is for this machine alone', (name) => {
  for (const host of ['localhost:1', 'app.localhost', '127.0.0.1:8080', '127.9.9.9', '[::1]:1'])
    expect(complaints({ ...NEEDED, [name]: `http://${host}/` })).toEqual([]);
  for (const host of ['slack.example', '10.0.0.1', '127.0.0.1.example', 'localhost.example', '[::2]'])
    expect(complaints({ ...NEEDED, [name]: `http://${host}/` })).toEqual([
      `${name}: http:// only on this machine (localhost); use https://`,
    ]);
});

test.each([
  ['app:hush@localhost:5432/imagine', true],
  ['app:hush@127.0.0.1/imagine', true],
  ['/imagine?host=/var/run/postgresql', true],
  ['app:hush@db.example/imagine', false],
  ['app:hush@db.example/imagine?sslmode=disable', false],
  ['app:hush@db.example/imagine?sslmode=require', true],
  ['app:hush@db.example/imagine?sslmode=verify-full', true],
])('what is said to %s is private: %s', (address, isPrivate) => {
  expect(isDatabaseTrafficPrivate(`postgres://${address}`)).toBe(isPrivate);
});

test('hosts are a list with commas between, spaces or not', () => {
  const { PIXAPI_IMAGE_HOSTS } = readConfig({ ...NEEDED, PIXAPI_IMAGE_HOSTS: ' a.example , 127.0.0.1:8080,,' });
  expect(PIXAPI_IMAGE_HOSTS).toEqual(['a.example', '127.0.0.1:8080']);
});

test('the release phase needs the database and nothing else', () => {
  expect(readDatabaseUrl({ DATABASE_URL: NEEDED.DATABASE_URL })).toBe(NEEDED.DATABASE_URL);
  for (const DATABASE_URL of [undefined, '', 'mysql://hush'])
    expect(() => readDatabaseUrl({ DATABASE_URL })).toThrow(
      /^DATABASE_URL is not set, or not the address of a Postgres/,
    );
});

test('.env.example explains exactly what can be set, with the defaults', () => {
  const lines = readFileSync('.env.example', 'utf8').split('\n');
  const said = Object.fromEntries(
    lines.flatMap((line, i) => {
      const [, name, value] = /^([A-Z_]+)=(.*)$/.exec(line) ?? [];
      if (!name) return [];
      expect(lines[i - 1], `what ${name} is for`).toMatch(/^# [A-Z].{20,}\.$/);
      return [[name, value]];
    }),
  );
  expect(Object.keys(said).sort()).toEqual([...VARIABLES].sort());
  expect(read({ ...said, ...NEEDED })).toEqual({ ...NEEDED, ...DEFAULTS });
  for (const name of Object.keys(NEEDED)) expect(said[name]).toBe('');
});

test.each(['web', 'worker'])('`node src/%s.ts` without its variables names each and ends with 1', async (name) => {
  const ended = await promisify(execFile)(process.execPath, [`src/${name}.ts`], { env: {} }).catch((error) => error);
  expect(ended).toMatchObject({ code: 1, stdout: '' });
  for (const variable of Object.keys(NEEDED)) expect(ended.stderr).toContain(`${variable} is not set`);
  expect(ended.stderr).not.toMatch(/ {4}at |node:/);
});

function complaints(env: Record<string, string>): string[] {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    return (error as Error).message.split('\n  ').slice(1);
  }
}
