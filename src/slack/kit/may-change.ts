import type { Generation } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';

/** Whether a person may change or take away what is posted: who asked for it, and the workspace's admins. */
export async function mayChange(
  { people }: Pick<ListenerDeps, 'people'>,
  { at, generation, userId }: { readonly at: Installation; readonly generation: Generation; readonly userId: string },
): Promise<boolean> {
  return generation.userId === userId || (await people.find(at, userId)).isAdmin;
}
