/** So many people can be named in one workspace, beside its owners and admins. */
export const MOST_MANAGERS = 20;

/** Somebody whom an owner or admin named to look after the workspace's credits. */
export interface Manager {
  readonly userId: string;
  readonly addedBy: string;
}

/** Who names whom. */
export interface ManagerChange {
  readonly teamId: string;
  /** Who wishes for it. */
  readonly userId: string;
  readonly managerId: string;
}

/** All who are named, at once: as they were when somebody set out to change them, and as they are to be. */
export interface ManagersChange {
  readonly teamId: string;
  readonly userId: string;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export interface ManagerStore {
  /** Those who were named, the first one first; whether Slack still knows them is not asked here. */
  listManagers(teamId: string): Promise<Manager[]>;
  /** Whether this person is named at this moment. */
  isNamedManager(teamId: string, userId: string): Promise<boolean>;
  /** Names a person and writes the audit entry. `known`: they were named before, nothing changed. `too_many`: MOST_MANAGERS are named. */
  addManager(change: ManagerChange, defaultCredits: number | null): Promise<'added' | 'known' | 'too_many'>;
  /** Takes it back, from this moment on, and writes the audit entry. `unknown`: they were not named, nothing changed. */
  removeManager(change: ManagerChange, defaultCredits: number | null): Promise<'removed' | 'unknown'>;
  /** Names all of `to` and nobody else, and writes an audit entry for each who is new or gone. `conflict`: by now others are named than `from`; nothing changed. */
  setManagers(change: ManagersChange, defaultCredits: number | null): Promise<'set' | 'conflict' | 'too_many'>;
}
