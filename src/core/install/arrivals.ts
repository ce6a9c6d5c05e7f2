import type { StoredInstallation } from '../team/installation-store.ts';

export interface ArrivalStore {
  /**
   * Keeps what was installed, with its entry in the audit log and the welcome that is due, in one transaction. A workspace
   * that was here before finds everything as it was, and is welcomed again only where the last time is a month ago.
   */
  arrive(installation: StoredInstallation, defaultCredits: number | null): Promise<void>;
  /** Whether this workspace or organization has an installation of its own. */
  isInstalled(installation: Pick<StoredInstallation, 'teamId' | 'enterpriseId'>): Promise<boolean>;
  /** A workspace has the app by its organization, as Slack says in a request. */
  meetThrough(teamId: string, enterpriseId: string): Promise<void>;
}
