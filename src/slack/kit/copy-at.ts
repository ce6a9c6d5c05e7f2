import { type Copy, copyFor } from '../../copy/copy.ts';
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
