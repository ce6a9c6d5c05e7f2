import { type Copy, copyFor } from '../../copy/copy.ts';
import type { Welcome, WelcomeDeps } from '../../core/install/welcome.ts';
import type { Installations } from '../api/installations.ts';
import { postMessage } from '../api/messages.ts';
import type { People } from '../api/people.ts';
import { NEW_IMAGE } from '../console/home-buttons.ts';
import { button } from '../kit/button.ts';
import { actions, context, type Message, section } from '../kit/message.ts';

/** What whoever installed the app reads in their conversation with it; its button opens the form for a first picture. */
export function welcomeMessage({ budget, isMonthly }: Pick<Welcome, 'budget' | 'isMonthly'>, copy: Copy): Message {
  const { text, try: how, budget: budgetWords, button: label } = copy.team.install.welcome;
  const spending = isMonthly ? [context(budgetWords(budget))] : [];
  const words = `${text} ${how}`;
  return { text: words, blocks: [section(words), ...actions([button(NEW_IMAGE, label, 'welcome')]), ...spending] };
}

/** Says it in the person's own language. */
export function createWelcomeChat(deps: {
  readonly installations: Installations;
  readonly people: People;
}): WelcomeDeps['chat'] {
  return {
    async welcome(welcome) {
      const at = await deps.installations.of(welcome.teamId);
      const { userId } = welcome;
      const copy = copyFor(await deps.people.localeOf(at, userId));
      const place = { channelId: userId, replyTs: null, messageTs: null, userId };
      await postMessage(at, place, welcomeMessage(welcome, copy));
    },
  };
}
