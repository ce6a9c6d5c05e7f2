import type { Copy } from '../../copy/copy.ts';
import { type Approval, LONGEST_REASON } from '../../core/approvals/approval.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { clip, escapeMrkdwn } from '../kit/text.ts';

const MINUTE_MS = 60_000;

/** How a question ended, by whom and why; nothing where it has not. */
export function endWords({ state, decidedBy, granted, reason }: Approval, copy: Copy): string[] {
  const { locale } = copy;
  const { ended } = copy.team.approvals;
  const by = personOf(decidedBy ?? '', copy);
  switch (state) {
    case 'asked':
      return [];
    case 'allowed':
      // the last minute of the day, not the first one of the next
      return granted
        ? [ended.until(by, granted.credits, readersDate(new Date(granted.until.getTime() - MINUTE_MS), locale))]
        : [ended.once(by)];
    case 'refused':
      return [ended.refused(by), ...(reason ? [ended.reason(escapeMrkdwn(clip(reason, LONGEST_REASON)))] : [])];
    case 'ran_out':
      return [ended.ranOut];
    case 'unreachable':
      return [ended.unreachable];
    default:
      return state satisfies never;
  }
}
