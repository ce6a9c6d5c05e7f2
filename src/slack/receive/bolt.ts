import { App, type Receiver } from '@slack/bolt';
import { SILENT } from '../api/client.ts';
import type { ListenerDeps } from '../deps.ts';
import { organizationOf } from '../install/organization.ts';
import { listen } from '../listeners.ts';
import { limited } from './limited.ts';
import { makeStorable } from './make-storable.ts';
import { onceOnly } from './once.ts';

/** Bolt with our listeners behind a receiver. What a listener throws reaches the receiver. */
export function createBolt(deps: ListenerDeps, receiver: Receiver): App {
  const app = new App({
    receiver,
    logger: SILENT,
    convoStore: false,
    clientOptions: { slackApiUrl: deps.apiUrl, timeout: 10_000, retryConfig: { retries: 0 } },
    // Whose token is used is each listener's own question (installations.of), asked where a failure finds words.
    authorize: async () => ({}),
  });
  app.error(async (error) => {
    throw error;
  });
  app.use(async ({ next, ack, body }) => {
    makeStorable(body);
    await next();
    // What nobody listens to is acknowledged at once; what was answered must not be answered twice.
    await (ack as (() => Promise<void>) | undefined)?.().catch(() => undefined);
  });
  app.use(async ({ next, body }) => {
    const by = organizationOf(body);
    if (by) await deps.installs?.meet(by.teamId, by.enterpriseId);
    await next();
  });
  app.use(limited(deps));
  app.use(onceOnly(deps));
  listen(app, deps);
  return app;
}
