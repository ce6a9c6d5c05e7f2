import type { webApi } from '@slack/bolt';
import { Failure } from '../../core/failure.ts';
import { type CallTerms, createClient } from './client.ts';
import { slackFailure } from './failures.ts';

/** The app in one team: whose token, and who it is there. */
export interface Installation {
  readonly teamId: string;
  readonly enterpriseId: string | null;
  readonly token: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly client: webApi.WebClient;
}

export interface Installations {
  /** The team's installation. `not_installed` where there is none. */
  of(teamId: string): Promise<Installation>;
  /** Asks Slack who we are before somebody waits for it. Answers the one installation where there can be no other. */
  warmUp(): Promise<Installation | undefined>;
}

/** The one workspace whose token is in the environment; who we are there is asked of Slack once. */
export function singleInstallation(
  token: string,
  apiUrl: string,
  timeoutMs?: number,
  calls?: CallTerms,
): Installations {
  let known: Promise<Installation> | undefined;
  const ask = async (): Promise<Installation> => {
    const client = createClient(token, apiUrl, timeoutMs, calls);
    const me = await client.auth.test().catch((error) => {
      throw slackFailure(error, 'harmless');
    });
    if (!me.team_id || !me.user_id || !me.bot_id)
      throw new Failure('not_installed', { detail: 'SLACK_BOT_TOKEN is not a bot token' });
    return {
      teamId: me.team_id,
      enterpriseId: me.enterprise_id ?? null,
      token,
      botId: me.bot_id,
      botUserId: me.user_id,
      client,
    };
  };
  const once = (): Promise<Installation> => {
    known ??= ask().catch((error) => {
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    warmUp: once,
    async of(teamId) {
      const installation = await once();
      if (installation.teamId !== teamId)
        throw new Failure('not_installed', { detail: 'no installation for this team' });
      return installation;
    },
  };
}
