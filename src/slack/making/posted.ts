import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Chat } from '../../core/making/chat.ts';
import { slackErrorName, slackFailure } from '../api/failures.ts';
import { deleteFile, listShares } from '../api/files.ts';
import type { Installation, Installations } from '../api/installations.ts';
import { removeMessage, tellAlone } from '../api/messages.ts';
import type { Message } from '../kit/message.ts';
import { filesInThread, type ResultDeps, sendResult } from './send-result.ts';
import { updateFailedMessage } from './update-failed.ts';

export interface PostedDeps {
  readonly installations: Installations;
  readonly results: ResultDeps;
  /** In the language of one person. */
  readonly privateCopy: (at: Installation, userId: string) => Promise<Copy>;
  readonly updateMessage: (at: Installation, generation: Generation, message: Message) => Promise<void>;
}

/** What the Chat does with a message that is posted. */
export function createPosted({
  installations,
  results,
  privateCopy,
  updateMessage,
}: PostedDeps): Pick<Chat, 'redraw' | 'takeAway' | 'explainUpdateFailed'> {
  return {
    async redraw(generation, receipt) {
      if (!generation.messageTs) return;
      const at = await installations.of(generation.teamId);
      const send = (message: Message) => updateMessage(at, generation, message);
      try {
        await sendResult(results, generation, receipt, send).catch(async (error) => {
          if (slackErrorName(error) !== 'invalid_blocks') throw error;
          await send(await filesInThread(results, generation, receipt));
        });
      } catch (error) {
        if (!GONE.has(slackErrorName(error) ?? '')) throw error;
      }
    },

    async takeAway(generation, files) {
      const at = await installations.of(generation.teamId);
      // Where Slack keeps the message, its pictures go all the same.
      const refused: unknown[] = [];
      const orRefused = async (step: Promise<void>) =>
        await step.catch((error) => {
          if (slackFailure(error, 'harmless').code === 'chat_busy') throw error;
          refused.push(error);
        });
      if (generation.messageTs) await orRefused(removeMessage(at, generation));
      for (const { fileId, isShared } of files) {
        // Once the file is gone, nobody can say any more where it was shared.
        if (isShared) await orRefused(removeShares(at, generation, fileId));
        await deleteFile(at, fileId);
      }
      if (refused.length > 0) throw refused[0];
    },

    async explainUpdateFailed(generation, code) {
      const at = await installations.of(generation.teamId);
      const userId = generation.changedBy ?? generation.userId;
      const message = updateFailedMessage(generation, code, await privateCopy(at, userId));
      await tellAlone(at, { ...generation, userId }, message);
    },
  };
}

const GONE = new Set(['message_not_found', 'thread_not_found']);

/** The messages that a file was shared in; only Slack knows where they stand. Those of people are theirs. */
async function removeShares(at: Installation, generation: Generation, fileId: string): Promise<void> {
  for (const messageTs of await listShares(at, fileId, generation.channelId)) {
    await removeMessage(at, { ...generation, messageTs }).catch((error) => {
      if (slackErrorName(error) !== 'cant_delete_message') throw error;
    });
  }
}
