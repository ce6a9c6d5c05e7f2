import { z } from 'zod';
import { ask } from './ask.ts';
import { type Check, ok, warning, wrong } from './check.ts';
import { installLink } from './manifest.ts';

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

/** Whoever opens the page on which an installation begins is sent to Slack, in the name of this app. */
export const installPage: Check = {
  name: 'PUBLIC_URL',
  async run(env) {
    const { SLACK_CLIENT_ID: id, PUBLIC_URL: address } = env;
    if (env.SLACK_BOT_TOKEN || !id || !address) return null;
    const asked = await ask(installLink(address), { redirect: 'manual' });
    const start = 'start the app, and check PUBLIC_URL and what stands before the app';
    if ('trouble' in asked) return wrong(asked.trouble, start);
    if (asked.status === 429)
      return warning('so many install the app that this one was sent away', 'run it again later');
    const sent = asked.status === 302 ? URL.parse(asked.headers.get('location') ?? '') : null;
    if (!sent) return wrong(`/slack/install answers ${asked.status}, and leads nobody to Slack`, start);
    if (sent.searchParams.get('client_id') !== id)
      return wrong('the app there has another SLACK_CLIENT_ID', 'start it again with this one');
    return ok(`workspaces install the app at ${installLink(address)}`);
  },
};
