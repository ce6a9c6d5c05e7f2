import { readdirSync, readFileSync } from 'node:fs';
import { App } from '@slack/bolt';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { COPIES } from '../../src/copy/copy.ts';
import { en } from '../../src/copy/en/copy.ts';
import { SILENT } from '../../src/slack/api/client.ts';
import type { ListenerDeps } from '../../src/slack/deps.ts';
import { REDIRECT_PATH } from '../../src/slack/install/routes.ts';
import { listen } from '../../src/slack/listeners.ts';
import { EVENTS_PATH } from '../../src/slack/receive/http.ts';
import { SAMPLES } from '../preview/samples.ts';
import { manifestSchema, type SlackManifest } from './manifest-schema.ts';

const read = () => parse(readFileSync('manifest.yml', 'utf8'));
// The annotation is a test too: tsc refuses a schema that allows what Slack's own type does not.
const manifest: SlackManifest = manifestSchema.parse(read());

test('the manifest keeps Slack’s rules', () => {
  expect(manifestSchema.safeParse(read()).error?.issues ?? []).toEqual([]);
});

test('it says what Slack’s review asks of an app with AI: a disclaimer, the models by name, what is kept', () => {
  const words = manifest.display_information.long_description ?? '';
  for (const said of [/made by AI/, /gpt-image-1\.5/, /gpt-image-2/, /Pixapi/, /What is kept/, /train/])
    expect(words).toMatch(said);
});

test('what is lost without a scope is said in every language', () => {
  const { bot } = manifest.oauth_config?.scopes ?? {};
  for (const { team } of COPIES) {
    const unnamed = team.scopes.without('no:scope').replace('no:scope', '');
    for (const scope of bot ?? []) expect(team.scopes.without(scope).replace(scope, '')).not.toBe(unnamed);
  }
});

test('every address leads to the one route that hears Slack', () => {
  const addresses = [...readFileSync('manifest.yml', 'utf8').matchAll(/^\s+\w*url: (\S+)$/gm)].map(([, url]) => url);
  expect(addresses).toEqual(Array(3).fill(`https://example.com${EVENTS_PATH}`));
  expect(manifest.oauth_config?.redirect_urls).toEqual([`https://example.com${REDIRECT_PATH}`]);
});

/** What a listener's event is called in a manifest, and the scope that each asks for. */
const EVENTS: Record<string, Record<string, string | null>> = {
  message: {
    'message.channels': 'channels:history',
    'message.groups': 'groups:history',
    'message.im': 'im:history',
    'message.mpim': 'mpim:history',
  },
  app_mention: { app_mention: 'app_mentions:read' },
  app_home_opened: { app_home_opened: null },
  // Slack's page on it names no scope
  channel_id_changed: { channel_id_changed: null },
  app_uninstalled: { app_uninstalled: null },
  tokens_revoked: { tokens_revoked: null },
};

/** Every method of the Web API that we call, and the scope that it asks for. */
const METHODS: Record<string, string | null> = {
  // with the app-level token, whose scope is no manifest's matter
  'apps.connections.open': null,
  'assistant.threads.setStatus': 'chat:write',
  'auth.revoke': null,
  'auth.test': null,
  'chat.delete': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.postMessage': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.join': 'channels:join',
  // and the download of a file that it names
  'files.info': 'files:read',
  'files.completeUploadExternal': 'files:write',
  'files.delete': 'files:write',
  'files.getUploadURLExternal': 'files:write',
  // with the client's id and secret
  'oauth.v2.access': null,
  'usergroups.list': 'usergroups:read',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'views.open': null,
  'views.publish': null,
  'views.update': null,
};

/** What the code listens to, asked of the code itself: a real Bolt App that is watched while it is told. */
function listened(register: (app: App, parts: ListenerDeps) => void = listen) {
  const app = new App({
    receiver: { init: () => undefined, start: async () => undefined, stop: async () => undefined },
    authorize: async () => ({}),
    convoStore: false,
    logger: SILENT,
  });
  const kinds = [
    'command',
    'event',
    'message',
    'action',
    'view',
    'shortcut',
    'options',
    'function',
    'assistant',
  ] as const;
  const spies = kinds.map((kind) => [kind, vi.spyOn(app, kind)] as const);
  register(app, {} as ListenerDeps);
  const context = spies.flatMap(([kind, spy]) => spy.mock.calls.map(([name]) => ({ kind, name: nameOf(name) })));
  return (...of: (typeof kinds)[number][]) =>
    context
      .filter(({ kind }) => of.includes(kind))
      .map(({ name }) => name)
      .sort();
}

function nameOf(constraint: unknown): string {
  if (typeof constraint === 'string') return constraint;
  const { callback_id, action_id, type } = (constraint ?? {}) as Record<string, unknown>;
  const kind = typeof type === 'string' ? SHORTCUTS[type] : undefined;
  return [...(kind ? [kind] : []), String(callback_id ?? action_id ?? constraint)].join(' ');
}

/** What the payload of a shortcut is called, and what a manifest calls it. */
const SHORTCUTS: Record<string, string> = { shortcut: 'global', message_action: 'message' };

/** The methods of the Web API that are called anywhere in `src/slack`. */
function called(sources: string[] = slackSources()): string[] {
  const calls = sources.flatMap((source) => [
    ...source.matchAll(/\bclient\s*((?:\s*\??\.\s*[a-zA-Z]+){2,})\s*\(/g),
    ...source.matchAll(/\bapiCall\(\s*(?:'([\w.]+)'|(.{1,20}))/g),
  ]);
  return [...new Set(calls.map(([, path, other]) => (path ?? `apiCall(${other}`).replace(/[\s?]|^\s*\./g, '')))].sort();
}

function slackSources(): string[] {
  return readdirSync('src/slack', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(`src/slack/${file}`, 'utf8'));
}

/** Where the manifest and the code name different things; empty when they agree. */
function differences(given: SlackManifest, context = listened(), methods = called()): string[] {
  const events = context('event', 'message').flatMap((name) =>
    Object.keys(EVENTS[name] ?? { [`${name} (unknown)`]: null }),
  );
  const scopesOfEvents = context('event', 'message').flatMap((name) => Object.values(EVENTS[name] ?? {}));
  const commands = context('command');
  const needed = [
    ...scopesOfEvents,
    ...methods.map((name) => METHODS[name]),
    ...(commands.length > 0 ? ['commands'] : []),
  ];
  const { features, settings, oauth_config } = given;
  return [
    ...compare(
      'command',
      features?.slash_commands?.map((one) => one.command),
      commands,
    ),
    ...compare(
      'shortcut',
      features?.shortcuts?.map(({ type, callback_id }) => `${type} ${callback_id}`),
      context('shortcut'),
    ),
    ...compare('function', Object.keys(given.functions ?? {}), context('function')),
    ...compare(
      'home tab',
      features?.app_home?.home_tab_enabled ? ['app_home_opened'] : [],
      events.filter((name) => name === 'app_home_opened'),
    ),
    ...compare('event', settings?.event_subscriptions?.bot_events, events),
    ...compare('method', Object.keys(METHODS), methods),
    ...compare(
      'scope',
      [...(oauth_config?.scopes?.bot ?? []), ...(oauth_config?.scopes?.bot_optional ?? [])],
      needed.filter((scope) => typeof scope === 'string'),
    ),
    ...compare(
      'interactivity',
      settings?.interactivity?.is_enabled ? ['on'] : [],
      context('action', 'view', 'shortcut', 'options').map(() => 'on'),
    ),
  ];
}

function compare(what: string, named: readonly string[] = [], used: readonly string[]): string[] {
  return [
    ...[...new Set(named)].filter((one) => !used.includes(one)).map((one) => `${what} ${one} is named, not used`),
    ...[...new Set(used)].filter((one) => !named.includes(one)).map((one) => `${what} ${one} is used, not named`),
  ];
}

test('manifest, listeners, calls and scopes name the same things', () => {
  expect(called().length).toBeGreaterThan(5);
  expect(listened()('event')).toContain('message');
  expect(differences(manifest)).toEqual([]);
});

/** What people may press, pick or send in all that the app shows, by its action_id or callback_id. */
function sendable(): { actions: string[]; views: string[] } {
  const built = SAMPLES.map(({ build }) => build(en, 'usual'));
  const parts = (of: unknown): Record<string, unknown>[] =>
    typeof of !== 'object' || of === null
      ? []
      : [...(Array.isArray(of) ? [] : [of as Record<string, unknown>]), ...Object.values(of).flatMap(parts)];
  const inputs = parts(built).filter(({ type }) => type === 'input');
  const silent = inputs.filter((block) => !block.dispatch_action).map(({ element }) => element);
  const pressed = parts(built).filter((part) => typeof part.action_id === 'string' && !silent.includes(part));
  const sent = built.flatMap((view) => ('submit' in view && view.submit ? [view.callback_id ?? ''] : []));
  return { actions: [...new Set(pressed.map(({ action_id }) => String(action_id)))], views: [...new Set(sent)] };
}

test('whatever can be pressed, picked or sent is listened to', () => {
  const { actions, views } = sendable();
  expect(actions.length).toBeGreaterThan(8);
  expect(views.length).toBeGreaterThan(1);
  const context = listened();
  const fits = (name: string, id: string) => {
    const [, pattern] = /^\/(.*)\/$/.exec(name) ?? [];
    return pattern === undefined ? name === id : new RegExp(pattern).test(id);
  };
  expect(actions.filter((id) => !context('action').some((name) => fits(name, id)))).toEqual([]);
  expect(views.filter((id) => !context('view').some((name) => fits(name, id)))).toEqual([]);
});

test('a thing that only one of them names is found', () => {
  const withBot = (change: (scopes: string[]) => string[]) => {
    const given = read();
    given.oauth_config.scopes.bot = change(given.oauth_config.scopes.bot);
    return given;
  };
  expect(differences(withBot((all) => all.filter((scope) => scope !== 'users:read')))).toEqual([
    'scope users:read is used, not named',
  ]);
  expect(differences(withBot((all) => [...all, 'im:write']))).toEqual(['scope im:write is named, not used']);

  const more = listened((app, parts) => {
    listen(app, parts);
    app.event('channel_archive', async () => undefined);
    app.shortcut({ callback_id: 'edit_image', type: 'shortcut' }, async () => undefined);
    app.command('/draw', async () => undefined);
  });
  expect(differences(manifest, more)).toEqual([
    'command /draw is used, not named',
    'shortcut global edit_image is used, not named',
    'event channel_archive (unknown) is used, not named',
  ]);
  expect(
    differences(
      manifest,
      listened(() => undefined),
    ),
  ).toContain('event message.groups is named, not used');

  const calls = called([
    ...slackSources(),
    "at.client\n  .reactions.add({}); client.apiCall('views.push'); client.apiCall(name)",
  ]);
  expect(differences(manifest, listened(), calls)).toEqual([
    'method apiCall(name) is used, not named',
    'method reactions.add is used, not named',
    'method views.push is used, not named',
  ]);
});
