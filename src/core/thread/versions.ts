import { type Act, standsForShown } from '../acts.ts';
import type { FailureCode } from '../failure.ts';
import type { Generation, GenerationKey, GenerationStore, Parent, State } from '../generation.ts';
import type { Quality } from '../image-model.ts';

/** One line of a thread's story. */
export interface Version {
  readonly id: string;
  readonly act: Act;
  /** As `2b`; of an undo, the label of what it shows again. Null while it is not made yet. */
  readonly label: string | null;
  readonly parentId: string | null;
  readonly parentPicture: number | null;
  readonly otherId: string | null;
  /** Null: it was deleted or made private, and with it go its words. */
  readonly prompt: string | null;
  readonly userId: string;
  readonly state: State;
  readonly failure: FailureCode | null;
  readonly heldCredits: number;
  readonly chargedCredits: number | null;
  readonly chargeEstimated: boolean;
  /** How many pictures it has. */
  readonly count: number;
  readonly deleted: boolean;
  /** Null: its words and pictures were not erased. */
  readonly erasedAt: Date | null;
}

/** A thread that may hold pictures of ours. */
export interface ThreadKey {
  readonly teamId: string;
  readonly channelId: string;
  readonly threadTs: string;
}

/** A message, with its thread's `ts`: its own where nobody has answered it, or where it is answered. */
export interface MessageInThread extends ThreadKey {
  readonly messageTs: string;
}

/** Which picture of a thread is meant: null = the newest version, its first picture. */
export interface ThreadPlace extends ThreadKey {
  readonly label: string | null;
  readonly picture: number | null;
}

export type ThreadPicture =
  | {
      readonly found: true;
      readonly parent: Parent;
      readonly model: string;
      readonly size: string;
      readonly quality: Quality | null;
    }
  /**
   * `newest` null: the thread has none of our pictures that can be seen. `pictures` > 0: the version is there, with that
   * many. `erasedAt`: it was erased, or all of them were.
   */
  | {
      readonly found: false;
      readonly newest: string | null;
      readonly pictures: number;
      readonly erasedAt: Date | null;
    };

/** What became of a wish to publish a picture. */
export interface Publication {
  readonly channelId: string;
  readonly isPosted: boolean;
  /** It came to nothing, or was taken away: another may follow. */
  readonly isOver: boolean;
}

/** What is remembered of threads. */
export interface VersionStore extends GenerationStore {
  /** The generation whose version a message shows. */
  findShownIn(message: MessageInThread): Promise<Generation | null>;
  findThreadPicture(place: ThreadPlace): Promise<ThreadPicture>;
  /** The versions of a thread, oldest first; after them the undos that are no version yet, or never became one. */
  listVersions(thread: ThreadKey): Promise<Version[]>;
  /** Every wish to publish this picture so far, oldest first. */
  listPublications(of: GenerationKey): Promise<Publication[]>;
}

/**
 * The newest version that can be seen: what the thread shows now. An undo counts from when it is asked for, so that
 * whoever says it twice goes back twice.
 */
export function newestOf(versions: readonly Version[]): Version | undefined {
  return versions.findLast((version) => {
    const isComing = standsForShown(version) && version.state === 'requested';
    return (version.label !== null || isComing) && canBeSeen(version);
  });
}

/**
 * Not so what was deleted, or was made and is kept back: canceled after the order went out, or not delivered. Where only
 * Slack's answer was lost it may well stand there, and people go by what they see.
 */
export function canBeSeen({ state, failure, deleted }: Pick<Version, 'state' | 'failure' | 'deleted'>): boolean {
  return !deleted && !(state === 'made' && failure !== null && failure !== 'chat_unclear');
}

/** What a version shows: itself or, for an undo, the earlier one. */
export function shownBy(versions: readonly Version[], version: Version): Version | undefined {
  return standsForShown(version) ? versions.find(({ id }) => id === version.otherId) : version;
}

/** What it came from in this thread. */
export function originOf(versions: readonly Version[], version: Version): Version | undefined {
  return versions.find(({ id }) => id === version.parentId);
}

/** A version in its place of the tree. */
export interface Branch {
  readonly version: Version;
  /** 0 for what came from nothing in this thread. */
  readonly depth: number;
  readonly origin: Version | undefined;
}

/** The versions as one walks the tree: each directly before what came from it. What is shown again is no version of its own. */
export function walkTree(versions: readonly Version[]): Branch[] {
  const own = versions.filter((version) => version.label !== null && !standsForShown(version));
  const children = Map.groupBy(own, (version) => originOf(own, version)?.id);
  const below = (origin: Version | undefined, depth: number): Branch[] =>
    (children.get(origin?.id) ?? []).flatMap((version) => [{ version, depth, origin }, ...below(version, depth + 1)]);
  return below(undefined, 0);
}
