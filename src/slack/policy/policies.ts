import { LRUCache } from 'lru-cache';
import type { Policies, Policy } from '../../core/policy/policy.ts';

const FRESH_MS = 60_000;
const MOST = 10_000;

/** The policies of teams, each kept for a minute. What could not be read is asked again and lets nobody through. */
export function createPolicies(read: (teamId: string) => Promise<Policy>, now: () => number = Date.now): Policies {
  const known = new LRUCache<string, Promise<Policy>>({ max: MOST, ttl: FRESH_MS, ttlResolution: 0, perf: { now } });
  const readNow = async (teamId: string): Promise<Policy> => {
    const reading = read(teamId);
    known.set(teamId, reading);
    reading.catch(() => known.peek(teamId) === reading && known.delete(teamId));
    return await reading;
  };
  return { readNow, of: async (teamId) => await (known.get(teamId) ?? readNow(teamId)) };
}
