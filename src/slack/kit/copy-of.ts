import { type Copy, copyFor } from '../../copy/copy.ts';
import { type Generation, isPersonal } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';

const WITHIN_MS = 1_000;

/** A person's words, within a second and whatever fails: English where nobody can say. */
export async function copyAt(
  { people }: Pick<ListenerDeps, 'people'>,
  finding: Promise<Installation>,
  userId: string,
): Promise<Copy> {
  const asking = finding.then(
    (at) => people.localeOf(at, userId),
    () => null,
  );
  return copyFor(await withinMs(WITHIN_MS, asking));
}

export async function copyOf(
  { people }: Pick<ListenerDeps, 'people'>,
  at: Installation,
  userId: string,
): Promise<Copy> {
  return await copyAt({ people }, Promise.resolve(at), userId);
}

/** The words of a posted message: in its asker's language where only they see it, in the team's otherwise. */
export async function messageCopyOf(
  { people, requests }: Pick<ListenerDeps, 'people' | 'requests'>,
  { at, generation }: { readonly at: Installation; readonly generation: Generation },
): Promise<Copy> {
  if (isPersonal(generation)) return copyFor(await people.localeOf(at, generation.userId));
  return copyFor(await requests.store.readLanguage(at.teamId));
}
