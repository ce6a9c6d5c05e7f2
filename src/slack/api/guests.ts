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
  const known = new Map<string, { readonly at: number; readonly may: Promise<boolean> }>();
  return {
    async maySpend(teamId) {
      const entry = known.get(teamId);
      if (entry && now() - entry.at < FRESH_MS) return await entry.may;
      const may = readSettings(teamId).then(({ guestsMaySpend }) => guestsMaySpend);
      const asked = { at: now(), may };
      known.delete(teamId);
      known.set(teamId, asked);
      may.catch(() => known.get(teamId) === asked && known.delete(teamId));
      const oldest = known.size > MOST ? known.keys().next().value : undefined;
      if (oldest) known.delete(oldest);
      return await may;
    },
    forget: (teamId) => void known.delete(teamId),
  };
}
