import type { NewGeneration } from './generation.ts';
import type { ImageModel } from './image-model.ts';
import { type PlanProblem, planOrder } from './plan-order.ts';
import type { Asked, PromptProblem } from './prompt.ts';
import { parsePrompt, storable } from './prompt.ts';
import type { AcceptAnswer, Store } from './store.ts';

export interface RequestParts {
  readonly store: Store;
  readonly models: readonly ImageModel[];
  readonly defaultModel: string;
  /** Credits a month for a team that has set no budget; null: unlimited. */
  readonly defaultCredits: number | null;
  readonly newId: () => string;
}

/** Who asks for a picture, where, and what it came from. */
export interface Ask
  extends Pick<NewGeneration, 'teamId' | 'channelId' | 'userId' | 'keys' | 'replyTs' | 'responseUrl' | 'fileIds'> {
  readonly text: string;
  /** For an edit: what it starts from, on whose terms it is made unless the text says otherwise. */
  readonly from?: { readonly parentId: string | null; readonly parentPicture: number | null; readonly terms: Terms };
}

export type Terms = Pick<Asked, 'model' | 'size' | 'quality'>;

export type RequestAnswer =
  | { readonly outcome: 'unreadable'; readonly problem: PromptProblem | PlanProblem }
  | (Extract<AcceptAnswer, { outcome: 'over' }> & { readonly credits: number; readonly creditsAtLow: number | null })
  | Exclude<AcceptAnswer, { outcome: 'over' | 'retired' }>;

/**
 * Accepts one request for pictures in one transaction (key, hold, generation, first job), or says why not.
 * What can't be read or paid is logged as refused and costs nothing. Throws when the database can't be reached.
 */
export async function requestImage(parts: RequestParts, ask: Ask): Promise<RequestAnswer> {
  const request = { ...ask, id: parts.newId() };
  const parsed = parsePrompt(ask.text);
  if (!parsed.ok) {
    return await refuse(parts, request, storable(ask.text), parsed.problem);
  }
  return await requestAsked(parts, request, withTerms(parsed.asked, ask.from?.terms), new Set());
}

/** Plans and stores. Which models are gone is asked only when the chosen one is. */
async function requestAsked(
  parts: RequestParts,
  request: Ask & { readonly id: string },
  asked: Asked,
  retired: ReadonlySet<string>,
): Promise<RequestAnswer> {
  const { store, models, defaultModel, defaultCredits } = parts;
  const planned = planOrder(asked, models, defaultModel, retired);
  if (!planned.ok) return await refuse(parts, request, storable(request.text), planned.problem);
  const { plan } = planned;
  const { text: _, from, ...rest } = request;
  const answer = await store.acceptGeneration(
    {
      ...rest,
      ...plan,
      act: from ? 'edit' : 'make',
      kind: from ? 'edit' : 'generation',
      prompt: asked.prompt,
      style: asked.style ?? null,
      isPrivate: asked.isPrivate ?? false,
      // What only the asker sees can't be in a thread that others read.
      replyTs: asked.isPrivate ? null : request.replyTs,
      parentId: from?.parentId ?? null,
      parentPicture: from?.parentPicture ?? null,
      otherId: null,
      otherPicture: null,
      againOf: null,
    },
    defaultCredits,
  );
  if (answer.outcome === 'retired') {
    if (retired.has(plan.model)) throw new Error('a retired model was planned');
    return await requestAsked(parts, request, asked, await store.listRetiredModels());
  }
  if (answer.outcome !== 'over') return answer;
  const low = planOrder({ ...asked, quality: 'low' }, models, defaultModel, retired);
  const creditsAtLow =
    low.ok && low.plan.credits < plan.credits && low.plan.credits <= answer.left ? low.plan.credits : null;
  return { ...answer, credits: plan.credits, creditsAtLow };
}

/** What the person said wins; the rest is taken from the picture it starts from. Another shape may need another model. */
function withTerms(asked: Asked, terms: Terms = {}): Asked {
  const { model, quality, ...shape } = terms;
  const sameModel = model !== undefined && !asked.size && !asked.quality;
  // Another model, asked for by name, need not know the qualities of the first one.
  const sameQuality = quality !== undefined && (asked.model === undefined || asked.model === model);
  return { ...shape, ...(sameQuality ? { quality } : {}), ...(sameModel ? { model } : {}), ...asked };
}

async function refuse(
  { store, defaultCredits }: RequestParts,
  request: Ask & { id: string },
  prompt: string,
  problem: PromptProblem | PlanProblem,
): Promise<RequestAnswer> {
  const failure = problem.kind === 'prompt_too_long' ? 'prompt_too_long' : 'flag_invalid';
  const isNew = await store.logRefused({ ...request, prompt, failure }, defaultCredits);
  return isNew ? { outcome: 'unreadable', problem } : { outcome: 'duplicate', id: request.id };
}
