import { en } from '../../copy/en/copy.ts';
import type { Failure } from '../../core/failure.ts';

/** What somebody is told who waited for longer than Slack does, or of whose request nothing is known. */
export const NOT_SURE = en.notices.notSure;

/** What Slack gets after a failure that no listener found words for: the event again later, never again, or words for whoever asked. */
export type AfterFailure =
  | { readonly kind: 'again' }
  | { readonly kind: 'never' }
  | { readonly kind: 'words'; readonly text: string };

/** The listeners' own funnels tell people what went wrong; this is what never reached them, or an event to be sent again. */
export function afterFailure(failure: Failure, isEvent: boolean): AfterFailure {
  if (isEvent) return { kind: isHopeless(failure) ? 'never' : 'again' };
  if (failure.code === 'commit_unclear') return { kind: 'words', text: NOT_SURE };
  const { why, next } = en.failures[failure.code];
  return { kind: 'words', text: `${why} ${en.charge.nothing} ${next}` };
}

/** Would fail in the same way each time it came: not our workspace, or nothing that we or the database can make sense of. */
function isHopeless(failure: Failure): boolean {
  if (failure.code === 'not_installed' || failure.code === 'secret_unreadable') return true;
  const { cause } = failure;
  if (cause instanceof TypeError || cause instanceof RangeError) return true;
  return cause instanceof Error && 'code' in cause && /^2[23]\w{3}$/.test(String(cause.code));
}

/** Bolt wraps what the listeners throw. */
export function causeOf(error: Error): unknown {
  return 'original' in error && error.original instanceof Error ? error.original : error;
}
