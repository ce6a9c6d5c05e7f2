import { type RequestDeps, requestLike } from '../ordering/order.ts';
import type { AcceptAnswer } from '../ordering/order-store.ts';
import { canBeSeen, newestOf, originOf, shownBy, type ThreadKey, type Version, type VersionStore } from './versions.ts';

type ThreadDeps = RequestDeps & { readonly store: VersionStore };

/** Who asks for it, and what that came from. */
interface By {
  readonly userId: string;
  readonly keys: readonly string[];
}

export type ShowAnswer =
  | AcceptAnswer
  /** `no_picture`: the thread has none of ours. `nothing_before`: the newest version came from none that can be seen. */
  | { readonly outcome: 'no_picture' | 'nothing_before' | 'gone' | 'shown_already' };

/**
 * "undo": shows the version that the newest came from once more, for nothing. Two at once go back one step, one after
 * the other two.
 */
export async function undo(deps: ThreadDeps, thread: ThreadKey, by: By): Promise<ShowAnswer> {
  const versions = await deps.store.listVersions(thread);
  const newest = newestOf(versions);
  if (!newest) return { outcome: 'no_picture' };
  // Told once more, it is what it was: with the keys of a later step it would stand in the way of the next "undo".
  const known = await deps.store.findRequest(thread.teamId, by.keys[0] ?? '');
  if (known) return { outcome: 'duplicate', id: known.id };
  const before = visibleBefore(versions, newest);
  return before ? await show(deps, thread, versions, newest, before, by) : { outcome: 'nothing_before' };
}

/** Shows any version of the thread once more, for nothing. */
export async function showVersion(deps: ThreadDeps, thread: ThreadKey, id: string, by: By): Promise<ShowAnswer> {
  const versions = await deps.store.listVersions(thread);
  const newest = newestOf(versions);
  const wished = versions.find((version) => version.id === id);
  if (!newest || !wished || !canBeSeen(wished) || wished.label === null) return { outcome: 'gone' };
  if (shownBy(versions, newest)?.id === id) return { outcome: 'shown_already' };
  return await show(deps, thread, versions, newest, wished, by);
}

/** The nearest version above that can be seen. */
function visibleBefore(versions: readonly Version[], newest: Version): Version | undefined {
  const shown = shownBy(versions, newest);
  let before = shown && originOf(versions, shown);
  while (before && !canBeSeen(before)) before = originOf(versions, before);
  return before;
}

async function show(
  { store, newId, defaultCredits }: ThreadDeps,
  { teamId }: ThreadKey,
  versions: readonly Version[],
  newest: Version,
  wished: Version,
  { userId, keys }: By,
): Promise<ShowAnswer> {
  const before = await store.findGeneration({ teamId, id: wished.id });
  if (!before) return { outcome: 'gone' };
  // One that came to nothing must not stand in the way of the next.
  const vain = versions.filter((one) => one.state === 'failed' || one.state === 'canceled' || !canBeSeen(one)).length;
  return await store.acceptGeneration(
    requestLike(before, {
      id: newId(),
      userId,
      act: 'undo',
      keys: [...keys, `show:${wished.id}:after:${newest.id}:${vain}`],
      credits: 0,
      count: before.pictures.length,
      otherId: before.id,
      replyTs: before.replyTs ?? before.messageTs,
      fileIds: [],
    }),
    defaultCredits,
  );
}
