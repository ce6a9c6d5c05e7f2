import { isFree } from '../acts.ts';
import { FAILURES, Failure, toFailure } from '../failure.ts';
import { type Generation, type GenerationKey, orderPrompt } from '../generation.ts';
import {
  DRAFT,
  type ImageModel,
  type ImageOrder,
  type Made,
  qualityOf,
  type SourceImage,
  type SubmitAnswer,
} from '../image-model.ts';
import { draws } from '../pricing/plan-order.ts';
import { isPlausible, priceOf } from '../pricing/price.ts';
import type { NoticeStore } from '../team/notices.ts';
import type { OrderKeyStore } from '../team/pixapi-keys.ts';
import { type Log, logContext } from './chat.ts';
import { type FreeDeps, makeFree } from './make-free.ts';
import type { MakeStore } from './make-store.ts';
import { type PictureStore, pictureBytes } from './picture-bytes.ts';
import type { RetryWrite } from './retry-write.ts';
import { type PlaceholderStore, updatePlaceholder } from './update-placeholder.ts';
import type { ReadFigures } from './waiting.ts';

export interface MakeDeps extends FreeDeps {
  readonly store: MakeStore & PlaceholderStore & PictureStore & OrderKeyStore & Pick<NoticeStore, 'claimNotice'>;
  readonly models: readonly ImageModel[];
  readonly log: Log;
  readonly figures: ReadFigures;
  readonly retryWrite: RetryWrite;
}

/**
 * Orders the pictures from Pixapi. `submitting` is committed before any byte leaves, so an order whose answer was
 * lost (also by a crash) is found as such and never sent again by itself.
 */
export async function submitImage(deps: MakeDeps, key: GenerationKey, signal: AbortSignal): Promise<void> {
  const { store, maker } = deps;
  const generation = await store.findGeneration(key);
  if (generation?.state === 'submitting') {
    await store.markUnknown(key, 'outcome_unknown');
    return;
  }
  if (generation?.state !== 'requested') return;
  if (isFree(generation)) return await makeFree(deps, generation, signal);
  const order = await orderOf(deps, generation, signal);
  // Before the order, so that nothing is in the air when it is done; only what stood in line is said anew. What says that
  // Pixapi is away says so until Pixapi has taken the order.
  if (generation.placeShown)
    await updatePlaceholder(deps, key, { kind: 'making', figures: await deps.figures(generation) });
  const claim = crypto.randomUUID();
  const own = await store.keyInForce(generation.teamId);
  if (!(await deps.retryWrite(() => store.markSubmitting(key, claim, own?.id ?? null), logContext(generation)))) return;
  let answer: SubmitAnswer;
  try {
    answer = await maker.submit(order, signal, own);
  } catch (error) {
    return await afterRefusal(deps, generation, own ? ofOwnKey(toFailure(error)) : toFailure(error), signal);
  }
  const paid = answer;
  if (paid.state === 'submitted') {
    const about = { ...logContext(generation), taskId: paid.taskId };
    await deps.retryWrite(() => store.markSubmitted(key, paid.taskId), about);
  } else await writeMade(deps, generation, paid);
}

/**
 * Writes down what Pixapi made, as far as it is plausible: no more pictures than were ordered, no cost far above the
 * price. A cost that is not believed is logged at error and told to the team's admins, once a day.
 */
export async function writeMade(deps: MakeDeps, generation: Generation, made: Made): Promise<void> {
  const { store, models, retryWrite, log, chat } = deps;
  const { teamId, count, heldCredits, requestedAt } = generation;
  const about = logContext(generation);
  const pictures = made.pictures.slice(0, count);
  if (made.pictures.length > count) log.note('more pictures than ordered', { ...about, came: made.pictures.length });
  const price = priceOf(generation, models, { ...made, pictures });
  await retryWrite(() => store.markMade(generation, pictures, price), about);
  if (isPlausible(made.credits, heldCredits)) return;
  const detail = `a cost of ${made.credits} credits on a hold of ${heldCredits}`;
  log.failure(new Failure('result_malformed', { detail }), about);
  const tell = async () => {
    const first = await store.claimNotice(teamId, `cost:${requestedAt.toISOString().slice(0, 10)}`);
    if (first) await chat.tellCostDoubted(teamId, heldCredits);
  };
  await tell().catch((error) => log.failure(toFailure(error), about));
}

/** What Pixapi has against a workspace's own key or account is for the workspace to solve. */
function ofOwnKey(failure: Failure): Failure {
  const { code, requestId } = failure;
  const more = requestId === undefined ? {} : { requestId };
  switch (code) {
    case 'pixapi_key_refused':
    case 'pixapi_account_refused':
      return new Failure('own_key_refused', more);
    case 'pixapi_credits_exhausted':
      return new Failure('own_credits_exhausted', more);
    default:
      return failure;
  }
}

async function afterRefusal(
  deps: MakeDeps,
  generation: Generation,
  failure: Failure,
  signal: AbortSignal,
): Promise<void> {
  const { store, retryWrite } = deps;
  const about = logContext(generation);
  if (FAILURES[failure.code].keepsHold) {
    deps.log.failure(failure, about);
    await retryWrite(() => store.markUnknown(generation, failure.code, failure.requestId), about);
    return;
  }
  if (failure.code === 'model_missing' && (await moveToSuccessor(deps, generation))) {
    return await submitImage(deps, generation, signal);
  }
  if (isUrlTrouble(failure, generation)) {
    await retryWrite(() => store.markRequested(generation, { sendBytes: true }), about);
    return await submitImage(deps, generation, signal);
  }
  // Not written down, it would be found as an order whose outcome nobody knows, and be charged.
  await retryWrite(() => store.markRequested(generation), about);
  const { code } = failure;
  if (code === 'own_key_refused' || code === 'own_credits_exhausted') {
    const { teamId, requestedAt } = generation;
    const tell = async () => {
      const first = await store.claimNotice(teamId, `own_key:${requestedAt.toISOString().slice(0, 10)}`);
      if (first) await deps.chat.tellOwnKeyTrouble(teamId, code);
    };
    await tell().catch((error) => deps.log.failure(toFailure(error), about));
  }
  throw failure;
}

/** Pixapi would not take the source by its address: perhaps it is gone, so the bytes are worth a try, once. */
export function isUrlTrouble(failure: Failure, generation: Generation): boolean {
  const isRefusal = failure.code === 'request_rejected' || failure.code === 'image_unreadable';
  return isRefusal && addressOf(generation) !== null;
}

/** The prior picture's address, where that is all there is to send. */
function addressOf({ parent, sendBytes, sourceFileIds }: Generation): string | null {
  return sendBytes || sourceFileIds.length > 0 ? null : (parent?.picture.url ?? null);
}

/** Goes on with the model's successor, unless that would be dearer than what was promised. */
async function moveToSuccessor(deps: MakeDeps, generation: Generation): Promise<boolean> {
  const { store, models, chat, log, retryWrite } = deps;
  const retires = models.find((model) => model.id === generation.model)?.retires;
  const successor = retires && models.find((model) => model.id === retires.successor);
  if (!retires || !successor || !draws(successor, generation.size)) return false;
  const quality = qualityOf(successor, retires.quality ?? DRAFT);
  const credits = successor.credits(generation.size, quality) * generation.count;
  if (credits > generation.heldCredits) return false;
  const change = { model: successor.id, quality };
  await retryWrite(() => store.retireModel(generation.model), logContext(generation));
  await retryWrite(() => store.markRequested(generation, change), logContext(generation));
  if (await store.claimNotice(generation.teamId, `retired:${generation.model}`)) {
    await chat
      .tellModelRetired(generation.teamId, generation.model, successor.id, quality)
      .catch((error) => log.failure(toFailure(error), logContext(generation)));
  }
  return true;
}

async function orderOf(deps: MakeDeps, generation: Generation, signal: AbortSignal): Promise<ImageOrder> {
  const { model, size, quality, count } = generation;
  const prompt = orderPrompt(generation);
  return { model, prompt, size, quality, count, sources: await sourcesOf(deps, generation, signal) };
}

/** The prior picture's own address where that is enough; bytes of everything otherwise. */
async function sourcesOf(deps: MakeDeps, generation: Generation, signal: AbortSignal): Promise<SourceImage[]> {
  const { teamId, kind, parent, sourceFileIds } = generation;
  const url = addressOf(generation);
  if (url) return [{ url }];
  const sources: SourceImage[] = [];
  if (parent) sources.push(await pictureBytes(deps, { teamId, id: parent.id }, parent.picture, signal));
  for (const fileId of sourceFileIds) {
    const { rendition, ...source } = await deps.chat.readFile(teamId, fileId);
    if (rendition !== null) await deps.store.saveRendition(generation, fileId, rendition);
    sources.push(source);
  }
  if (kind === 'edit' && sources.length === 0) throw new Failure('image_missing');
  return sources;
}
