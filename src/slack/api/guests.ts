import { LRUCache } from 'lru-cache';
import type { TeamSettings } from '../../core/team/settings.ts';

/** Whether a team lets its guests order pictures. */
export interface Guests {
  /** At most five seconds old. Asked before every order, so that it must cost next to nothing. */
  maySpend(teamId: string): Promise<boolean>;
  /** The team has just decided anew. */
  forget(teamId: string): void;
}

const FRESH_MS = 5_000;
const MOST = 10_000;

export function createGuests(
  readSettings: (teamId: string) => Promise<TeamSettings>,
  now: () => number = Date.now,
): Guests {
  const known = new LRUCache<string, Promise<boolean>>({ max: MOST, ttl: FRESH_MS, ttlResolution: 0, perf: { now } });
  return {
    async maySpend(teamId) {
      const fresh = known.get(teamId);
      if (fresh) return await fresh;
      const may = readSettings(teamId).then(({ guestsMaySpend }) => guestsMaySpend);
      known.set(teamId, may);
      may.catch(() => known.peek(teamId) === may && known.delete(teamId));
      return await may;
    },
    forget: (teamId) => void known.delete(teamId),
  };
}
