import type { Copy } from '../../copy/copy.ts';
import type { RequestAnswer } from '../../core/ordering/request-image.ts';
import type { ListenerDeps } from '../deps.ts';
import { overBudgetAnswer, problemAnswer } from '../kit/answers.ts';
import type { Message } from '../result/image-message.ts';

/** What is said to a request that was not taken, in whichever language; null: it was taken, and its placeholder says so. */
export async function answerRequest(
  { requests: { store, defaultCredits } }: ListenerDeps,
  teamId: string,
  asked: RequestAnswer,
): Promise<((copy: Copy) => Message) | null> {
  if (asked.outcome === 'accepted' || asked.outcome === 'duplicate') return null;
  const { confirmAbove } = await store.readSettings(teamId);
  if (asked.outcome === 'unreadable') return (copy) => problemAnswer(asked, confirmAbove, copy);
  const { renews } = await store.readBudget(teamId, defaultCredits);
  return (copy) => overBudgetAnswer(asked, renews, confirmAbove, copy);
}
