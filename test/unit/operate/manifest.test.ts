import { expect, test } from 'vitest';
import { createAppLink, manifestFor, type Variant } from '../../../src/operate/manifest.ts';
import { manifestSchema } from '../../house/manifest-schema.ts';

const ADDRESS = 'https://pictures.example';
const EVENTS = `${ADDRESS}/slack/events`;
const BACK = [`${ADDRESS}/slack/oauth_redirect`];

test.each<[string, Variant, { url?: string; back?: string[]; org: boolean; socket: boolean }]>([
  ['Socket Mode', { address: null, isSocket: true, isFor: 'one' }, { org: false, socket: true }],
  ['https', { address: ADDRESS, isSocket: false, isFor: 'one' }, { url: EVENTS, org: false, socket: false }],
  [
    'a slash too many',
    { address: `${ADDRESS}/`, isSocket: false, isFor: 'one' },
    { url: EVENTS, org: false, socket: false },
  ],
  [
    'many workspaces',
    { address: `${ADDRESS}/`, isSocket: false, isFor: 'workspaces' },
    { url: EVENTS, back: BACK, org: false, socket: false },
  ],
  [
    'organizations',
    { address: ADDRESS, isSocket: false, isFor: 'organizations' },
    { url: EVENTS, back: BACK, org: true, socket: false },
  ],
  [
    'many in Socket Mode',
    { address: ADDRESS, isSocket: true, isFor: 'workspaces' },
    { back: BACK, org: false, socket: true },
  ],
])('the app that Slack is to make: %s', (_, variant, { url, back, org, socket }) => {
  const made = manifestFor(variant);
  expect(manifestSchema.safeParse(made).error?.issues ?? []).toEqual([]);
  const { features, oauth_config: oauth, settings } = made;
  const { event_subscriptions: events, interactivity, org_deploy_enabled, socket_mode_enabled } = settings;
  expect([features.slash_commands[0]?.url, events.request_url, interactivity.request_url]).toEqual([url, url, url]);
  expect(oauth.redirect_urls).toEqual(back);
  expect({ org_deploy_enabled, socket_mode_enabled }).toEqual({ org_deploy_enabled: org, socket_mode_enabled: socket });
  expect(JSON.stringify(made)).not.toContain('example.com');
  const link = new URL(createAppLink(variant));
  expect(JSON.parse(link.searchParams.get('manifest_json') ?? '')).toEqual(made);
});
