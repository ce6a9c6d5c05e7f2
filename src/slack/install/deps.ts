import type { ArrivalStore } from '../../core/install/arrivals.ts';
import type { InstallStateStore } from '../../core/install/install-states.ts';
import type { Log } from '../../core/making/chat.ts';
import type { StoredInstallation } from '../../core/team/installation-store.ts';
import type { OAuthClient } from './exchange.ts';
import type { Scopes } from './scopes.ts';

export interface InstallDeps {
  readonly client: OAuthClient;
  /** Keys the hashes of what goes through browsers. */
  readonly stateSecret: string;
  readonly scopes: Scopes;
  readonly store: InstallStateStore & ArrivalStore;
  /** What this process remembers of how to reach it. */
  readonly forget: (installed: Pick<StoredInstallation, 'teamId' | 'enterpriseId'>) => void;
  readonly defaultCredits: number | null;
  readonly log: Log;
}
