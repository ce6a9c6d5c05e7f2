import { toFailure } from '../../core/failure.ts';
import type { ArrivalStore } from '../../core/install/arrivals.ts';
import type { LeavingStore } from '../../core/install/leaving.ts';
import type { InstallationStore } from '../../core/team/installation-store.ts';
import { type CallTerms, createClient } from '../api/client.ts';
import { slackErrorName, slackFailure } from '../api/failures.ts';
import { isGone } from '../api/final-errors.ts';
import type { Installations } from '../api/installations.ts';
import { type StoredInstallations, storedInstallations } from './stored-installations.ts';

export interface InstallsDeps {
  readonly store: InstallationStore & LeavingStore & Pick<ArrivalStore, 'meetThrough'>;
  readonly apiUrl: string;
  readonly timeoutMs?: number | undefined;
  readonly calls: CallTerms;
  readonly background: (work: () => Promise<void>) => void;
}

/** What changes where the app is, beside the pages by which it comes. */
export interface Installs {
  /** Slack says that the app was taken out, at a time of which it says no more than the second. */
  left(place: { readonly teamId: string; readonly enterpriseId: string | null }, at: Date): Promise<void>;
  /** A request comes from a workspace that has the app by its organization. */
  meet(teamId: string, enterpriseId: string): Promise<void>;
}

/** The workspaces that came by OAuth, as long as their tokens open anything. */
export function createInstalls(
  deps: InstallsDeps,
): Installs & Pick<StoredInstallations, 'forget'> & { readonly installations: Installations } {
  const { store, apiUrl, timeoutMs, calls, background } = deps;
  /** Tokens that are being asked about: of many calls that fail at once, one is enough. */
  const doubted = new Set<string>();
  const installations = storedInstallations(store, apiUrl, {
    timeoutMs,
    calls,
    onGone(served, error) {
      if (doubted.has(served.token)) return;
      doubted.add(served.token);
      background(() => giveUp(served, error).finally(() => doubted.delete(served.token)));
    },
  });
  const isDead = async (token: string) =>
    await createClient(token, apiUrl, timeoutMs)
      .auth.test()
      .then(
        () => false,
        (error) => {
          const failure = slackFailure(error, 'harmless');
          if (isGone(slackErrorName(failure) ?? '')) return true;
          throw failure;
        },
      );
  /** A call was refused with this token: unless there is another by now, and unless Slack says otherwise when it is asked, it is gone. */
  const giveUp = async (served: { readonly teamId: string; readonly token: string }, error: string) => {
    const { teamId, token } = served;
    installations.forget({ teamId, enterpriseId: null });
    const stored = await store.readInstallation(teamId);
    if (stored?.token !== token) return;
    const { enterpriseId } = stored;
    if (stored.isEnterprise && error === 'team_access_not_granted') return await store.leaveOrganization(teamId);
    if (!(await isDead(token))) return;
    if (!stored.isEnterprise) await store.leave({ teamId, enterpriseId }, { served });
    else if (enterpriseId !== null) await store.leave({ teamId: null, enterpriseId }, { served });
    installations.forget(stored);
  };

  return {
    installations,
    forget: installations.forget,
    async left({ teamId, enterpriseId }, at) {
      // Whatever was installed within that second came before: nobody installs and uninstalls as fast.
      const before = new Date(at.getTime() + 1_000);
      const hasLeft = await store.leave({ teamId, enterpriseId }, { before });
      // after it: what reads it meanwhile would remember a token that is gone
      installations.forget({ teamId, enterpriseId: null });
      if (hasLeft) return;
      const stored = await store.readInstallation(teamId);
      // An organization may have taken it out of one workspace alone.
      if (!stored?.isEnterprise || stored.enterpriseId === null || !(await isDead(stored.token))) return;
      await store.leave({ teamId: null, enterpriseId: stored.enterpriseId }, { before });
      installations.forget(stored);
    },
    async meet(teamId, enterpriseId) {
      const isKnown = await installations.of(teamId).then(
        () => true,
        (error) => {
          if (toFailure(error).code === 'not_installed') return false;
          throw error;
        },
      );
      if (!isKnown) await store.meetThrough(teamId, enterpriseId);
    },
  };
}
