/** An installation that somebody has begun, known by hashes alone. */
export interface InstallState {
  /** Of the state that goes through Slack. */
  readonly hash: string;
  /** Of the cookie of the browser in which it was begun. */
  readonly browser: string;
}

export interface InstallStateStore {
  /** False: as many have been begun within the hour as may be, and nothing was written. */
  keepInstallState(state: InstallState): Promise<boolean>;
  /** Takes it out for good, so that it is found once; null: it was never begun, was used, or is older than an hour. */
  takeInstallState(hash: string): Promise<{ readonly browser: string; readonly isExpired: boolean } | null>;
}
