import { copyFor } from '../../copy/copy.ts';
import type { Card } from '../../core/approvals/approval.ts';
import type { ApprovalChat, CardContents } from '../../core/approvals/chat.ts';
import type { ManagerStore } from '../../core/policy/managers.ts';
import { slackErrorName } from '../api/failures.ts';
import type { Installation, Installations } from '../api/installations.ts';
import { postMessage, tellAlone, updateMessage } from '../api/messages.ts';
import type { People } from '../api/people.ts';
import { listManagers } from '../policy/find-manager.ts';
import { askerCard, endedAnswer, managerCard } from './card.ts';

const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed']);

/** Where questions are put, on Slack: in direct messages with the app, each in its reader's language. */
export function createApprovalChat({
  installations,
  people,
  store,
}: {
  readonly installations: Installations;
  readonly people: People;
  readonly store: Pick<ManagerStore, 'listManagers'>;
}): ApprovalChat {
  const copyOf = async (at: Installation, userId: string) => copyFor(await people.localeOf(at, userId));
  const messageOf = async (at: Installation, card: Card, contents: CardContents) => {
    const copy = await copyOf(at, card.userId);
    return card.reader === 'manager' ? managerCard(card, contents, copy) : askerCard(card, contents, copy);
  };
  return {
    listManagers: async (teamId) => await listManagers({ people, requests: { store } }, await installations.of(teamId)),
    async postCard(card, contents) {
      const at = await installations.of(contents.approval.teamId);
      const place = { channelId: card.userId, replyTs: null, messageTs: null, userId: card.userId };
      const { ts, channelId } = await postMessage(at, place, await messageOf(at, card, contents));
      return { channelId, messageTs: ts };
    },
    async updateCard(card, contents) {
      const at = await installations.of(contents.approval.teamId);
      const place = { channelId: card.channelId ?? '', messageTs: card.messageTs, replyTs: null, userId: card.userId };
      try {
        await updateMessage(at, place, await messageOf(at, card, contents));
        return 'shown';
      } catch (error) {
        if (GONE.has(slackErrorName(error) ?? '')) return 'gone';
        throw error;
      }
    },
    async tellAsker(contents) {
      const { approval, generation } = contents;
      const at = await installations.of(approval.teamId);
      const place = { ...generation, channelId: generation.askedChannelId, messageTs: null };
      await tellAlone(at, place, endedAnswer(contents, await copyOf(at, approval.userId)));
    },
  };
}
