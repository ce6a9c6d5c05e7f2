import { z } from 'zod';
import { ask } from './ask.ts';
import { type Check, ok, warning, wrong } from './check.ts';

const answer = z.looseObject({ ok: z.boolean(), error: z.string().optional() });

/** Slack knows the app by this id and secret: a code that nobody was given is refused as a code, and the rest before that. */
export const oauthClient: Check = {
  name: 'SLACK_CLIENT_SECRET',
  async run(env) {
    const { SLACK_CLIENT_ID: id, SLACK_CLIENT_SECRET: secret } = env;
    if (env.SLACK_BOT_TOKEN || !id || !secret) return null;
    const asked = await ask(new URL('oauth.v2.access', env.SLACK_API_URL ?? 'https://slack.com/api/').href, {
      method: 'POST',
      body: new URLSearchParams({ client_id: id, client_secret: secret, code: 'imagine-doctor' }),
    });
    if ('trouble' in asked) return wrong(asked.trouble, 'check the network, and SLACK_API_URL');
    const error = answer.safeParse(asked.body).data?.error;
    const where = 'api.slack.com/apps, your app, Basic Information, App Credentials';
    if (error === 'invalid_client_id') return wrong("Slack doesn't know SLACK_CLIENT_ID", where);
    if (error === 'bad_client_secret') return wrong('is not the secret of SLACK_CLIENT_ID', where);
    if (error === 'invalid_code') return ok('belongs to SLACK_CLIENT_ID: workspaces can install the app');
    return warning(`Slack answers ${error ?? asked.status}, which says nothing of it`, 'run it again later');
  },
};
