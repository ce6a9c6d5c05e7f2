import type { Generation } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import type { Submission } from '../form/submission.ts';

/** Whether a person may change or take away what is posted: who asked for it, and the workspace's admins. */
export async function mayChange(
  { people }: Pick<ListenerDeps, 'people'>,
  { at, generation, userId }: { readonly at: Installation; readonly generation: Generation; readonly userId: string },
): Promise<boolean> {
  return generation.userId === userId || (await people.find(at, userId)).isAdmin;
}

/** The request that a modal is about; null: there is none for this person. */
export async function submittedAbout(
  { requests }: ListenerDeps,
  { at, userId }: Submission,
  id: string,
): Promise<Generation | null> {
  const generation = await requests.store.findGeneration({ teamId: at.teamId, id });
  return generation && (!generation.isPrivate || generation.userId === userId) ? generation : null;
}
