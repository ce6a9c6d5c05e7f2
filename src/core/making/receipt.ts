import type { Generation, GenerationStore } from '../generation.ts';
import type { ImageModel } from '../image-model.ts';
import type { Receipt, Saving } from './chat.ts';

export interface ReceiptStore extends GenerationStore {
  /** What is left of the team's month, null when unlimited. */
  readLeft(teamId: string, month: string): Promise<number | null>;
}

/** The end of a request in credits. */
export async function receiptOf(
  deps: { readonly store: ReceiptStore; readonly models: readonly ImageModel[] },
  generation: Generation,
): Promise<Receipt> {
  return {
    held: generation.heldCredits,
    charged: generation.chargedCredits ?? 0,
    estimated: generation.chargeEstimated,
    left: await deps.store.readLeft(generation.teamId, generation.month),
    month: generation.month,
    saving: await savingOf(deps, generation),
  };
}

/** The drafts that the finished one was chosen from are paid once: against them stands the price of as many finished ones. */
async function savingOf(
  { store, models }: Parameters<typeof receiptOf>[0],
  { teamId, act, parent, model, size, quality, chargedCredits }: Generation,
): Promise<Saving | null> {
  if (act !== 'finish' || !parent || parent.count < 2) return null;
  const drafts = await store.findGeneration({ teamId, id: parent.id });
  const drawn = models.find(({ id }) => id === model);
  if (!drafts || !drawn) return null;
  const saving = {
    drafts: drafts.chargedCredits ?? 0,
    finish: chargedCredits ?? 0,
    instead: drawn.credits(size, quality) * parent.count,
  };
  return saving.instead > saving.drafts + saving.finish ? saving : null;
}
