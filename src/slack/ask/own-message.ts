import { z } from 'zod';
import type { Installation } from '../api/installations.ts';
import { removeMessage } from '../api/messages.ts';
import type { ListenerDeps } from '../deps.ts';
import { MAKING } from '../making/placeholder.ts';

/** A placeholder of ours, as Slack tells us of every message. */
export interface OwnPlaceholder {
  readonly botId: string;
  readonly channelId: string;
  readonly ts: string;
  readonly id: string;
}

const echo = z.object({
  subtype: z.undefined().optional(),
  bot_id: z.string(),
  channel: z.string(),
  ts: z.string(),
  blocks: z.tuple([z.object({ block_id: z.string().startsWith(MAKING) })], z.unknown()),
});

export function readOwnPlaceholder(event: unknown): OwnPlaceholder | null {
  const read = echo.safeParse(event);
  if (!read.success) return null;
  const { bot_id, channel, ts, blocks } = read.data;
  const id = blocks[0].block_id.slice(MAKING.length);
  return z.uuid().safeParse(id).success ? { botId: bot_id, channelId: channel, ts, id } : null;
}

/**
 * Slack's answer to a post may be lost, also with the process that waited for it; this event is the same news a second
 * time. A placeholder that comes too late to become the pictures is taken away: it would say "being made" for ever.
 */
export async function onOwnPlaceholder(
  { requests }: ListenerDeps,
  at: Installation,
  { botId, channelId, ts, id }: OwnPlaceholder,
): Promise<void> {
  if (botId !== at.botId) return;
  const found = await requests.store.adoptPlaceholder({ teamId: at.teamId, id }, channelId, ts);
  if (found === 'orphan') await removeMessage(at, { channelId, replyTs: null, messageTs: ts, userId: '' });
}
