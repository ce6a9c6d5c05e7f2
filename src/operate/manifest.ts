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

/** The app as Slack is to make it: reached at an address of its own, where people can install it elsewhere too, or (null) in Socket Mode. */
export function manifestFor(publicUrl: string | null): Manifest {
  const { features, settings, oauth_config: oauth, ...rest } = readManifest();
  const address = publicUrl?.replace(/\/+$/, '');
  const url = address && `${address}${PATH}`;
  const { redirect_urls: _, ...withoutRedirect } = oauth;
  const at = <T extends { url?: string | undefined }>({ url: _, ...one }: T) => (url ? { ...one, url } : one);
  const requested = <T extends { request_url?: string | undefined }>({ request_url: _, ...one }: T) =>
    url ? { ...one, request_url: url } : one;
  return {
    ...rest,
    oauth_config: url ? { ...oauth, redirect_urls: [`${address}${REDIRECT_PATH}`] } : withoutRedirect,
    features: { ...features, slash_commands: features.slash_commands.map(at) },
    settings: {
      ...settings,
      event_subscriptions: requested(settings.event_subscriptions),
      interactivity: requested(settings.interactivity),
      socket_mode_enabled: url === undefined,
    },
  };
}

/** Slack's own page on which one press makes the app. */
export function createAppLink(publicUrl: string | null): string {
  return `https://api.slack.com/apps?new_app=1&manifest_json=${encodeURIComponent(JSON.stringify(manifestFor(publicUrl)))}`;
}
