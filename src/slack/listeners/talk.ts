import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { type Copy, copyFor } from '../../copy/copy.ts';
import { unescapeText } from '../../core/command.ts';
import { type EditRequest, readEditRequest } from '../../core/edit-request.ts';
import { type FailureCode, toFailure } from '../../core/failure.ts';
import { type Ask, logRefused, requestImage } from '../../core/request-image.ts';
import { answer, helpAnswer } from '../blocks/answers.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import { tellAlone } from '../messages.ts';
import type { ListenerParts } from '../parts.ts';
import { answerRequest } from './answer-request.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';
import { onOwnPlaceholder, readOwnPlaceholder } from './own-message.ts';
import { readTalk, type Talk } from './read-talk.ts';

type Args = SlackEventMiddlewareArgs<'message'> | SlackEventMiddlewareArgs<'app_mention'>;
type Start = NonNullable<Ask['from']>;
type Reply = (copy: Copy) => Message;
/** Why it can't be accepted: kept in the log, and told to the asker. */
interface Refusal {
  readonly failure: FailureCode;
  readonly reply: Reply;
}

const MOST_INPUTS = 4;

/**
 * A message that may be meant for us: "edit this: …" in a thread, or a mention. Anything else is let pass here,
 * without a look into the database. Throws when it could not be stored, so that Slack sends it again.
 */
export async function onTalk(parts: ListenerParts, { event, body }: Args): Promise<void> {
  const teamId = body.authorizations?.[0]?.team_id ?? body.team_id;
  const own = readOwnPlaceholder(event);
  if (own) return await onOwnPlaceholder(parts, await parts.installations.of(teamId), own);
  const talk = readTalk(event);
  if (!talk) return;
  const at = await parts.installations.of(teamId);
  const request = readEditRequest(talk.text, at.botUserId);
  if (!request || (!request.mention && !talk.threadTs)) return;
  const reply = await answerTalk(parts, at, talk, request, body.event_id);
  if (!reply) return;
  try {
    const copy = copyFor(await parts.people.localeOf(at, talk.userId));
    await tellAlone(
      at,
      { channelId: talk.channelId, replyTs: talk.threadTs, messageTs: null, userId: talk.userId },
      reply(copy),
    );
  } catch (error) {
    parts.log.failure(toFailure(error), { teamId, at: 'reply' });
  }
}

/** null: nothing to say; it was accepted, told before (in another event), or was not for us. */
async function answerTalk(
  parts: ListenerParts,
  at: Installation,
  talk: Talk,
  request: EditRequest,
  eventId: string,
): Promise<Reply | null> {
  const help = helpFor(talk, request);
  if (help) return talk.answersMention ? help : null;
  const ask: Ask = {
    teamId: at.teamId,
    channelId: talk.channelId,
    userId: talk.userId,
    text: unescapeText(request.instruction),
    keys: [`message:${talk.channelId}:${talk.ts}`, `event:${eventId}`],
    replyTs: talk.threadTs,
    responseUrl: null,
    fileIds: talk.fileIds,
  };
  const from = await startOf(parts, ask, talk, request);
  if (from === 'not_ours') return null;
  if (from === 'no_picture') return talk.answersMention ? (copy) => answer(copy.edits.noPicture) : null;
  if (from && 'failure' in from) return await refuse(parts, ask, talk, from);
  const refused = await refusalOf(parts, at, talk, from);
  if (refused) return await refuse(parts, from ? { ...ask, from } : ask, talk, refused);
  return await accept(parts, from ? { ...ask, from, replyTs: talk.threadTs ?? talk.ts } : ask);
}

/** Somebody addressed the app and asked for nothing, or for help. */
function helpFor({ threadTs, fileIds }: Talk, { mention, instruction, picture, label }: EditRequest): Reply | null {
  if (!mention || picture !== null || label !== null) return null;
  const isBare = instruction === '' && !threadTs && fileIds.length === 0;
  return isBare || /^(help|ajuda|ayuda|\?)$/iu.test(instruction) ? helpAnswer : null;
}

/** What it starts from: a picture of the thread, attached pictures, or (a mention alone) nothing. */
async function startOf(
  parts: ListenerParts,
  ask: Ask,
  talk: Talk,
  request: EditRequest,
): Promise<Start | Refusal | 'not_ours' | 'no_picture' | undefined> {
  const howTo: Refusal = { failure: 'flag_invalid', reply: (copy) => answer(copy.edits.howTo) };
  if (talk.threadTs) {
    const { label, picture } = request;
    const found = await parts.requests.store.findThreadPicture({ ...ask, threadTs: talk.threadTs, label, picture });
    if (found.found) {
      if (request.instruction === '') return howTo;
      const { parent, model, size, quality } = found;
      return {
        parentId: parent.id,
        parentPicture: parent.picture.position,
        terms: { model, size, ...(quality ? { quality } : {}) },
      };
    }
    const missing = (reply: Reply): Refusal => ({ failure: 'image_missing', reply });
    if (found.pictures > 0) return missing((copy) => answer(copy.edits.noNumber(picture ?? 1, found.pictures)));
    const { newest } = found;
    if (newest) return missing((copy) => answer(copy.edits.noVersion(label ?? '1', newest)));
  }
  if (!request.mention) return 'not_ours';
  if (talk.fileIds.length > 0) {
    return request.instruction === '' ? howTo : { parentId: null, parentPicture: null, terms: { size: 'auto' } };
  }
  return talk.threadTs && !talk.hasOtherFiles ? 'no_picture' : undefined;
}

/** Whether this person may spend, and on these inputs. */
async function refusalOf(
  parts: ListenerParts,
  at: Installation,
  talk: Talk,
  from: Start | undefined,
): Promise<Refusal | null> {
  const onlooker = await onlookerOf(parts, at, talk.userId, talk.userTeam);
  if (onlooker) return { failure: 'not_allowed', reply: (copy) => onlookerAnswer(onlooker, copy) };
  // Left out in silence, it would be missed in a picture that is paid for.
  if (talk.hasOtherFiles) return refusal('image_unreadable');
  if (talk.fileIds.length + (from?.parentId ? 1 : 0) <= MOST_INPUTS) return null;
  return { failure: 'image_missing', reply: (copy) => answer(copy.edits.tooManyFiles(MOST_INPUTS)) };
}

function refusal(failure: FailureCode): Refusal {
  return {
    failure,
    reply: ({ failures, charge }) => answer([failures[failure].why, charge.nothing, failures[failure].next].join(' ')),
  };
}

/** A mention comes as two events, and Slack repeats what it thinks was lost: only the first one is answered. */
async function refuse(
  { requests }: ListenerParts,
  ask: Ask,
  { text }: Talk,
  { failure, reply }: Refusal,
): Promise<Reply | null> {
  return (await logRefused(requests, { ...ask, text: unescapeText(text) }, failure)) ? reply : null;
}

async function accept(parts: ListenerParts, ask: Ask): Promise<Reply | null> {
  return await answerRequest(parts, ask.teamId, await requestImage(parts.requests, ask));
}
