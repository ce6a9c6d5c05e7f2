import type { SlackEventMiddlewareArgs } from '@slack/bolt';
import { copyFor } from '../../copy/copy.ts';
import { unescapeText } from '../../core/command.ts';
import { type EditRequest, readEditRequest } from '../../core/edit-request.ts';
import { toFailure } from '../../core/failure.ts';
import { type Ask, requestImage } from '../../core/request-image.ts';
import { answer, helpAnswer, overBudgetAnswer, problemAnswer } from '../blocks/answers.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import { tellAlone } from '../messages.ts';
import type { ListenerParts } from '../parts.ts';
import { readTalk, type Talk } from './talk.ts';

type Args = SlackEventMiddlewareArgs<'message'> | SlackEventMiddlewareArgs<'app_mention'>;
type Reply = (copy: ReturnType<typeof copyFor>) => Message;

const MOST_INPUTS = 4;

/**
 * A message that may be meant for us: "edit this: …" in a thread, or a mention. Anything else is let pass here,
 * without a look into the database. Throws when it could not be stored, so that Slack sends it again.
 */
export async function onTalk(parts: ListenerParts, { event, body }: Args): Promise<void> {
  const teamId = body.authorizations?.[0]?.team_id ?? body.team_id;
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

/** null: nothing to say; it was accepted, or was not for us. */
async function answerTalk(
  parts: ListenerParts,
  at: Installation,
  talk: Talk,
  request: EditRequest,
  eventId: string,
): Promise<Reply | null> {
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
  if (typeof from === 'function') return from;
  if (!(await maySpend(parts, at, talk)))
    return (copy) => answer(copy.failures.not_allowed.why, copy.failures.not_allowed.next);
  if (ask.fileIds.length + (from?.parentId ? 1 : 0) > MOST_INPUTS)
    return (copy) => answer(copy.edits.tooManyFiles(MOST_INPUTS));
  return await accept(parts, from ? { ...ask, from, replyTs: talk.threadTs ?? talk.ts } : ask);
}

/** What it starts from: a picture of the thread, attached pictures, or (a mention alone) nothing. */
async function startOf(
  parts: ListenerParts,
  ask: Ask,
  talk: Talk,
  request: EditRequest,
): Promise<Ask['from'] | Reply | 'not_ours'> {
  if (talk.threadTs) {
    const { version, picture } = request;
    const found = await parts.requests.store.findThreadPicture({ ...ask, threadTs: talk.threadTs, version, picture });
    if (found.found) {
      if (request.instruction === '') return (copy) => answer(copy.edits.howTo);
      const { parent, model, size, quality } = found;
      return {
        parentId: parent.id,
        parentPicture: parent.picture.position,
        terms: { model, size, ...(quality ? { quality } : {}) },
      };
    }
    if (found.pictures > 0) return (copy) => answer(copy.edits.noNumber(picture ?? 1, found.pictures));
    if (found.versions > 0) return (copy) => answer(copy.edits.noVersion(version ?? 1, found.versions));
  }
  if (!request.mention) return 'not_ours';
  if (talk.fileIds.length > 0) {
    if (request.instruction === '') return (copy) => answer(copy.edits.howTo);
    return { parentId: null, parentPicture: null, terms: { size: 'auto' } };
  }
  if (request.instruction === '' || /^(help|ajuda|ayuda|\?)$/i.test(request.instruction)) return helpAnswer;
  return talk.threadTs ? (copy) => answer(copy.edits.noPicture) : undefined;
}

async function accept({ requests }: ListenerParts, ask: Ask): Promise<Reply | null> {
  const asked = await requestImage(requests, ask);
  if (asked.outcome === 'accepted' || asked.outcome === 'duplicate') return null;
  if (asked.outcome === 'unreadable') return (copy) => problemAnswer(asked.problem, copy);
  const { renews } = await requests.store.readBudget(ask.teamId, requests.defaultCredits);
  return (copy) => overBudgetAnswer(asked, renews, copy);
}

/** People of other workspaces (Slack Connect) may look, not spend. Only where Slack marks somebody as foreign is it asked. */
async function maySpend({ people }: ListenerParts, at: Installation, { userTeam, userId }: Talk): Promise<boolean> {
  if (!userTeam || userTeam === at.teamId) return true;
  return (await people.find(at, userId)).isMember;
}
