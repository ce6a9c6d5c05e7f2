import { readEnvironment } from '../../config.ts';
import { type Check, type Env, lineOf, runChecks, wrong } from '../check.ts';
import { createAppLink, installLink, type Variant } from '../manifest.ts';
import { pixapiKey } from '../pixapi-checks.ts';
import { appToken, botToken, signingSecret } from '../slack-checks.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import { VALUES } from './values.ts';

const FILE = '.env';
const ANY_ADDRESS = 'https://example.com';

/** What can't be told from the environment as long as Slack has not made the app. */
interface Wish {
  readonly isMany: boolean;
  readonly isForOrganizations: boolean;
}

/** Takes the values from the environment, makes those that can be made; asks nothing, and replaces nothing. */
export async function takeFromEnvironment(asJson: boolean, wish: Wish): Promise<{ isWell: boolean; text: string }> {
  const env = readEnvironment();
  const isSocket = Boolean(env.SLACK_APP_TOKEN);
  const isForMany = !env.SLACK_BOT_TOKEN && (wish.isMany || wish.isForOrganizations || Boolean(env.SLACK_CLIENT_ID));
  const made = isForMany ? makeUp(env) : {};
  const given = { ...env, ...made };
  const results = await runChecks(isForMany ? checksOfMany(isSocket) : checksOfOne(isSocket), given);
  const isWell = results.every(({ level }) => level !== 'wrong');
  const there = readEnvFile(FILE);
  const written = isWell ? namesOf(isForMany).filter((name) => given[name] && !there[name]) : [];
  if (written.length > 0) writeEnvFile(FILE, Object.fromEntries(written.map((name) => [name, given[name] ?? ''])));
  const isFor = isForMany ? (wish.isForOrganizations ? 'organizations' : 'workspaces') : 'one';
  const variant: Variant = { address: env.PUBLIC_URL ?? ANY_ADDRESS, isSocket, isFor };
  const install = isForMany && env.PUBLIC_URL ? installLink(env.PUBLIC_URL) : undefined;
  const text = asJson
    ? JSON.stringify({ ok: isWell, checks: results, written, createApp: createAppLink(variant), install }, null, 2)
    : [
        ...results.map(lineOf),
        written.length > 0 ? `${written.join(', ')} → ${FILE}` : `${FILE} is as it was`,
        ...(install ? [`Each workspace installs the app here: ${install}`] : []),
      ].join('\n');
  return { isWell, text };
}

function namesOf(isForMany: boolean): readonly string[] {
  if (!isForMany) return ['PUBLIC_URL', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'PIXAPI_KEY'];
  return ['PUBLIC_URL', 'SLACK_APP_TOKEN', ...VALUES.many.map(({ name }) => name)];
}

function makeUp(env: Env): Record<string, string> {
  const lacking = VALUES.many.filter(({ name, make }) => make && !env[name]);
  return Object.fromEntries(lacking.map(({ name, make }) => [name, make?.new() ?? '']));
}

function checksOfOne(isSocket: boolean): readonly Check[] {
  return [botToken, appToken, ...(isSocket ? [] : [{ ...signingSecret, run: hasSecret }]), pixapiKey];
}

const hasSecret: Check['run'] = async (env) =>
  env.SLACK_SIGNING_SECRET ? null : await signingSecret.run({ ...env, PUBLIC_URL: undefined });

/** Each is there and has its form, and Slack knows the app's id and secret; of a workspace there is nothing to ask yet. */
function checksOfMany(isSocket: boolean): readonly Check[] {
  const needed = VALUES.many.filter(({ name }) => !(isSocket && name === 'SLACK_SIGNING_SECRET'));
  const isThere = (name: string, where: string): Check => ({
    name,
    run: async (env) => (env[name] ? null : wrong('is not set', where)),
  });
  return [
    appToken,
    isThere('PUBLIC_URL', 'the address, https://…, under which people and Slack find the app'),
    ...needed.flatMap(({ name, where, checks }) => [isThere(name, where), ...checks]),
  ];
}
