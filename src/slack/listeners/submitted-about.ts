import type { Generation } from '../../core/generation.ts';
import type { ListenerParts } from '../parts.ts';
import { onlookerOf } from './may-spend.ts';
import type { Submission } from './submission.ts';

/** The request that a modal is about, for whoever may do something free with it; null: there is none for this person. */
export async function submittedAbout(
  parts: ListenerParts,
  { at, userId, userTeam }: Submission,
  id: string,
): Promise<Generation | 'outsider' | null> {
  const generation = await parts.requests.store.findGeneration({ teamId: at.teamId, id });
  if (!generation || (generation.isPrivate && generation.userId !== userId)) return null;
  return (await onlookerOf(parts, at, userId, userTeam)) === 'outsider' ? 'outsider' : generation;
}
