import { z } from 'zod';
import type { Installation } from '../api/installations.ts';
import { removeMessage } from '../api/messages.ts';
import type { ListenerDeps } from '../deps.ts';
import { CARD } from './card.ts';

/** A card of ours, as Slack tells us of every message. */
export interface OwnCard {
  readonly botId: string;
  readonly id: string;
  readonly reader: 'manager' | 'asker';
  readonly userId: string;
  readonly channelId: string;
  readonly messageTs: string;
}

const echo = z.object({
  subtype: z.undefined().optional(),
  bot_id: z.string(),
  channel: z.string(),
  ts: z.string(),
  blocks: z.tuple([z.object({ block_id: z.string().startsWith(CARD) })], z.unknown()),
});
const name = z.tuple([z.uuid(), z.enum(['manager', 'asker']), z.string().regex(/^[UW][A-Z0-9]{1,30}$/)]);

export function readOwnCard(event: unknown): OwnCard | null {
  const { data } = echo.safeParse(event);
  const named = data && name.safeParse(data.blocks[0].block_id.slice(CARD.length).split(':')).data;
  if (!named) return null;
  const [id, reader, userId] = named;
  return { botId: data.bot_id, id, reader, userId, channelId: data.channel, messageTs: data.ts };
}

/** As for placeholders: the news of a card that was posted, also where whoever posted it died before it was noted. A second one goes. */
export async function onOwnCard({ requests }: ListenerDeps, at: Installation, card: OwnCard): Promise<void> {
  if (card.botId !== at.botId) return;
  const found = await requests.store.adoptCard({ teamId: at.teamId, id: card.id }, card);
  if (found === 'orphan') await removeMessage(at, { ...card, replyTs: null });
}
