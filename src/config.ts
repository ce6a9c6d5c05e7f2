import { existsSync } from 'node:fs';
import { z } from 'zod';
import { readTable } from './pixapi/models/file.ts';
import { type ModelEntry, modelOf } from './pixapi/models/table.ts';
import { type KeyRing, readKeyRing } from './secrets/key-ring.ts';

const LOOPBACK = /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/;
/** Tokens, keys and prompts go there: without TLS only within this machine. */
const url = z.url({ protocol: /^https?$/ }).refine(
  (address) => {
    const parsed = URL.parse(address);
    return parsed?.protocol !== 'http:' || LOOPBACK.test(parsed.hostname);
  },
  { error: 'http:// only on this machine (localhost); use https://' },
);
const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1).max(10_000);
/** As the form and the command of the budget take them. */
const MOST_CREDITS = 10_000_000;
const credits = z.union(
  [z.literal('unlimited').transform(() => null), z.coerce.number().int().min(0).max(MOST_CREDITS)],
  { error: 'Invalid input: expected a whole number of credits, or unlimited' },
);
const rate = z.union([z.literal('unlimited').transform(() => null), z.coerce.number().int().min(1).max(1_000_000)], {
  error: 'Invalid input: expected a whole number from 1 on, or unlimited',
});
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

const schema = z.object({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATA_DIR: z.string().default('./data'),
  PORT: port.default(3000),
  PUBLIC_URL: url.optional(),
  SLACK_SIGNING_SECRET: z.string().min(8).optional(),
  SLACK_SIGNING_SECRET_PREVIOUS: z.string().min(8).optional(),
  SLACK_APP_TOKEN: z.string().startsWith('xapp-').optional(),
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-').optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(/^\d+\.\d+$/)
    .optional(),
  SLACK_CLIENT_SECRET: z.string().min(16).optional(),
  SLACK_STATE_SECRET: z.string().min(32).optional(),
  SLACK_API_URL: url.default('https://slack.com/api/'),
  PIXAPI_KEY: z.string().startsWith('sk_'),
  PIXAPI_BASE_URL: url.default('https://api.pixapi.ai'),
  PIXAPI_MODE: z.enum(['async', 'sync']).default('async'),
  PIXAPI_IMAGE_HOSTS: list.default(['pixapi.ai', 'r2.cloudflarestorage.com']),
  MODELS_FILE: z.string().optional(),
  DEFAULT_MODEL: z.string().optional(),
  ENCRYPTION_KEYS: z
    .string()
    .transform((text, { addIssue }) => {
      const ring = readKeyRing(text);
      if (!('complaint' in ring)) return ring;
      addIssue({ code: 'custom', message: ring.complaint });
      return z.NEVER;
    })
    .optional(),
  DEFAULT_MONTHLY_CREDITS: credits.default(500),
  WORKER_CONCURRENCY: count.default(100),
  TEAM_CONCURRENCY: count.default(8),
  PERSON_REQUESTS_PER_MINUTE: rate.default(10),
  PERSON_ACTIONS_PER_MINUTE: rate.default(60),
  TEAM_ACTIONS_PER_MINUTE: rate.default(1_500),
  BYTES_IN_FLIGHT_MB: count.default(64),
  METRICS_PORT: port.optional(),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/** The names of all that may be set. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape);

/** What is wrong with the form of one variable, without a word of its value; null: nothing. */
export function complaintOf(name: string, value: string | undefined): string | null {
  const read = new Map<string, z.ZodType>(Object.entries(schema.shape)).get(name)?.safeParse(value);
  return read?.error?.issues.map(sayIssue)[0] ?? null;
}

const sayIssue = ({ code, message }: { code?: string | undefined; message: string }) =>
  code === 'invalid_format' ? 'has the wrong form' : message;

/** Everything we are told from outside; the names are the environment's. */
export type Config = z.output<typeof schema> & {
  /** Those in force: ours, and those of `MODELS_FILE`. */
  readonly models: readonly Model[];
};

type Model = ReturnType<typeof modelOf>;

/**
 * Reads and checks the environment at once. Throws one error that names every wrong or missing variable, never a value.
 * An empty or blank variable counts as not set.
 */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const given = setOf(env);
  const read = schema.safeParse(given);
  const { table, complaints: aboutModels } = readModels(given);
  if (read.success && aboutSlack(given).length === 0 && aboutModels.length === 0)
    return { ...read.data, models: table.map(modelOf) };
  const aboutVariables = (read.error?.issues ?? []).map((issue) => {
    const name = issue.path.join('.');
    return given[name] === undefined ? `${name} is not set` : `${name}: ${sayIssue(issue)}`;
  });
  const complaints = [...aboutVariables, ...aboutSlack(given), ...aboutModels];
  throw new Error(
    `The configuration can't be used (.env.example explains each name):\n  ${[...new Set(complaints)].join('\n  ')}`,
  );
}

/** How Slack reaches us: signed requests to our address, or connections that we open (Socket Mode). */
function aboutSlack(given: Record<string, string | undefined>): string[] {
  const isReached = given.SLACK_SIGNING_SECRET !== undefined || given.SLACK_APP_TOKEN !== undefined;
  const reached = isReached ? [] : ['SLACK_SIGNING_SECRET is not set (nor SLACK_APP_TOKEN, for Socket Mode)'];
  return [...reached, ...aboutInstalling(given)];
}

/** What many workspaces need that install the app by OAuth. */
const FOR_MANY = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'] as const;

/** Which workspaces we are in: the one of a token, or whichever installs the app. */
function aboutInstalling(given: Record<string, string | undefined>): string[] {
  if (given.SLACK_BOT_TOKEN !== undefined) return [];
  if (FOR_MANY.every((name) => given[name] === undefined))
    return [`SLACK_BOT_TOKEN is not set (nor ${FOR_MANY.join(', ')}, for many workspaces)`];
  return [...FOR_MANY, 'ENCRYPTION_KEYS', 'PUBLIC_URL']
    .filter((name) => given[name] === undefined)
    .map((name) => `${name} is not set, which many workspaces need (or SLACK_BOT_TOKEN, for one)`);
}

/** What an app is that is installed by OAuth; null: it is in the one workspace of SLACK_BOT_TOKEN. */
export function readOAuth(config: Config) {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_STATE_SECRET: stateSecret } = config;
  const { SLACK_BOT_TOKEN: token, ENCRYPTION_KEYS: keyRing, PUBLIC_URL: address } = config;
  if (token || !clientId || !clientSecret || !stateSecret || !keyRing || !address) return null;
  return { clientId, clientSecret, stateSecret, keyRing, address: address.replace(/\/+$/, '') };
}

/** The models in force, and what is wrong with them or with the choice among them. */
function readModels(given: Record<string, string | undefined>): {
  readonly table: readonly ModelEntry[];
  readonly complaints: readonly string[];
} {
  const read = readTable(given.MODELS_FILE);
  if (!read.ok) return { table: [], complaints: read.complaints.map((one) => `MODELS_FILE: ${one}`) };
  const { table } = read;
  const ids = table.map(({ id }) => id);
  const chosen = given.DEFAULT_MODEL;
  const isKnown = chosen === undefined || ids.includes(chosen);
  return { table, complaints: isKnown ? [] : [`DEFAULT_MODEL: expected one of ${ids.join(', ')}`] };
}

/** The environment, with what `.env` of the working directory adds to it: what the environment says already stands. */
export function readEnvironment(): Record<string, string | undefined> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return setOf(process.env);
}

/** Whether what is said to the database stays on this machine or is encrypted. */
export function isDatabaseTrafficPrivate(databaseUrl: string): boolean {
  const { hostname, searchParams } = new URL(databaseUrl);
  const host = searchParams.get('host') ?? decodeURIComponent(hostname);
  if (host === '' || host.startsWith('/') || LOOPBACK.test(host)) return true;
  return ['require', 'verify-ca', 'verify-full'].includes(searchParams.get('sslmode') ?? '');
}

/** What `npm run models` needs: the models in force, and which is to draw where nothing asks for another. */
export function readModelChoice(env: Record<string, string | undefined> = process.env) {
  const given = setOf(env);
  const { table, complaints } = readModels(given);
  if (complaints.length > 0) throw new Error(`The models can't be used:\n  ${complaints.join('\n  ')}`);
  return { table, chosen: given.DEFAULT_MODEL ?? null };
}

/** An empty or blank variable counts as not set. */
function setOf(env: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
}

/** The keys that seal what is kept; throws one sentence, without a word of them. */
export function readKeys(env: Record<string, string | undefined>): KeyRing {
  const ring = readKeyRing(env.ENCRYPTION_KEYS ?? '');
  if ('complaint' in ring)
    throw new Error(env.ENCRYPTION_KEYS ? `ENCRYPTION_KEYS: ${ring.complaint}` : 'ENCRYPTION_KEYS is not set');
  return ring;
}

/** The one variable that the release phase needs. */
export function readDatabaseUrl(env: Record<string, string | undefined> = process.env): string {
  const read = schema.shape.DATABASE_URL.safeParse(env.DATABASE_URL);
  if (!read.success) throw new Error('DATABASE_URL is not set, or not the address of a Postgres database');
  return read.data;
}
