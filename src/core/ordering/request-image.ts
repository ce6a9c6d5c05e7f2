import { nearestText } from '../asking/nearest-text.ts';
import { type Asked, type ParsedPrompt, type PromptProblem, parsePrompt, storable } from '../asking/prompt.ts';
import { type Vocabulary, vocabularyOf } from '../asking/vocabulary.ts';
import type { FailureCode } from '../failure.ts';
import type { NewGeneration } from '../generation.ts';
import { DRAFT } from '../image-model.ts';
import { findBlocked } from '../policy/blocked-words.ts';
import { offerUnder } from '../policy/offer-under.ts';
import { isPolicyProblem, type PolicyProblem, failureOf as policyFailureOf } from '../policy/problem.ts';
import type { Offer } from '../pricing/offer.ts';
import { type Plan, type PlanProblem, planOrder } from '../pricing/plan-order.ts';
import { atShownPrice } from '../pricing/shown-price.ts';
import { type OrderAnswer, order, type RequestDeps, type Wanted } from './order.ts';

/** Who asks for a picture, where, and what it came from. */
export interface Ask
  extends Pick<NewGeneration, 'teamId' | 'channelId' | 'userId' | 'keys' | 'replyTs' | 'responseUrl' | 'fileIds'> {
  readonly text: string;
  /** The refused request that this one is made of. */
  readonly againOf?: string;
  /** What was chosen beside the text. What the text says wins. */
  readonly fields?: Fields;
  /** Said in direct messages with the app, where all is private and stays. */
  readonly isDirect?: boolean;
  /** For an edit: what it starts from, on whose terms it is made unless the text says otherwise. */
  readonly from?: { readonly parentId: string | null; readonly parentPicture: number | null; readonly terms: Terms };
}

export type Terms = Pick<Asked, 'model' | 'size' | 'quality'>;

/** What the fields of a form say; absent = nothing was chosen. */
export type Fields = Pick<Asked, 'size' | 'quality' | 'count' | 'style' | 'isPrivate'>;

export type RequestAnswer =
  | {
      readonly outcome: 'unreadable';
      readonly id: string;
      readonly problem: PromptProblem | PlanProblem | PolicyProblem;
      readonly nearest: NearestOffer | null;
    }
  | OrderAnswer;

/** What was probably meant; `credits` null: with it in place something else could not be read. */
export interface NearestOffer {
  readonly value: string;
  readonly credits: number | null;
}

/** Nothing was stored: it costs something else than what was shown. */
export interface PriceChangedAnswer {
  readonly outcome: 'price_changed';
  readonly credits: number;
}

type Request = Ask & { readonly id: string };

/**
 * Accepts one request for pictures in one transaction (key, hold, generation, first job), or says why not.
 * What can't be read or paid is logged as refused and costs nothing. Throws when the database can't be reached.
 */
export async function requestImage(deps: RequestDeps, ask: Ask): Promise<RequestAnswer> {
  const request = { ...ask, id: deps.newId() };
  const answer = await place(deps, request, (read) => read);
  return answer.outcome === 'not_ordered' ? await refuse(deps, request, answer.problem, answer.retired) : answer;
}

/** The same where a price was shown: it orders at no other. */
export async function requestAtPrice(
  deps: RequestDeps,
  ask: Ask,
  shown: number | null,
): Promise<RequestAnswer | PriceChangedAnswer> {
  const request = { ...ask, id: deps.newId() };
  const answer = await place(deps, request, (read) => atShownPrice(read, shown));
  if (answer.outcome !== 'not_ordered') return answer;
  const { problem, retired } = answer;
  return problem.kind === 'price_changed'
    ? { outcome: 'price_changed', credits: problem.credits }
    : await refuse(deps, request, problem, retired);
}

/** `check` may have a word against what was read. What is over the budget is offered in the lowest quality. */
async function place<Problem>(
  deps: RequestDeps,
  request: Request,
  check: (read: Read) => Extract<Read, { ok: true }> | { readonly ok: false; readonly problem: Problem },
) {
  const read = (offer: Offer, retired: ReadonlySet<string>) => {
    const wanted = check(readOrder(offer, request, retired));
    if (!wanted.ok) return wanted;
    const low = planOrder({ ...wanted.asked, quality: DRAFT }, offer, retired);
    return { ...wanted, atLow: low.ok ? low.plan : null };
  };
  return await order<Extract<Read, { ok: true }> & Wanted, Problem>(deps, request, read, ({ asked, plan }) =>
    newRequest(request, asked, plan),
  );
}

function newRequest(request: Ask & { readonly id: string }, asked: Asked, plan: Plan): NewGeneration {
  const { text: _, fields: __, from, isDirect, ...rest } = request;
  const isPrivate = !isDirect && (asked.isPrivate ?? false);
  return {
    ...rest,
    ...plan,
    act: from ? 'edit' : 'make',
    kind: from ? 'edit' : 'generation',
    prompt: asked.prompt,
    style: asked.style ?? null,
    isPrivate,
    // What only the asker sees can't be in a thread that others read.
    replyTs: isPrivate ? null : request.replyTs,
    parentId: from?.parentId ?? null,
    parentPicture: from?.parentPicture ?? null,
    otherId: null,
    otherPicture: null,
    againOf: request.againOf ?? null,
  };
}

type Read =
  | { readonly ok: true; readonly asked: Asked; readonly plan: Plan }
  | { readonly ok: false; readonly problem: PromptProblem | PlanProblem };

/** The order that a text and what was chosen beside it are, on the terms of what it starts from; or why it is none. */
export function readOrder(
  offer: Offer,
  ask: Pick<Ask, 'text' | 'fields' | 'from'>,
  retired: ReadonlySet<string>,
): Read {
  const parsed = askedFor(ask, vocabularyOf(offer.models));
  if (!parsed.ok) return parsed;
  const { asked } = parsed;
  const planned = planOrder(asked, offer, retired);
  return planned.ok ? { ok: true, asked, plan: planned.plan } : planned;
}

/** What is asked for, all told: the text with its flags, then what was chosen beside it, then the terms of what it starts from. */
export function askedFor(
  { text, fields, from }: Pick<Ask, 'text' | 'fields' | 'from'>,
  vocabulary: Vocabulary,
): ParsedPrompt {
  const parsed = parsePrompt(text, vocabulary);
  return parsed.ok ? { ok: true, asked: withTerms({ ...fields, ...parsed.asked }, from?.terms) } : parsed;
}

/** What the person said wins; the rest is taken from the picture it starts from. Another shape may need another model. */
export function withTerms(asked: Asked, terms: Terms = {}): Asked {
  const { model, quality, ...shape } = terms;
  const sameModel = model !== undefined && !asked.size && !asked.quality && asked.model === undefined;
  // Another model, asked for by name, need not know the qualities of the first one.
  const sameQuality = quality !== undefined && (asked.model === undefined || asked.model === model);
  return {
    ...shape,
    ...(sameQuality ? { quality } : {}),
    ...(sameQuality && asked.quality === undefined ? { isQualityInherited: true } : {}),
    ...(sameModel ? { model, isModelInherited: true } : {}),
    ...asked,
  };
}

async function refuse(
  deps: RequestDeps,
  request: Ask & { readonly id: string },
  found: PromptProblem | PlanProblem | PolicyProblem,
  retired: ReadonlySet<string>,
): Promise<RequestAnswer> {
  const { id, teamId, text } = request;
  const policy = await deps.policies.of(teamId);
  const word = findBlocked(text, policy.blockedWords);
  const problem = word === null || found.kind === 'paused' ? found : ({ kind: 'word_blocked', word } as const);
  if (!(await logRefused(deps, request, failureOf(problem)))) return { outcome: 'duplicate', id };
  const nearest = isPolicyProblem(problem) ? null : nearestText(storable(text), problem);
  const offer = offerUnder(policy, deps.offer(), policy.channels.get(request.channelId));
  const read = nearest && readOrder(offer, { ...request, text: nearest.text }, retired);
  return {
    outcome: 'unreadable',
    id,
    problem,
    nearest: nearest && { value: nearest.value, credits: read?.ok ? read.plan.credits : null },
  };
}

function failureOf(problem: PromptProblem | PlanProblem | PolicyProblem): FailureCode {
  if (isPolicyProblem(problem)) return policyFailureOf(problem);
  return problem.kind === 'prompt_too_long' ? 'prompt_too_long' : 'flag_invalid';
}

/**
 * Keeps a request that is not taken in the log, with all that it takes to ask for it again; of one with a blocked word
 * its words are not kept. False: it was there already.
 */
export async function logRefused(
  { store, policies, newId, defaultCredits }: RequestDeps,
  ask: Ask & { readonly id?: string },
  failure: FailureCode,
): Promise<boolean> {
  const { teamId, id = newId(), channelId, userId, text, keys, from, replyTs, fileIds, againOf = null } = ask;
  const { parentId = null, parentPicture = null } = from ?? {};
  const { blockedWords } = await policies.of(teamId);
  return await store.logRefused(
    {
      ...{ teamId, id, channelId, userId, keys, replyTs, fileIds, failure, parentId, parentPicture, againOf },
      kind: from ? 'edit' : 'generation',
      prompt: findBlocked(text, blockedWords) === null ? storable(text) : '',
    },
    defaultCredits,
  );
}
