import { isFree } from '../acts.ts';
import type { Generation, GenerationKey } from '../generation.ts';

/** How long the app's own last pictures of a kind took, in seconds: one in twenty under `least`, half of them `usual` or less, nine in ten under `most`. */
export interface Figures {
  readonly least: number;
  readonly usual: number;
  readonly most: number;
}

/** What a placeholder says of the wait. */
export type Waiting =
  /** Its place in the team's line, from 1. */
  | { readonly kind: 'in_line'; readonly place: number }
  /** Being made; null: too few were made before for a figure. */
  | { readonly kind: 'making'; readonly figures: Figures | null }
  | { readonly kind: 'slow' }
  | { readonly kind: 'down' }
  | { readonly kind: 'uploading' }
  /** Canceled after the order went out. */
  | { readonly kind: 'canceling' };

export interface LinePace {
  readonly teamConcurrency: number;
  /** A placeholder says its place no oftener than this. */
  readonly everyMs: number;
  /** How many of a team's placeholders at once. */
  readonly perTeam: number;
}

export interface Moved extends GenerationKey {
  readonly place: number;
}

/** What is remembered of the team's line. */
export interface LineStore {
  /** The place in the team's line, from 1; null: it is not in line. */
  readPlace(key: GenerationKey, teamConcurrency: number): Promise<number | null>;
  /** Claims some whose place has changed since their placeholder said it, as `claimPlaceholder` does. */
  moveLine(pace: LinePace): Promise<Moved[]>;
  /** From the last pictures of all teams that were ordered alike; null before there are ten. */
  readFigures(order: Pick<Generation, 'kind' | 'model' | 'size' | 'quality' | 'count'>): Promise<Figures | null>;
}

export interface AnnounceWait {
  readonly store: Pick<LineStore, 'readPlace'>;
  readonly figures: ReadFigures;
  /** How many of a team's pictures are made at once. */
  readonly teamConcurrency: number;
}

export type ReadFigures = (generation: Generation) => Promise<Figures | null>;

/** What awaits a request that was just taken: its place where the team's places are taken, else how long it usually takes. */
export async function readWaiting(deps: AnnounceWait, generation: Generation): Promise<Waiting> {
  if (isFree(generation)) return { kind: 'making', figures: null };
  const place = await deps.store.readPlace(generation, deps.teamConcurrency);
  return place === null ? { kind: 'making', figures: await deps.figures(generation) } : { kind: 'in_line', place };
}
