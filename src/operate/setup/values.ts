import { randomBytes } from 'node:crypto';
import { complaintOf } from '../../config.ts';
import { type Check, wrong } from '../check.ts';
import { oauthClient } from '../oauth-checks.ts';
import { pixapiKey } from '../pixapi-checks.ts';
import { appToken, botToken } from '../slack-checks.ts';

/** How Slack reaches the app, and whose it is. */
export type Way = 'socket' | 'https' | 'many';

export interface Value {
  readonly name: string;
  readonly where: string;
  /** Tried one after the other, with all that was given before. */
  readonly checks: readonly Check[];
  readonly isPublic?: true;
  /** Where nobody has one, it can be made. `asked`: people may have one of their own. */
  readonly make?: { readonly new: () => string; readonly asked: boolean };
}

const form = (name: string): Check => ({
  name,
  async run(env) {
    const complaint = complaintOf(name, env[name]);
    return complaint === null ? null : wrong(complaint, '.env.example explains it');
  },
});

const BOT_TOKEN: Value = {
  name: 'SLACK_BOT_TOKEN',
  where:
    'In your app at api.slack.com/apps: Install App, Install to Workspace (if it is installed already: Reinstall). Then copy the Bot User OAuth Token, xoxb-….',
  checks: [botToken],
};
const APP_TOKEN: Value = {
  name: 'SLACK_APP_TOKEN',
  where: 'Basic Information, App-Level Tokens: Generate Token and Scopes, add connections:write, and copy it, xapp-….',
  checks: [appToken],
};
const SIGNING_SECRET: Value = {
  name: 'SLACK_SIGNING_SECRET',
  where: 'Basic Information, App Credentials: Signing Secret.',
  checks: [form('SLACK_SIGNING_SECRET')],
};
const CLIENT_ID: Value = {
  name: 'SLACK_CLIENT_ID',
  where: 'In your app at api.slack.com/apps: Basic Information, App Credentials: Client ID.',
  checks: [form('SLACK_CLIENT_ID')],
  isPublic: true,
};
const CLIENT_SECRET: Value = {
  name: 'SLACK_CLIENT_SECRET',
  where: 'In the same place: Client Secret.',
  checks: [form('SLACK_CLIENT_SECRET'), oauthClient],
};
const STATE_SECRET: Value = {
  name: 'SLACK_STATE_SECRET',
  where: 'Binds an installation to the browser in which it began: 32 letters or more that nobody knows.',
  checks: [form('SLACK_STATE_SECRET')],
  make: { new: () => randomBytes(32).toString('base64'), asked: true },
};
const ENCRYPTION_KEYS: Value = {
  name: 'ENCRYPTION_KEYS',
  where:
    'Seals the tokens of the workspaces in the database. Keep a copy: without it all of them have to install again.',
  checks: [form('ENCRYPTION_KEYS')],
  make: { new: () => `first:${randomBytes(32).toString('base64')}`, asked: false },
};
const PIXAPI_KEY: Value = {
  name: 'PIXAPI_KEY',
  where: 'In your account at pixapi.ai: API keys, sk_….',
  checks: [pixapiKey],
};

/** What each way needs, in the order in which it is asked for. */
export const VALUES: Readonly<Record<Way, readonly Value[]>> = {
  socket: [BOT_TOKEN, APP_TOKEN, PIXAPI_KEY],
  https: [BOT_TOKEN, SIGNING_SECRET, PIXAPI_KEY],
  many: [CLIENT_ID, CLIENT_SECRET, SIGNING_SECRET, STATE_SECRET, ENCRYPTION_KEYS, PIXAPI_KEY],
};

/** What must not be set, because the app would go another way with it. */
export const IN_THE_WAY: Readonly<Record<Way, Readonly<Record<string, string>>>> = {
  socket: {},
  https: { SLACK_APP_TOKEN: 'the app would use Socket Mode' },
  many: {
    SLACK_BOT_TOKEN: 'the app would be in that one workspace alone',
    SLACK_APP_TOKEN: 'the app would use Socket Mode',
  },
};
