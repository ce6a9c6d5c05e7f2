import type { EditRequest } from '../../core/asking/edit-request.ts';
import { type Ask, logRefused, requestImage } from '../../core/ordering/request-image.ts';
import type { ListenerDeps } from '../deps.ts';
import { erasedAnswer } from '../kit/erased.ts';
import { answer } from '../kit/message.ts';
import { asSeen } from '../spelling/as-seen.ts';
import { answerRequest } from './answer-request.ts';
import { type MessageContext, type NoEdit, onlookerRefusal, type Reply, refusal } from './message-context.ts';
import type { Talk } from './read-talk.ts';

type Start = NonNullable<Ask['from']>;

const MOST_INPUTS = 4;

/** Edits a picture of the thread or an attached one, or makes a new one. null: accepted, told before, or not for us. */
export async function answerEdit(
  deps: ListenerDeps,
  context: MessageContext,
  request: EditRequest,
): Promise<Reply | null> {
  const { at, talk, keys } = context;
  const ask: Ask = {
    teamId: at.teamId,
    channelId: talk.channelId,
    userId: talk.userId,
    text: await asSeen(deps, at, talk.userId, request.instruction),
    keys,
    replyTs: talk.threadTs,
    responseUrl: null,
    fileIds: talk.fileIds,
    isDirect: talk.isDirect,
  };
  const from = await findStart(deps, ask, talk, request);
  if (from === 'not_ours') return null;
  if (from === 'no_picture') return talk.answersMention ? (copy) => answer(copy.edits.noPicture) : null;
  if (from && 'failure' in from) return await refuse(deps, ask, context, from);
  const refused = await refusalOf(deps, context, from);
  if (refused) return await refuse(deps, from ? { ...ask, from } : ask, context, refused);
  return await accept(deps, from ? { ...ask, from, replyTs: talk.threadTs ?? talk.ts } : ask);
}

/** What it starts from: a picture of the thread, attached pictures, or (a mention alone) nothing. */
async function findStart(
  deps: ListenerDeps,
  ask: Ask,
  talk: Talk,
  request: EditRequest,
): Promise<Start | NoEdit | 'not_ours' | 'no_picture' | undefined> {
  const howTo: NoEdit = { failure: 'flag_invalid', reply: (copy) => answer(copy.edits.howTo) };
  if (talk.threadTs) {
    const { label, picture } = request;
    const found = await deps.requests.store.findThreadPicture({ ...ask, threadTs: talk.threadTs, label, picture });
    if (found.found) {
      if (request.instruction === '') return howTo;
      const { parent, model, size, quality } = found;
      return {
        parentId: parent.id,
        parentPicture: parent.picture.position,
        terms: { model, size, ...(quality ? { quality } : {}) },
      };
    }
    const missing = (reply: Reply): NoEdit => ({ failure: 'image_missing', reply });
    if (found.pictures > 0) return missing((copy) => answer(copy.edits.noNumber(picture ?? 1, found.pictures)));
    const { newest, erasedAt } = found;
    if (erasedAt) return missing((copy) => erasedAnswer(erasedAt, copy));
    if (newest) return missing((copy) => answer(copy.edits.noVersion(label ?? '1', newest)));
  }
  if (!request.mention) return 'not_ours';
  if (talk.fileIds.length > 0) {
    return request.instruction === '' ? howTo : { parentId: null, parentPicture: null, terms: { size: 'auto' } };
  }
  return talk.threadTs && !talk.hasOtherFiles ? 'no_picture' : undefined;
}

/** Whether this person may spend, and on these inputs. */
async function refusalOf(deps: ListenerDeps, context: MessageContext, from: Start | undefined): Promise<NoEdit | null> {
  const { talk } = context;
  const onlooker = await onlookerRefusal(deps, context, 'spends');
  if (onlooker) return onlooker;
  // Left out in silence, it would be missed in a picture that is paid for.
  if (talk.hasOtherFiles) return refusal('image_unreadable');
  if (talk.fileIds.length + (from?.parentId ? 1 : 0) <= MOST_INPUTS) return null;
  return { failure: 'image_missing', reply: (copy) => answer(copy.edits.tooManyFiles(MOST_INPUTS)) };
}

/** A mention comes as two events, and Slack repeats what it thinks was lost: only the first one is answered. */
async function refuse(
  deps: ListenerDeps,
  ask: Ask,
  { at, talk }: MessageContext,
  { failure, reply }: NoEdit,
): Promise<Reply | null> {
  const text = await asSeen(deps, at, talk.userId, talk.text);
  return (await logRefused(deps.requests, { ...ask, text }, failure)) ? reply : null;
}

async function accept(deps: ListenerDeps, ask: Ask): Promise<Reply | null> {
  return await answerRequest(deps, ask.teamId, await requestImage(deps.requests, ask));
}
