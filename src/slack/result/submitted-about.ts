import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import type { Submission } from '../form/submission.ts';

/** The request that a modal is about; null: there is none for this person. */
export async function submittedAbout(
  { requests }: ListenerDeps,
  { at, userId }: Submission,
  id: string,
): Promise<Generation | null> {
  const generation = await requests.store.findGeneration({ teamId: at.teamId, id });
  return generation && (!generation.isPrivate || generation.userId === userId) ? generation : null;
}
