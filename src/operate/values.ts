import { readEnvironment } from '../config.ts';
import { type Check, type Env, lineOf, type Result, runChecks } from './check.ts';
import { readEnvFile, writeEnvFile } from './env-file.ts';
import { createAppLink } from './manifest.ts';
import { pixapiKey } from './pixapi-checks.ts';
import type { Prompt } from './prompt.ts';
import { appToken, botToken, signingSecret } from './slack-checks.ts';

const FILE = '.env';

interface Value {
  readonly name: string;
  readonly where: string;
  readonly check: Check | null;
}

const BOT_TOKEN: Value = {
  name: 'SLACK_BOT_TOKEN',
  where:
    'In your app at api.slack.com/apps: Install App, Install to Workspace (if it is installed already: Reinstall). Then copy the Bot User OAuth Token, xoxb-….',
  check: botToken,
};
const APP_TOKEN: Value = {
  name: 'SLACK_APP_TOKEN',
  where: 'Basic Information, App-Level Tokens: Generate Token and Scopes, add connections:write, and copy it, xapp-….',
  check: appToken,
};
const SIGNING_SECRET: Value = {
  name: 'SLACK_SIGNING_SECRET',
  where: 'Basic Information, App Credentials: Signing Secret.',
  check: null,
};
const PIXAPI_KEY: Value = {
  name: 'PIXAPI_KEY',
  where: 'In your account at pixapi.ai: API keys, sk_….',
  check: pixapiKey,
};

/** Asks for what the app needs, checks each value as it comes, and writes `.env`. Throws one sentence where it gives up. */
export async function askForAll(prompt: Prompt): Promise<void> {
  const before: Env = { ...readEnvFile(FILE), ...readEnvironment() };
  prompt.say(
    'How shall Slack reach the app?\n  1  Socket Mode: the app calls Slack; nothing to open, no address needed\n  2  https, at an address of your own',
  );
  const isSocket = (await prompt.ask('1 or 2 [1]: ')) !== '2';
  const address = isSocket ? null : await askAddress(prompt);
  prompt.say(`\nMake the app: open this, choose the workspace, and press Create.\n\n${createAppLink(address)}\n`);
  const values: Record<string, string> = address === null ? {} : { PUBLIC_URL: address };
  for (const value of [BOT_TOKEN, isSocket ? APP_TOKEN : SIGNING_SECRET, PIXAPI_KEY]) {
    const given = await askValue(prompt, value, before);
    if (given !== null) values[value.name] = given;
  }
  const changes = await settled(prompt, values);
  writeEnvFile(FILE, changes);
  prompt.say(
    `\n${Object.keys(changes).join(', ') || 'Nothing new'} → ${FILE}, which only you can read.\nNow: npm start. Then type /imagine a red fox in Slack. What is wrong later, npm run doctor says.`,
  );
}

async function askAddress(prompt: Prompt): Promise<string> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const said = await prompt.ask('The address, https://…: ');
    if (/^https:\/\/[^/\s]+/.test(said) && URL.canParse(said)) return new URL(said).origin;
    prompt.say('That is no https address.');
  }
  throw new Error('No address was given.');
}

const MOST_TRIES = 5;

/** null: the value that is there stays. */
async function askValue(prompt: Prompt, { name, where, check }: Value, before: Env): Promise<string | null> {
  prompt.say(`\n${name}\n${where}`);
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const said = await prompt.askSecret(before[name] ? 'Paste it (Enter keeps the one that is there): ' : 'Paste it: ');
    if (said === '' && before[name]) return null;
    if (said === '') continue;
    const results = check ? await runChecks([check], { ...before, [name]: said }) : [];
    for (const result of results) prompt.say(lineOf(result));
    if (results.every(({ level }) => level !== 'wrong')) return said;
  }
  throw new Error(`${name} was not given. What was given before is not written.`);
}

/** Without what is there already and is to stay. */
async function settled(prompt: Prompt, values: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const there = readEnvFile(FILE);
  const changes: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) {
    const isOther = there[name] !== undefined && there[name] !== '' && there[name] !== value;
    if (isOther && !/^y/i.test(await prompt.ask(`${FILE} has another ${name}. Replace it? [y/N]: `))) continue;
    if (there[name] !== value) changes[name] = value;
  }
  return changes;
}

/** Takes the values from the environment; asks nothing, and replaces nothing. */
export async function takeFromEnvironment(asJson: boolean): Promise<{ isWell: boolean; text: string }> {
  const env = readEnvironment();
  const results: Result[] = await runChecks(
    [botToken, appToken, ...(env.SLACK_APP_TOKEN ? [] : [{ ...signingSecret, run: hasSecret }]), pixapiKey],
    env,
  );
  const isWell = results.every(({ level }) => level !== 'wrong');
  const there = readEnvFile(FILE);
  const names = ['PUBLIC_URL', 'SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN', 'SLACK_SIGNING_SECRET', 'PIXAPI_KEY'];
  const written = isWell ? names.filter((name) => env[name] && !there[name]) : [];
  if (written.length > 0) writeEnvFile(FILE, Object.fromEntries(written.map((name) => [name, env[name] ?? ''])));
  const link = createAppLink(env.SLACK_APP_TOKEN ? null : (env.PUBLIC_URL ?? 'https://example.com'));
  const text = asJson
    ? JSON.stringify({ ok: isWell, checks: results, written, createApp: link }, null, 2)
    : [...results.map(lineOf), written.length > 0 ? `${written.join(', ')} → ${FILE}` : `${FILE} is as it was`].join(
        '\n',
      );
  return { isWell, text };
}

const hasSecret: Check['run'] = async (env) =>
  env.SLACK_SIGNING_SECRET ? null : await signingSecret.run({ ...env, PUBLIC_URL: undefined });
