import type { Copy } from '../../copy/copy.ts';
import type { LastChange } from '../../core/team/last-change.ts';
import { personOf } from '../kit/erased.ts';

/** That somebody else changed the same a short time ago; `asSaid`: what they made of it in words, null where that says nothing. */
export function latelyWords(
  before: LastChange | null,
  asSaid: (to: string | null) => string | null,
  copy: Copy,
): string[] {
  return before ? [copy.team.policy.lately(personOf(before.userId, copy), asSaid(before.to))] : [];
}
