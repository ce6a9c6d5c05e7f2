import type { Copy } from '../../copy/copy.ts';
import { MOST_ANSWER_DAYS } from '../../core/approvals/approval.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { findManager } from '../policy/find-manager.ts';

/** "approvals": how long questions for more credits wait. "approvals 2 days": managers set it, for those to come. */
export async function answerDays(
  deps: ListenerDeps,
  by: By,
  { days }: Extract<TeamCommand, { kind: 'answer_days' }>,
  copy: Copy,
): Promise<Message> {
  const { store, defaultCredits } = deps.requests;
  const words = copy.team.approvals.days;
  if (days !== null) {
    if (!(await findManager(deps, by, 'answer_days'))) return answer(copy.budget.onlyManagers);
    if (days < 1 || days > MOST_ANSWER_DAYS) return answer(words.unreadable(MOST_ANSWER_DAYS));
    await store.setAnswerDays(by, days, defaultCredits);
  }
  return answer(words.waits(await store.readAnswerDays(by.teamId)), words.howTo);
}
