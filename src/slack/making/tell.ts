import { copyFor } from '../../copy/copy.ts';
import type { Chat } from '../../core/making/chat.ts';
import type { Installations } from '../api/installations.ts';
import { tellAdmins } from '../api/messages.ts';
import { qualityWord } from '../kit/quality.ts';

/** What the admins of a team are told, in the team's language. */
export function createTelling({
  installations,
  languageOf,
}: {
  readonly installations: Installations;
  readonly languageOf: (teamId: string) => Promise<string>;
}): Pick<Chat, 'tellModelRetired' | 'tellModelEnds' | 'tellCostDoubted' | 'tellOwnKeyTrouble'> {
  const noticesOf = async (teamId: string) => copyFor(await languageOf(teamId)).notices;
  return {
    async tellModelRetired(teamId, model, successor, quality) {
      const at = await installations.of(teamId);
      const copy = copyFor(await languageOf(teamId));
      await tellAdmins(at, copy.notices.modelRetired(model, successor, quality && qualityWord(quality, copy)));
    },
    async tellModelEnds(teamId, { model, daysLeft, on }, after) {
      const at = await installations.of(teamId);
      await tellAdmins(at, (await noticesOf(teamId)).modelEnds(model, daysLeft, on, after));
    },
    async tellOwnKeyTrouble(teamId, code) {
      const at = await installations.of(teamId);
      const copy = copyFor(await languageOf(teamId));
      await tellAdmins(at, copy.team.pixapiKey.trouble(copy.failures[code].why));
    },
    async tellCostDoubted(teamId, booked) {
      const at = await installations.of(teamId);
      await tellAdmins(at, (await noticesOf(teamId)).costDoubted(booked));
    },
  };
}
