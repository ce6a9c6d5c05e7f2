import { type Copy, copyFor } from '../../copy/copy.ts';
import { isNobody } from '../../core/privacy/nobody.ts';
import type { PrivacyChat } from '../../core/privacy/privacy-chat.ts';
import type { ErasedMessage } from '../../core/privacy/privacy-store.ts';
import { slackErrorName, slackFailure } from '../api/failures.ts';
import { listShares } from '../api/files.ts';
import type { Installation, Installations } from '../api/installations.ts';
import { postMessage, removeMessage, tellAdmins, updateMessage } from '../api/messages.ts';
import type { People } from '../api/people.ts';
import { publishHome } from '../api/views.ts';
import { readersDate } from '../kit/date.ts';
import { dayOf, personOf } from '../kit/erased.ts';
import { answer } from '../kit/message.ts';
import { emptiedHome, erasedMessage } from './messages.ts';

export interface PrivacyChatDeps {
  readonly installations: Installations;
  readonly people: People;
  readonly languageOf: (teamId: string) => Promise<string>;
}

/** Of a message or a file: it is not there. */
const GONE = new Set(['message_not_found', 'thread_not_found', 'file_not_found', 'file_deleted', 'channel_not_found']);
/** Slack lets nobody change it any more; it may still let us take it away. */
const FIXED = new Set(['cant_update_message', 'edit_window_closed']);
/** Tried again another day: what keeps it may end. */
const FINAL = new Set(['chat_refused', 'channel_unreachable']);

/** What erasing does in Slack. */
export function createPrivacyChat({ installations, people, languageOf }: PrivacyChatDeps): PrivacyChat {
  const copyAt = async (at: Installation, userId: string): Promise<Copy> =>
    isNobody(userId) ? copyFor(await languageOf(at.teamId)) : copyFor(await people.localeOf(at, userId));
  const direct = (userId: string) => ({ channelId: userId, replyTs: null, messageTs: null, userId });
  const place = ({ channelId, messageTs, userId }: ErasedMessage) => ({ channelId, messageTs, userId, replyTs: null });
  return {
    async showErased(message) {
      const { teamId, userId, isPersonal, erasedAt } = message;
      const at = await installations.of(teamId);
      const copy = isPersonal ? await copyAt(at, userId) : copyFor(await languageOf(teamId));
      return await orRefused(async () => {
        await updateMessage(at, place(message), erasedMessage(erasedAt, copy)).catch(async (error) => {
          if (!FIXED.has(slackErrorName(error) ?? '')) throw error;
          await removeMessage(at, place(message));
        });
      });
    },

    async deleteErased({ teamId, fileId, channelId }) {
      const at = await installations.of(teamId);
      return await orRefused(async () => {
        // Once the file is gone, nobody can say any more where it was shared.
        for (const messageTs of channelId ? await listShares(at, fileId, channelId) : [])
          await removeMessage(at, { channelId: channelId ?? '', messageTs, replyTs: null, userId: '' }).catch(
            (error) => {
              if (slackErrorName(error) !== 'cant_delete_message') throw error;
            },
          );
        await at.client.files.delete({ file: fileId });
      });
    },

    async emptyHome(teamId, userId, whose) {
      const at = await installations.of(teamId);
      await publishHome(at, userId, emptiedHome(whose, await copyAt(at, userId)), null);
    },

    async tellRetention(teamId, days, from) {
      const copy = copyFor(await languageOf(teamId));
      const { announced } = copy.team.privacy.retention;
      await tellAdmins(await installations.of(teamId), announced(days, dayOf(from, copy)));
    },

    async tellPromptRead({ teamId, readerId, authorId, requestedAt }) {
      if (isNobody(authorId)) return;
      const at = await installations.of(teamId);
      const copy = await copyAt(at, authorId);
      const { told } = copy.team.privacy.read;
      // not its words: this message stays when they are erased
      const words = told(personOf(readerId, copy), readersDate(requestedAt, copy.locale));
      await postMessage(at, direct(authorId), answer(words));
    },
  };
}

async function orRefused(work: () => Promise<void>): Promise<'done' | 'refused'> {
  try {
    await work();
    return 'done';
  } catch (error) {
    const failure = slackFailure(error, 'harmless');
    if (GONE.has(slackErrorName(failure) ?? '')) return 'done';
    if (FINAL.has(failure.code)) return 'refused';
    throw failure;
  }
}
