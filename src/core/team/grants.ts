import type { TeamTask } from '../jobs.ts';
import type { GrantScope } from './budget.ts';

/** Credits on top of a budget, until an end. */
export interface Grant {
  readonly id: string;
  readonly scope: GrantScope;
  /** Whose requests alone may take from it; null: all. */
  readonly userId: string | null;
  readonly credits: number;
  readonly used: number;
  readonly endsAt: Date;
  readonly givenBy: string;
  readonly reason: string | null;
  readonly approvalId: string | null;
  readonly at: Date;
}

export interface NewGrant
  extends Pick<Grant, 'id' | 'scope' | 'userId' | 'credits' | 'endsAt' | 'givenBy' | 'reason' | 'approvalId'> {
  readonly teamId: string;
  readonly channelId?: string | null;
}

export interface GrantStore {
  /** Written to ledger and audit. The same id once more changes nothing, and answers false. */
  giveGrant(grant: NewGrant, defaultCredits: number | null): Promise<boolean>;
  /** What is not used of it is written off, in ledger and audit. null: there is no such grant, or it has ended. */
  takeBackGrant(by: { readonly teamId: string; readonly userId: string }, id: string): Promise<Grant | null>;
  /** Those that have not ended, the earliest end first. */
  listGrants(teamId: string): Promise<Grant[]>;
  /** Writes off what is left of grants that have ended, of every team; at most `most` teams in one call. Answers how many grants. */
  closeEndedGrants(most: number): Promise<number>;
}

const TEAMS_AT_ONCE = 50;

/** What nobody has used of grants that have ended is written off, a few teams at a time. */
export function endingGrantsTask({ store }: { readonly store: Pick<GrantStore, 'closeEndedGrants'> }): TeamTask {
  return {
    name: 'end-grants',
    async run(signal) {
      while (!signal.aborted && (await store.closeEndedGrants(TEAMS_AT_ONCE)) > 0);
    },
  };
}
