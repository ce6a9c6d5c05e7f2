import { copyFor } from '../../copy/copy.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { shownText, unnamedIn } from './spelling.ts';

const MOST_NAMES = 10;
const NAMES_WITHIN_MS = 800;

/**
 * A text out of `readSpelling` as whoever wrote it saw it. Names of people that did not come with it are asked of Slack,
 * ten at most and for 0.8 s together; who is not known by then is "someone", in the writer's language as far as it is known.
 */
export async function asSeen(
  { people }: Pick<ListenerDeps, 'people'>,
  at: Installation,
  writerId: string,
  spelled: string,
): Promise<string> {
  const names = new Map<string, string>();
  const asking = unnamedIn(spelled)
    .slice(0, MOST_NAMES)
    .map(async (id) => {
      const name = await people.nameOf(at, id);
      if (name) names.set(id, name);
    });
  if (asking.length > 0) await withinMs(NAMES_WITHIN_MS, Promise.all(asking));
  return shownText(spelled, names, copyFor(people.knownLocaleOf(at, writerId)).talk.nameless);
}
