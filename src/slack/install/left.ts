import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { ListenerDeps } from '../deps.ts';

type Deps = Pick<ListenerDeps, 'installs'>;

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const envelope = z.object({
  team_id: id,
  enterprise_id: id.nullish(),
  event_time: z.number().int().positive().max(10_000_000_000),
});
/** Ids of users, not tokens: the app itself is among `bot`. */
const revoked = z.object({ tokens: z.object({ bot: z.array(z.string()).nullish() }) });

/** The app was taken out of a workspace or an organization. Throws what could not be stored, so that Slack says it again. */
export async function onAppUninstalled({ installs }: Deps, { body }: { readonly body: object }): Promise<void> {
  const { data } = envelope.safeParse(body);
  if (!data || !installs) return;
  const place = { teamId: data.team_id, enterpriseId: data.enterprise_id ?? null };
  await installs.left(place, new Date(data.event_time * 1_000));
}

/** The same by another name, where the app's own token is meant: a person's is none of ours. */
export async function onTokensRevoked(
  deps: Deps,
  { event, body }: Pick<SlackEventMiddlewareArgs<'tokens_revoked'>, 'event' | 'body'>,
): Promise<void> {
  if ((revoked.safeParse(event).data?.tokens.bot ?? []).length > 0) await onAppUninstalled(deps, { body });
}
