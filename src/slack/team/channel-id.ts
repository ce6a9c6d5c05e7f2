import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { z } from 'zod';
import type { ListenerDeps } from '../deps.ts';
import { teamOf } from '../receive/team-of.ts';

const id = z.string().regex(/^[A-Z][A-Z0-9]{1,30}$/);
const changed = z.object({ old_channel_id: id, new_channel_id: id });

/** A channel got another id, as one does that is shared with another workspace: what belongs to it goes along. Throws when that could not be stored, so that Slack says it again. */
export async function onChannelIdChanged(
  { requests, installations }: ListenerDeps,
  { event, body }: SlackEventMiddlewareArgs<'channel_id_changed'>,
): Promise<void> {
  const { data } = changed.safeParse(event);
  if (!data) return;
  const { teamId } = await installations.of(teamOf(body));
  await requests.store.renameChannel(teamId, data.old_channel_id, data.new_channel_id);
}
