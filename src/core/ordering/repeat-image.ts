import type { GenerationKey } from '../generation.ts';
import type { MakeStore } from '../making/make-store.ts';
import type { AcceptAnswer } from './order-store.ts';
import { type RequestDeps, requestLike } from './request-image.ts';

/**
 * Orders once more what has an unknown outcome: a new request with a hold of its own. A second press of the
 * button finds the first one's request (`duplicate`). `asking`: nothing was ordered, for Pixapi gave us a task for the
 * first order, and is asked for that before anybody pays twice. null: there is nothing (any more) to repeat.
 */
export async function repeatImage(
  { store, newId, defaultCredits }: RequestDeps & { readonly store: Pick<MakeStore, 'askAgain'> },
  key: GenerationKey,
  by: { readonly userId: string; readonly responseUrl: string | null },
): Promise<AcceptAnswer | { readonly outcome: 'asking' } | null> {
  const before = await store.findGeneration(key);
  if (before?.state !== 'unknown') return null;
  if (await store.askAgain(before, 'not_lately')) return { outcome: 'asking' };
  return await store.acceptGeneration(
    requestLike(before, {
      id: newId(),
      userId: by.userId,
      act: before.act,
      keys: [`again:${before.id}`],
      credits: before.heldCredits,
      againOf: before.id,
      responseUrl: before.delivery === 'response_url' ? by.responseUrl : null,
    }),
    defaultCredits,
  );
}
