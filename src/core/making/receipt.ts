import type { Generation, GenerationKey, GenerationStore } from '../generation.ts';
import type { ImageModel } from '../image-model.ts';
import type { Receipt, Saving } from './chat.ts';

export interface ReceiptStore extends GenerationStore {
  /** What is left of the team's budget, null when unlimited: of that month, or of today where it is by day. */
  readLeft(teamId: string, month: string): Promise<Pick<Receipt, 'left' | 'period'>>;
  /** The highest percentage of the asker's own budget that was reached as this request was accepted; null: none. */
  readReached(key: GenerationKey): Promise<number | null>;
}

/** Of less of their budget nobody needs to hear under a picture. */
const TOLD_FROM_PERCENT = 80;

const atLeast = (least: number, percent: number | null) => (percent !== null && percent >= least ? percent : null);

/** The end of a request in credits. */
export async function receiptOf(
  deps: { readonly store: ReceiptStore; readonly models: readonly ImageModel[] },
  generation: Generation,
): Promise<Receipt> {
  return {
    held: generation.heldCredits,
    charged: generation.chargedCredits ?? 0,
    estimated: generation.chargeEstimated,
    ...(await deps.store.readLeft(generation.teamId, generation.month)),
    month: generation.month,
    saving: await savingOf(deps, generation),
    reached: atLeast(TOLD_FROM_PERCENT, await deps.store.readReached(generation)),
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
