import { LRUCache } from 'lru-cache';
import { Failure } from '../../core/failure.ts';
import type { InstallationStore } from '../../core/team/installation-store.ts';
import { type CallTerms, createClient } from '../api/client.ts';
import type { Installation, Installations } from '../api/installations.ts';

/** How long another process may not notice that a team has a new token, or none. */
const KNOWN_MS = 60_000;
const MOST_TEAMS = 5_000;

export interface StoredInstallations extends Installations {
  /** It is read again when it is needed next: of an organization, for each of its teams. */
  forget(installed: { readonly teamId: string | null; readonly enterpriseId: string | null }): void;
}

export interface StoredTerms {
  readonly timeoutMs?: number | undefined;
  readonly calls?: CallTerms | undefined;
  /** Hears of each call that was refused because this token opens nothing (any more). */
  readonly onGone?: (served: { readonly teamId: string; readonly token: string }, error: string) => void;
}

/** The workspaces that installed the app by OAuth, each with a client of its own. Failures: `not_installed`, `secret_unreadable`. */
export function storedInstallations(
  store: Pick<InstallationStore, 'readInstallation'>,
  apiUrl: string,
  { timeoutMs, calls, onGone }: StoredTerms = {},
): StoredInstallations {
  const read = async (teamId: string): Promise<Installation> => {
    const stored = await store.readInstallation(teamId);
    if (!stored) throw new Failure('not_installed', { detail: 'no installation for this team' });
    // Nobody could refresh it in time; somebody is at it.
    if (stored.expiresAt && stored.expiresAt.getTime() <= Date.now())
      throw new Failure('chat_busy', { detail: 'the token has ended, and the next one is not here yet' });
    const { enterpriseId, token, botId, botUserId, isEnterprise } = stored;
    const client = createClient(token, apiUrl, timeoutMs, {
      ...calls,
      ...(isEnterprise && { teamId }),
      onGone: (error) => onGone?.({ teamId, token }, error),
    });
    return { teamId, enterpriseId, token, botId, botUserId, client };
  };
  // what fails is not kept
  const known = new LRUCache<string, Installation>({ max: MOST_TEAMS, ttl: KNOWN_MS, fetchMethod: read });
  return {
    warmUp: async () => undefined,
    async of(teamId) {
      // nothing came: it was forgotten while it was read
      return (await known.fetch(teamId)) ?? (await read(teamId));
    },
    forget({ teamId, enterpriseId }) {
      if (teamId !== null) known.delete(teamId);
      else for (const [team, one] of known.entries()) if (one.enterpriseId === enterpriseId) known.delete(team);
    },
  };
}
