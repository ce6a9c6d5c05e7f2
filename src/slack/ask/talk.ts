import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { copyFor } from '../../copy/copy.ts';
import { type Command, readCommand } from '../../core/asking/command.ts';
import type { Courtesy } from '../../core/asking/courtesy.ts';
import { readThreadRequest, type ThreadRequest } from '../../core/asking/thread-request.ts';
import { type FailureCode, toFailure } from '../../core/failure.ts';
import { mendedKey } from '../../core/ordering/request-again.ts';
import type { Installation } from '../api/installations.ts';
import { postMessage, tellAlone } from '../api/messages.ts';
import { onOwnCard, readOwnCard } from '../approvals/own-card.ts';
import type { ListenerDeps } from '../deps.ts';
import { failedWords } from '../kit/failed.ts';
import { answer, type Message, sendEither } from '../kit/message.ts';
import { tooManyWords } from '../receive/limited.ts';
import { teamOf } from '../receive/team-of.ts';
import type { Passage } from '../receive/turnstile.ts';
import { withBothTellings } from './both-tellings.ts';
import { answerCommand } from './imagine.ts';
import { type MessageContext, onlookerRefusal, type Reply, refusal } from './message-context.ts';
import { onOwnPlaceholder, readOwnPlaceholder } from './own-message.ts';
import { type Mended, readMended } from './read-mended.ts';
import { readTalk, type Talk } from './read-talk.ts';
import { answerEdit } from './talk-edit.ts';
import { answerThread } from './talk-thread.ts';

/** What is answered with words. */
type Said = Exclude<Command, { kind: 'image' | 'compose' }>;
type Args = (SlackEventMiddlewareArgs<'message'> | SlackEventMiddlewareArgs<'app_mention'>) &
  Pick<AllMiddlewareArgs, 'context'>;

/**
 * A message that may be meant for us: one of our words in a thread, a mention, or anything in direct messages with the
 * app. The rest is let pass here, without a look into the database. Throws when it could not be stored, so that Slack
 * sends it again.
 */
export async function onTalk(deps: ListenerDeps, { event, body, context: { retryNum = 0 } }: Args): Promise<void> {
  const teamId = teamOf(body);
  const own = readOwnPlaceholder(event);
  if (own) return await onOwnPlaceholder(deps, await deps.installations.of(teamId), own);
  const card = readOwnCard(event);
  if (card) return await onOwnCard(deps, await deps.installations.of(teamId), card);
  const mended = readMended(event);
  const told = mended?.talk ?? readTalk(event);
  if (!told) return;
  const at = await deps.installations.of(teamId);
  const request = requestIn(at, told);
  if (!request) return;
  const name = `${told.channelId}:${told.ts}`;
  const passage = deps.turnstile.pass({ teamId, userId: told.userId }, mended ? `${name}:${mended.editedTs}` : name);
  if (passage !== 'go') {
    if (passage.isNews) await tellTooMany(deps, { at, talk: told, name, keys: [] }, passage);
    return;
  }
  const keys = [`message:${name}`, `event:${body.event_id}`];
  if (mended) {
    const context = await mendedContext(deps, at, mended, keys);
    if (context) await respond(deps, context, request, retryNum);
    return;
  }
  // Of what is said without a mention there is one event.
  const comesTwice = request.mention && !told.isDirect;
  const talk = comesTwice ? await withBothTellings(deps, at, told) : told;
  await respond(deps, { at, talk, name, keys }, request, retryNum);
}

/** What Slack takes for heard all the same. */
async function tellTooMany(deps: ListenerDeps, context: MessageContext, passage: Exclude<Passage, 'go'>) {
  const copy = copyFor(await deps.people.localeOf(context.at, context.talk.userId));
  await sayOnce(deps, context, answer(tooManyWords(passage, copy)));
}

/** null: it is not for us. Outside of threads only what is said to the app is. */
function requestIn(at: Installation, { text, isDirect, threadTs }: Talk): ThreadRequest | null {
  const request = readThreadRequest(text, at.botUserId, isDirect);
  return request && (request.mention || threadTs) ? request : null;
}

const NOT_UNDERSTOOD: readonly (FailureCode | null)[] = ['flag_invalid', 'prompt_too_long', 'image_missing'];

/**
 * New words count where nothing had been understood of the old ones: they were not for us, or could not be read and were
 * refused. null: they were understood. Of the old words and all the new ones together one request is taken.
 */
async function mendedContext(
  { requests }: ListenerDeps,
  at: Installation,
  { talk, before, editedTs }: Mended,
  [message = '', event = '']: readonly string[],
): Promise<MessageContext | null> {
  const old = requestIn(at, before);
  if (old && (old.kind !== 'edit' || commandOf(before, old))) return null;
  const next = await nextKey(requests.store, at.teamId, message);
  const name = `${talk.channelId}:${talk.ts}:${editedTs}`;
  return next === null ? null : { at, talk, name, keys: [next, `edited:${name}`, event] };
}

const MOST_MENDS = 10;

/** The key of what may follow a message's words so far; null: they were understood. */
async function nextKey(store: ListenerDeps['requests']['store'], teamId: string, message: string) {
  let key = message;
  for (let mends = 0; mends <= MOST_MENDS; mends++) {
    const known = await store.findRequest(teamId, key);
    if (!known) return key;
    if (known.state !== 'failed' || !NOT_UNDERSTOOD.includes(known.failure)) return null;
    key = mendedKey(known.id);
  }
  return null;
}

async function respond(
  deps: ListenerDeps,
  context: MessageContext,
  request: ThreadRequest,
  retryNum: number,
): Promise<void> {
  const { at, talk } = context;
  const isLast = retryNum >= LAST_RETRY && request.mention;
  const reply = await answerTalk(deps, context, request).catch((error) => inWords(deps, context, error, isLast));
  if (!reply || (request.mention && (await isTaken(deps, context)))) return;
  const copy = copyFor(await deps.people.localeOf(at, talk.userId));
  await sayOnce(deps, context, await reply(copy));
}

/** Its other event came first, long before, and was taken: what stands there now is its own doing, and nothing to be told. */
async function isTaken({ requests }: ListenerDeps, { at, keys }: MessageContext): Promise<boolean> {
  const known = await requests.store.findRequest(at.teamId, keys[0] ?? '');
  return known !== null && known.state !== 'failed';
}

/** Slack sends an event four times in all. */
const LAST_RETRY = 3;

/** What a person can mend by waiting is said to them; anything else is for Slack to send again, or said when it will not. */
async function inWords(
  { requests, log }: ListenerDeps,
  { at: { teamId }, keys }: MessageContext,
  error: unknown,
  isLast: boolean,
): Promise<Reply | null> {
  const failure = toFailure(error);
  if (failure.code === 'too_many_requests' || failure.code === 'act_under_way') return refusal(failure.code).reply;
  if (!isLast) throw error;
  log.failure(failure, { teamId, at: 'listener' });
  // Stored by an earlier try: its placeholder says all there is to say.
  if (await requests.store.findRequest(teamId, keys[0] ?? '')) return null;
  return (copy) => answer(failedWords(failure, 'spends', copy));
}

/** null: nothing to say; it was accepted, told before (in another event), or was not for us. */
async function answerTalk(deps: ListenerDeps, context: MessageContext, request: ThreadRequest): Promise<Reply | null> {
  const { talk, at } = context;
  const command = commandOf(talk, request);
  if (command) {
    const onlooker = command.kind === 'help' ? null : await onlookerRefusal(deps, context, 'free');
    const by = { teamId: at.teamId, userId: talk.userId, channelId: talk.channelId, key: context.keys[0] ?? '' };
    if (!talk.answersMention) return null;
    return onlooker ? onlooker.reply : (copy) => answerCommand(deps, by, command, copy);
  }
  if (request.kind === 'courtesy') return answerCourtesy(talk, request.courtesy);
  if (request.kind === 'edit') return await answerEdit(deps, context, request);
  if (talk.threadTs) return await answerThread(deps, context, talk.threadTs, request);
  return talk.answersMention ? (copy) => answer(copy.threads.inThread) : null;
}

const ANSWERS = { greeting: 'hello', thanks: 'welcome', stop: 'stop', nod: null } as const;

/** A free word for who greets, thanks or wants to stop; pictures come with a wish that was not said. */
function answerCourtesy(talk: Talk, courtesy: Courtesy): Reply | null {
  if (!talk.answersMention) return null;
  if (talk.fileIds.length > 0 || talk.hasOtherFiles) return (copy) => answer(copy.edits.howTo);
  const words = ANSWERS[courtesy];
  return words && ((copy) => answer(copy.talk[words]));
}

/** What is said to the app itself may be what `/imagine` knows besides pictures. In a thread "history" is the thread's. */
function commandOf(talk: Talk, request: ThreadRequest): Said | null {
  if (!request.mention) return null;
  if (request.kind === 'history') return talk.threadTs ? null : { kind: 'history' };
  if (request.kind !== 'edit' || request.picture !== null || request.label !== null) return null;
  const isAboutPicture = talk.threadTs !== null || talk.fileIds.length > 0 || talk.hasOtherFiles;
  if (request.instruction === '' && isAboutPicture) return null;
  const command = readCommand(request.instruction);
  if (command.kind === 'compose') return { kind: 'help' };
  return command.kind === 'image' ? null : command;
}

/** A mention comes as two events, and Slack repeats what it thinks was lost: one of them is answered. */
async function sayOnce(
  { requests, log }: ListenerDeps,
  { at, talk, name }: MessageContext,
  message: Message,
): Promise<void> {
  const { channelId, userId, threadTs, isDirect } = talk;
  const { store, defaultCredits } = requests;
  if (!(await store.claimReply(at.teamId, `reply:${name}`, defaultCredits))) return;
  const place = { channelId, replyTs: threadTs, messageTs: null, userId };
  try {
    await sendEither<unknown>(message, (one) => (isDirect ? postMessage : tellAlone)(at, place, one));
  } catch (error) {
    log.failure(toFailure(error), { teamId: at.teamId, at: 'reply' });
  }
}
