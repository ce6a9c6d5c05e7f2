import { standsForShown } from '../acts.ts';
import type { PictureName } from '../asking/thread-request.ts';
import { type RequestDeps, requestLike } from '../ordering/order.ts';
import type { AcceptAnswer } from '../ordering/order-store.ts';
import { canBeSeen, newestOf, originOf, shownBy, type ThreadKey, type Version, type VersionStore } from './versions.ts';

export type CompareAnswer = AcceptAnswer | Unclear;

/** Why there are no two pictures to be put side by side. */
type Unclear =
  | { readonly outcome: 'no_picture' | 'nothing_to_compare' }
  | { readonly outcome: 'no_version'; readonly label: string; readonly newest: string }
  | { readonly outcome: 'no_number'; readonly picture: number; readonly count: number };

interface Side {
  readonly version: Version;
  readonly position: number;
}

/** "compare v1 v3": a picture with both side by side, for nothing. `names` as in `ThreadRequest`; `text` as it was typed. */
export async function compare(
  { store, newId, defaultCredits }: RequestDeps & { readonly store: VersionStore },
  thread: ThreadKey,
  names: readonly PictureName[],
  by: { readonly userId: string; readonly keys: readonly string[]; readonly text: string },
): Promise<CompareAnswer> {
  const versions = await store.listVersions(thread);
  const sides = sidesOf(versions, names);
  if ('outcome' in sides) return sides;
  const [left, right] = sides;
  const before = await store.findGeneration({ teamId: thread.teamId, id: right.version.id });
  if (!before) return { outcome: 'nothing_to_compare' };
  return await store.acceptGeneration(
    requestLike(before, {
      id: newId(),
      userId: by.userId,
      act: 'compare',
      keys: by.keys,
      credits: 0,
      prompt: by.text,
      style: null,
      count: 1,
      parentId: left.version.id,
      parentPicture: left.position,
      otherId: right.version.id,
      otherPicture: right.position,
      replyTs: thread.threadTs,
      fileIds: [],
    }),
    defaultCredits,
  );
}

function sidesOf(versions: readonly Version[], names: readonly PictureName[]): readonly [Side, Side] | Unclear {
  const newest = newestOf(versions);
  if (!newest) return { outcome: 'no_picture' };
  const [one = { label: null, picture: null }, other] = names;
  const first = find(versions, newest, one);
  if ('outcome' in first) return first;
  const second = other ? find(versions, newest, other) : counterpart(versions, newest, one, first);
  if ('outcome' in second) return second;
  if (first.version.id === second.version.id && first.position === second.position) {
    return { outcome: 'nothing_to_compare' };
  }
  // What came first stands left, unless both were named.
  return other || first.version !== shownBy(versions, newest) ? [first, second] : [second, first];
}

function find(versions: readonly Version[], newest: Version, { label, picture }: PictureName): Side | Unclear {
  const named = label === null ? newest : versions.find((one) => one.label === label && !standsForShown(one));
  const version = named && shownBy(versions, named);
  if (!version || !canBeSeen(version)) {
    return { outcome: 'no_version', label: label ?? newest.label ?? '1', newest: newest.label ?? '1' };
  }
  const position = picture ?? 1;
  return position <= version.count
    ? { version, position }
    : { outcome: 'no_number', picture: position, count: version.count };
}

/** For one that is named alone: the newest or, where it is that itself, what it came from. */
function counterpart(
  versions: readonly Version[],
  newest: Version,
  { label }: PictureName,
  { version }: Side,
): Side | Unclear {
  const shown = shownBy(versions, newest);
  if (label !== null && shown && shown.id !== version.id) return { version: shown, position: 1 };
  const origin = originOf(versions, version);
  if (!origin || !canBeSeen(origin)) return { outcome: 'nothing_to_compare' };
  return { version: origin, position: version.parentPicture ?? 1 };
}
