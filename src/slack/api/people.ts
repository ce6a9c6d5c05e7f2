import type { webApi } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import { oneLine } from '../kit/text.ts';
import { slackErrorName, slackFailure } from './failures.ts';
import type { Installation } from './installations.ts';
import { withinMs } from './within-ms.ts';

/** What we need to know of a person. What Slack does not say is not taken to their favor. */
export interface Person {
  /** Owner or admin of this workspace. */
  readonly isAdmin: boolean;
  /** Belongs to this workspace or its Grid organization: may spend its credits. */
  readonly isMember: boolean;
  /** A guest of this workspace, of one channel or of several; also whoever Slack does not say is none. */
  readonly isGuest: boolean;
  readonly locale: string | null;
  readonly timeZone: string | null;
  /** As it is shown in Slack. */
  readonly name: string | null;
}

export interface People {
  /** The person, at most five minutes old; somebody whom Slack does not show us is no member. Throws `chat_busy` when Slack does not answer. */
  find(installation: Installation, userId: string): Promise<Person>;
  /** The same, at most a minute old: where their money is concerned. */
  findLately(installation: Installation, userId: string): Promise<Person>;
  /** Whoever asks for them next is answered by Slack, and not from what is known. */
  askAnew(installation: Installation, userId: string): void;
  /** The same, asked this moment: for rights that must not be minutes old. */
  findNow(installation: Installation, userId: string): Promise<Person>;
  /** Their name; null where Slack does not tell it. */
  nameOf(installation: Installation, userId: string): Promise<string | null>;
  /** Their locale as far as it is known without asking Slack. */
  knownLocaleOf(installation: Installation, userId: string): string | null;
  /** Their locale if Slack answers within a second, else null: words are never worth a wait. */
  localeOf(installation: Installation, userId: string): Promise<string | null>;
}

const FRESH_MS = 5 * 60_000;
const LATELY_MS = 60_000;
const MOST = 10_000;
const LOCALE_WITHIN_MS = 1_000;

/** `users.info`, kept for minutes and per team. Admin rights are never taken from what a client sends. */
export function createPeople(now: () => number = Date.now): People {
  const known = new LRUCache<string, Promise<Person>>({ max: MOST, ttl: FRESH_MS, ttlResolution: 0, perf: { now } });
  const locales = new LRUCache<string, string>({ max: MOST });
  const keyOf = ({ teamId }: Installation, userId: string) => `${teamId}:${userId}`;

  const findNow = async (installation: Installation, userId: string): Promise<Person> => {
    const key = keyOf(installation, userId);
    const asking = ask(installation, userId);
    known.set(key, asking);
    asking.then(
      ({ locale }) => locale && locales.set(key, locale),
      () => known.peek(key) === asking && known.delete(key),
    );
    return await asking;
  };
  const find = async (installation: Installation, userId: string): Promise<Person> =>
    await (known.get(keyOf(installation, userId)) ?? findNow(installation, userId));

  return {
    find,
    findNow,
    async findLately(installation, userId) {
      const isOld = known.getRemainingTTL(keyOf(installation, userId)) < FRESH_MS - LATELY_MS;
      return await (isOld ? findNow(installation, userId) : find(installation, userId));
    },
    askAnew(installation, userId) {
      known.delete(keyOf(installation, userId));
    },
    nameOf: (installation, userId) =>
      find(installation, userId).then(
        ({ name }) => name,
        () => null,
      ),
    knownLocaleOf: (installation, userId) => locales.get(keyOf(installation, userId)) ?? null,
    async localeOf(installation, userId) {
      const asking = find(installation, userId).then(
        ({ locale }) => locale,
        () => null,
      );
      const answered = await withinMs(LOCALE_WITHIN_MS, asking);
      return answered === 'late' ? null : answered;
    },
  };
}

/** Slack's answers about people of whom the app may know nothing. */
const NOT_SHOWN = new Set(['user_not_found', 'user_not_visible']);
const NOBODY: Person = { isAdmin: false, isMember: false, isGuest: true, locale: null, timeZone: null, name: null };

async function ask({ client, teamId, enterpriseId }: Installation, userId: string): Promise<Person> {
  const answered = await client.users.info({ user: userId, include_locale: true }).catch((error) => {
    const failure = slackFailure(error, 'harmless');
    if (!NOT_SHOWN.has(slackErrorName(failure) ?? '')) throw failure;
    return null;
  });
  const user = answered?.user;
  if (!user) return NOBODY;
  const sameTeam = user.team_id === teamId;
  const sameGrid = enterpriseId !== null && user.enterprise_user?.enterprise_id === enterpriseId;
  return {
    isAdmin: sameTeam && (user.is_admin === true || user.is_owner === true || user.is_primary_owner === true),
    isMember: (sameTeam || sameGrid) && user.deleted !== true && user.is_stranger !== true,
    isGuest: user.is_restricted !== false || user.is_ultra_restricted !== false,
    locale: user.locale ?? null,
    timeZone: user.tz ?? null,
    name: nameIn(user),
  };
}

const LONGEST_NAME = 80;

function nameIn({
  profile,
  real_name,
  name,
}: Pick<webApi.UsersInfoResponse['user'] & object, 'profile' | 'real_name' | 'name'>): string | null {
  const shown = profile?.display_name || profile?.real_name || real_name || name;
  return shown ? oneLine(shown, LONGEST_NAME) : null;
}
