import type { LocalPixapi } from '../local/pixapi/pixapi.ts';
import type { LocalSlack } from '../local/slack/slack.ts';

/** What production would say of Slack and Pixapi, said of these two. */
export function servicesOf(slack: LocalSlack, pixapi: LocalPixapi): Record<string, string> {
  return {
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_BOT_TOKEN: slack.teams.acme.tokens.bot,
    SLACK_API_URL: slack.apiUrl,
    PIXAPI_KEY: pixapi.key,
    PIXAPI_BASE_URL: pixapi.url,
    PIXAPI_IMAGE_HOSTS: pixapi.cdnHost,
  };
}

/** The whole environment of an app that talks to these two. */
export function environment(
  databaseUrl: string,
  slack: LocalSlack,
  pixapi: LocalPixapi,
  more: Record<string, string> = {},
): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    PORT: '0',
    PERSON_REQUESTS_PER_MINUTE: 'unlimited',
    PERSON_ACTIONS_PER_MINUTE: 'unlimited',
    TEAM_ACTIONS_PER_MINUTE: 'unlimited',
    ...servicesOf(slack, pixapi),
    ...more,
  };
}
