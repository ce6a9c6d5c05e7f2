import type { webApi } from '@slack/bolt';
import { z } from 'zod';

/** Slack's own type. It lacks what is newest: the scope `assistant:write`, the events `agent_session_…`. */
export type SlackManifest = webApi.AppsManifestCreateArguments['manifest'];
type BotScope = NonNullable<NonNullable<NonNullable<SlackManifest['oauth_config']>['scopes']>['bot']>[number];
type BotEvent = NonNullable<
  NonNullable<NonNullable<SlackManifest['settings']>['event_subscriptions']>['bot_events']
>[number];

/** Scopes that there are, as far as an app like this may ever ask for them; Slack itself lets a mistyped one pass. */
const SCOPES = [
  'app_mentions:read',
  'channels:history',
  'channels:join',
  'channels:read',
  'chat:write',
  'chat:write.public',
  'commands',
  'files:read',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'reactions:write',
  'team:read',
  'usergroups:read',
  'users.profile:read',
  'users:read',
] as const satisfies readonly BotScope[];

/** Events that there are, likewise. */
const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_id_changed',
  'channel_rename',
  'file_shared',
  'link_shared',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'team_rename',
  'tokens_revoked',
  'user_change',
] as const satisfies readonly BotEvent[];

const text = (most: number, least = 1) => z.string().min(least).max(most);
const https = (most: number) => z.url({ protocol: /^https$/ }).max(most);
const once = <Item extends z.ZodType>(item: Item, most: number, least = 0) =>
  z
    .array(item)
    .min(least)
    .max(most)
    .refine((items) => new Set(items).size === items.length, 'something is named twice');
const scopes = once(z.enum(SCOPES), 255);
const on = z.boolean().exactOptional();

const prompts = (most: number) =>
  z
    .array(z.strictObject({ title: z.string(), message: z.string() }))
    .max(most)
    .exactOptional();

const features = z
  .strictObject({
    app_home: z
      .strictObject({ home_tab_enabled: on, messages_tab_enabled: on, messages_tab_read_only_enabled: on })
      .exactOptional(),
    bot_user: z.strictObject({ display_name: text(80), always_online: on }).exactOptional(),
    shortcuts: z
      .array(
        z.strictObject({
          name: text(24),
          type: z.enum(['message', 'global']),
          callback_id: text(255),
          description: text(150),
        }),
      )
      .min(1)
      .max(10)
      .exactOptional(),
    slash_commands: z
      .array(
        z.strictObject({
          command: text(32, 2).regex(/^\/[^\s/]+$/),
          url: https(3_000).exactOptional(),
          description: text(2_000),
          usage_hint: text(1_000).exactOptional(),
          should_escape: on,
        }),
      )
      .min(1)
      .max(50)
      .exactOptional(),
    unfurl_domains: once(text(255).regex(/^(?![.-])[-a-z0-9.]+[a-z0-9]$/), 5, 1).exactOptional(),
    assistant_view: z
      .strictObject({ assistant_description: z.string(), suggested_prompts: prompts(100) })
      .exactOptional(),
    agent_view: z
      .strictObject({ agent_description: text(300, 0).exactOptional(), suggested_prompts: prompts(4) })
      .exactOptional(),
  })
  .refine((all) => !(all.assistant_view && all.agent_view), 'assistant_view and agent_view exclude each other');

const settings = z.strictObject({
  allowed_ip_address_ranges: once(z.union([z.ipv4(), z.cidrv4()]), 50, 1).exactOptional(),
  event_subscriptions: z
    .strictObject({ request_url: https(3_500).exactOptional(), bot_events: once(z.enum(EVENTS), 100).exactOptional() })
    .exactOptional(),
  incoming_webhooks: z.strictObject({ incoming_webhooks_enabled: on }).exactOptional(),
  interactivity: z
    .strictObject({
      is_enabled: z.boolean(),
      request_url: https(3_500).exactOptional(),
      message_menu_options_url: https(3_500).exactOptional(),
    })
    .exactOptional(),
  org_deploy_enabled: on,
  socket_mode_enabled: on,
  token_rotation_enabled: on,
  is_hosted: on,
  function_runtime: z.enum(['remote', 'slack', 'local']).exactOptional(),
});

/** Version 2 of the manifest wants parameters this way; version 1 wanted a flat map. */
const parameters = z.strictObject({
  properties: z.record(
    z.string(),
    z.strictObject({
      type: z.string(),
      title: z.string().exactOptional(),
      description: z.string().exactOptional(),
      hint: z.string().exactOptional(),
    }),
  ),
  required: z.array(z.string()).exactOptional(),
});

/**
 * Slack's rules for a manifest of version 2, and those that its published schema leaves out: names of scopes and events,
 * the color, https, the runtime of functions. Parts that only apps hosted by Slack have are not known here.
 */
export const manifestSchema = z
  .strictObject({
    _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int().exactOptional() }),
    display_information: z.strictObject({
      name: text(35),
      description: text(140).exactOptional(),
      long_description: text(4_000, 175).exactOptional(),
      background_color: z
        .string()
        .regex(/^#(?:[0-9a-f]{3}){1,2}$/i)
        .exactOptional(),
    }),
    features: features.exactOptional(),
    oauth_config: z
      .strictObject({
        redirect_urls: once(https(2_500), 1_000).exactOptional(),
        scopes: z.strictObject({ bot: scopes.exactOptional(), bot_optional: scopes.exactOptional() }).exactOptional(),
        token_management_enabled: on,
      })
      .exactOptional(),
    settings: settings.exactOptional(),
    functions: z
      .record(
        z.string(),
        z.strictObject({
          title: z.string(),
          description: z.string(),
          input_parameters: parameters,
          output_parameters: parameters,
        }),
      )
      .refine((all) => Object.keys(all).length <= 50, 'more than 50 functions')
      .exactOptional(),
  })
  .refine((all) => !all.functions || all.settings?.function_runtime, 'functions need settings.function_runtime');
