import type { Copy } from '../../copy/copy.ts';
import { hideImage } from '../../core/thread/make-private.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer } from '../kit/message.ts';
import type { Outcome, Press } from '../kit/press.ts';

/** "Make private" in the menu: the pictures go from here, and a copy to who asked for them. The message itself says so. */
export async function makePrivate(
  { requests }: ListenerDeps,
  { generation, userId }: Press,
  { result }: Copy,
): Promise<Outcome> {
  if (generation.deleted) return answer(result.gone);
  const hidden = await hideImage(requests, generation, userId);
  if (hidden === 'accepted') return 'leave';
  return answer(hidden === 'gone' ? result.gone : result.hiding);
}
