import type { GenerationKey } from '../generation.ts';
import {
  type PlaceholderDeps,
  type PlaceholderStore,
  showWaiting,
  updatePlaceholder,
} from '../making/update-placeholder.ts';

export interface AwayStore extends PlaceholderStore {
  /** Before its placeholder says that Pixapi is away. False: it says so. */
  markAwayTold(key: GenerationKey): Promise<boolean>;
  /** Slack did not take it. */
  unmarkAwayTold(key: GenerationKey): Promise<void>;
  /** Some that wait before an order and whose placeholders don't say so yet; marked, and claimed as `claimPlaceholder` does. */
  claimUntoldAway(pace: { readonly everyMs: number; readonly perTeam: number }): Promise<GenerationKey[]>;
}

type AwayDeps = PlaceholderDeps & { readonly store: AwayStore };

/** Its placeholder says, once, that Pixapi is away; that is put right when it goes on. */
export async function tellAway(deps: AwayDeps, key: GenerationKey): Promise<void> {
  if (!(await deps.store.markAwayTold(key))) return;
  if (!(await updatePlaceholder(deps, key, { kind: 'down' }))) await deps.store.unmarkAwayTold(key);
}

/** The same for some of all that wait. */
export async function tellAwayToSome(deps: AwayDeps, pace: Parameters<AwayStore['claimUntoldAway']>[0]): Promise<void> {
  const untold = await deps.store.claimUntoldAway(pace);
  await Promise.all(
    untold.map(async (key) => {
      if (!(await showWaiting(deps, key, { kind: 'down' }))) await deps.store.unmarkAwayTold(key);
    }),
  );
}
