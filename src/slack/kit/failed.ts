import type { Copy } from '../../copy/copy.ts';
import type { Failure } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';

/** What a press or a submission may do: order something, or only what costs nothing. */
export type Cost = 'spends' | 'free';

/**
 * Why something failed, and what to do. Only of what would have ordered something is said that nothing was charged: to
 * who cancels, deletes or changes what was paid for long ago that would be no answer, or a wrong one.
 */
export function failedWords({ code }: Pick<Failure, 'code'>, cost: Cost, copy: Copy): string {
  const { notices, presses, failures, charge } = copy;
  const isFree = cost === 'free';
  if (code === 'commit_unclear') return isFree ? presses.notSureDone : notices.notSure;
  if (code === 'internal') return isFree ? presses.notDone : notices.notAccepted;
  const { why, next } = failures[code];
  return [why, isFree ? presses.unchanged : charge.nothing, next].join(' ');
}

/** Why a request that has `failed` did: of one that was refused at the door nobody else will tell. */
export function refusedWords({ failure }: Pick<Generation, 'failure'>, copy: Copy): string {
  return failedWords({ code: failure ?? 'internal' }, 'spends', copy);
}
