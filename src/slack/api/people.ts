import { slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';

/** What we need to know of a person; unknown things are absent or false. */
export interface Person {
  /** Owner or admin of this workspace. */
  readonly isAdmin: boolean;
  /** Belongs to this workspace or its Grid organization: may spend its credits. */
  readonly isMember: boolean;
  /** A guest of this workspace, of one channel or of several. */
  readonly isGuest: boolean;
  readonly locale: string | null;
  readonly timeZone: string | null;
}

export interface People {
  /** The person, at most five minutes old. Throws `chat_busy` when Slack does not answer. */
  find(installation: Installation, userId: string): Promise<Person>;
  /** Their locale as far as it is known without asking Slack. */
  knownLocaleOf(installation: Installation, userId: string): string | null;
  /** Their locale if Slack answers within a second, else null: words are never worth a wait. */
  localeOf(installation: Installation, userId: string): Promise<string | null>;
}

const FRESH_MS = 5 * 60_000;
const MOST = 10_000;

/** `users.info`, kept for minutes and per team. Admin rights are never taken from what a client sends. */
export function createPeople(now: () => number = Date.now): People {
  const known = new Map<string, { at: number; person: Promise<Person>; locale: string | null }>();

  const find = async (installation: Installation, userId: string): Promise<Person> => {
    const key = `${installation.teamId}:${userId}`;
    const entry = known.get(key);
    if (entry && now() - entry.at < FRESH_MS) return await entry.person;
    const person = ask(installation, userId);
    known.delete(key);
    const asked = { at: now(), person, locale: entry?.locale ?? null };
    known.set(key, asked);
    person.then(
      ({ locale }) => Object.assign(asked, { locale }),
      () => known.delete(key),
    );
    const oldest = known.size > MOST ? known.keys().next().value : undefined;
    if (oldest) known.delete(oldest);
    return await person;
  };

  return {
    find,
    knownLocaleOf: ({ teamId }, userId) => known.get(`${teamId}:${userId}`)?.locale ?? null,
    async localeOf(installation, userId) {
      const late = new Promise<null>((resolve) => setTimeout(resolve, 1_000, null).unref());
      const asked = find(installation, userId).then(
        ({ locale }) => locale,
        () => null,
      );
      return await Promise.race([asked, late]);
    },
  };
}

async function ask({ client, teamId, enterpriseId }: Installation, userId: string): Promise<Person> {
  const { user } = await client.users.info({ user: userId, include_locale: true }).catch((error) => {
    throw slackFailure(error, 'harmless');
  });
  const sameTeam = user?.team_id === teamId;
  const sameGrid = enterpriseId !== null && user?.enterprise_user?.enterprise_id === enterpriseId;
  return {
    isAdmin: sameTeam && (user?.is_admin === true || user?.is_owner === true || user?.is_primary_owner === true),
    isMember: (sameTeam || sameGrid) && user?.deleted !== true && user?.is_stranger !== true,
    isGuest: user?.is_restricted === true || user?.is_ultra_restricted === true,
    locale: user?.locale ?? null,
    timeZone: user?.tz ?? null,
  };
}
