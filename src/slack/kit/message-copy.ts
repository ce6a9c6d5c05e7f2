import { type Copy, copyFor } from '../../copy/copy.ts';
import { type Generation, isPersonal } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';

/** The words of a posted message: in its asker's language where only they see it, in the team's otherwise. */
export async function messageCopyOf(
  { people, requests }: Pick<ListenerDeps, 'people' | 'requests'>,
  { at, generation }: { readonly at: Installation; readonly generation: Generation },
): Promise<Copy> {
  if (isPersonal(generation)) return copyFor(await people.localeOf(at, generation.userId));
  return copyFor(await requests.store.readLanguage(at.teamId));
}
