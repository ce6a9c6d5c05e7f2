import { toFailure } from '../failure.ts';
import type { TeamTask } from '../jobs.ts';
import type { Log } from '../making/chat.ts';

/** Who is greeted, and what their workspace may spend, in a month if `isMonthly`; null: without limit. */
export interface Welcome {
  readonly teamId: string;
  readonly userId: string;
  readonly budget: number | null;
  readonly isMonthly: boolean;
}

export interface WelcomeStore {
  /** For whoever gets them: nobody has said them, and whoever began has been silent for minutes. */
  claimWelcomes(): Promise<Welcome[]>;
  /** It was said, or can't be. */
  markWelcomed(teamId: string): Promise<void>;
  /** It was not said, and may be at once. */
  dropWelcome(teamId: string): Promise<void>;
}

export interface WelcomeDeps {
  readonly store: WelcomeStore;
  readonly chat: { welcome(welcome: Welcome): Promise<void> };
  readonly log: Log;
}

/** Failures after which it may be said once more; what is unclear may stand already. */
const AGAIN = new Set(['chat_busy', 'chat_paced', 'internal']);

/** Greets whoever installed the app. A process that dies between Slack's answer and its own note of it greets twice: better than never. */
export function welcomeTask({ store, chat, log }: WelcomeDeps): TeamTask {
  return {
    name: 'welcome',
    async run() {
      for (const welcome of await store.claimWelcomes()) {
        const { teamId } = welcome;
        try {
          await chat.welcome(welcome);
        } catch (error) {
          const failure = toFailure(error);
          log.failure(failure, { teamId, at: 'welcome' });
          if (AGAIN.has(failure.code)) {
            await store.dropWelcome(teamId);
            continue;
          }
        }
        await store.markWelcomed(teamId);
      }
    },
  };
}
