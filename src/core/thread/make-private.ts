import { ACTS } from '../acts.ts';
import type { Generation } from '../generation.ts';
import { hasEnded } from '../ordering/earlier-presses.ts';
import { type RequestDeps, requestLike } from '../ordering/order.ts';
import type { ChangeStore } from './changes.ts';

/**
 * Makes pictures private, for nothing: they come to the direct messages of who asked for them; when they are there the
 * message for all goes, and `changedBy` hears of it where that can't be. Two presses are one. `gone`: they are not here any more.
 */
export async function hideImage(
  { store, newId, defaultCredits }: RequestDeps & { readonly store: ChangeStore },
  generation: Generation,
  changedBy: string,
): Promise<'accepted' | 'under_way' | 'gone'> {
  const { teamId, id, userId, pictures } = generation;
  if (generation.deleted || pictures.length === 0) return 'gone';
  const tries = await store.listEarlierPresses({ teamId, id, position: 1, act: 'hide' });
  if (!tries.every((one) => hasEnded(one, ACTS.hide.isOnce))) return 'under_way';
  await store.noteChangedBy(generation, changedBy);
  const request = requestLike(generation, {
    id: newId(),
    userId,
    act: 'hide',
    keys: [`hide:${id}:${tries.length}`],
    credits: 0,
    count: pictures.length,
    isPrivate: true,
    otherId: id,
    parentId: null,
    parentPicture: null,
    replyTs: null,
    fileIds: [],
  });
  const answer = await store.acceptGeneration(request, defaultCredits);
  return answer.outcome === 'accepted' ? 'accepted' : 'under_way';
}
