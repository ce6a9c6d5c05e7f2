import { LRUCache } from 'lru-cache';
import { en } from '../../copy/en/copy.ts';
import type { Installation, Installations } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import { heardBy } from './granted.ts';
import { type MendAt, mendLink } from './mend-link.ts';

export interface ScopeDeps {
  /** What the manifest insists on. What it only would like is no fault where it is not granted. */
  readonly needed: readonly string[];
  readonly mendAt: MendAt;
  readonly warn: (context: object, message: string) => void;
  /** In ms; for tests. */
  readonly now?: (() => number) | undefined;
}

/** Which scopes a workspace has not granted. */
export interface Scopes {
  /** The same installations, of each of which it is heard from now on what its token may. */
  watching(installations: Installations): Installations;
  /** What this team has not granted; nothing where Slack has not said. Where something was missing it is asked anew, once a minute at most. */
  missingNow(at: Installation): Promise<readonly string[]>;
  /** Where it is granted. `appId`: as Slack names the app in what it sends. */
  linkFor(appId: string | undefined): string;
  /** Asks Slack once more where one token is all, and says again what is missing. */
  look(): Promise<void>;
  /** 1: some workspace has not granted all; 0: none that we know of. */
  areMissing(): 0 | 1;
}

const MOST_TEAMS = 1_000;
const ASKED_EVERY_MS = 60_000;
/** Somebody waits for their Home. */
const ANSWER_WITHIN_MS = 1_000;
const MOST_LINES = 20;

/**
 * Holds what each workspace has granted against what the app needs. Slack says it in the head of every answer (decision
 * 64), so it is known from the first call on, and a reinstallation is noticed without a restart.
 */
export function createScopes({ needed, mendAt, warn, now = Date.now }: ScopeDeps): Scopes {
  const missing = new LRUCache<string, readonly string[]>({ max: MOST_TEAMS });
  const askedAt = new LRUCache<string, number>({ max: MOST_TEAMS });
  let watched: Installations | null = null;

  const tell = (teamId: string, scopes: readonly string[]) =>
    warn(
      { teamId, missing: scopes.map(en.team.scopes.without), mend: mendLink(mendAt) },
      'Slack has not granted all scopes',
    );
  const hold = (teamId: string, granted: readonly string[]) => {
    const lacking = needed.filter((scope) => !granted.includes(scope));
    if ((missing.get(teamId) ?? []).join() === lacking.join()) return;
    if (lacking.length === 0) return void missing.delete(teamId);
    missing.set(teamId, lacking);
    tell(teamId, lacking);
  };
  const watch = ({ teamId, client }: Installation) => {
    const heard = heardBy(client);
    if (heard.told) return;
    heard.told = (granted) => hold(teamId, granted);
    if (heard.granted) hold(teamId, heard.granted);
  };
  const ask = ({ teamId, client }: Installation) => {
    askedAt.set(teamId, now());
    return client.auth.test();
  };

  return {
    watching(installations) {
      watched = {
        ...installations,
        async of(teamId) {
          const at = await installations.of(teamId);
          watch(at);
          return at;
        },
        async warmUp() {
          const at = await installations.warmUp();
          if (at) watch(at);
          return at;
        },
      };
      return watched;
    },
    async missingNow(at) {
      const isDue = now() - (askedAt.get(at.teamId) ?? 0) >= ASKED_EVERY_MS;
      if (missing.has(at.teamId) && isDue)
        await withinMs(
          ANSWER_WITHIN_MS,
          ask(at).catch(() => null),
        );
      return missing.get(at.teamId) ?? [];
    },
    linkFor: (appId) => mendLink({ ...mendAt, appId: mendAt.appId ?? appId ?? null }),
    async look() {
      const before = [...missing.entries()].slice(0, MOST_LINES);
      const at = await watched?.warmUp();
      if (at) await ask(at);
      for (const [teamId, scopes] of before) if (missing.peek(teamId) === scopes) tell(teamId, scopes);
    },
    areMissing: () => (missing.size > 0 ? 1 : 0),
  };
}
