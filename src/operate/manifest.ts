import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { z } from 'zod';

const scopes = z.object({ bot: z.array(z.string()), bot_optional: z.array(z.string()).optional() });
const manifest = z.looseObject({
  features: z.looseObject({ slash_commands: z.array(z.looseObject({ url: z.string().optional() })) }),
  oauth_config: z.looseObject({ scopes, redirect_urls: z.array(z.string()).optional() }),
  settings: z.looseObject({
    event_subscriptions: z.looseObject({ request_url: z.string().optional() }),
    interactivity: z.looseObject({ request_url: z.string().optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
  }),
});
type Manifest = z.output<typeof manifest>;

const PATH = '/slack/events';
const REDIRECT_PATH = '/slack/oauth_redirect';

function readManifest(): Manifest {
  return manifest.parse(parse(readFileSync(fileURLToPath(new URL('../../manifest.yml', import.meta.url)), 'utf8')));
}

/** The scopes that the app asks for: those it can't do without, and those without which everything else works. */
export function manifestScopes(): { readonly needed: readonly string[]; readonly optional: readonly string[] } {
  const { bot, bot_optional = [] } = readManifest().oauth_config.scopes;
  return { needed: bot, optional: bot_optional };
}

/** How Slack reaches the app, and who installs it. */
export interface Variant {
  /** https://…, under which people find the app; null: it has none, which Socket Mode alone can do without. */
  readonly address: string | null;
  readonly isSocket: boolean;
  /** Where it is not for one workspace, people install it by OAuth at its address. */
  readonly isFor: 'one' | 'workspaces' | 'organizations';
}

/** The app as Slack is to make it. */
export function manifestFor({ address, isSocket, isFor }: Variant): Manifest {
  const { features, settings, oauth_config: oauth, ...rest } = readManifest();
  const origin = address?.replace(/\/+$/, '');
  const url = isSocket ? undefined : origin && `${origin}${PATH}`;
  const { redirect_urls: _, ...withoutRedirect } = oauth;
  const at = <T extends { url?: string | undefined }>({ url: _, ...one }: T) => (url ? { ...one, url } : one);
  const requested = <T extends { request_url?: string | undefined }>({ request_url: _, ...one }: T) =>
    url ? { ...one, request_url: url } : one;
  return {
    ...rest,
    oauth_config:
      isFor === 'one' ? withoutRedirect : { ...withoutRedirect, redirect_urls: [`${origin}${REDIRECT_PATH}`] },
    features: { ...features, slash_commands: features.slash_commands.map(at) },
    settings: {
      ...settings,
      event_subscriptions: requested(settings.event_subscriptions),
      interactivity: requested(settings.interactivity),
      org_deploy_enabled: isFor === 'organizations',
      socket_mode_enabled: isSocket,
    },
  };
}

/** Where people begin to install an app that is for many. */
export function installLink(address: string): string {
  return `${address.replace(/\/+$/, '')}/slack/install`;
}

/** Slack's own page on which one press makes the app. */
export function createAppLink(variant: Variant): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifestFor(variant)))}`;
}
