export interface Person {
  id: string;
  /** The short name by which a test calls them. */
  key: string;
  realName: string;
  /** The workspace they belong to: not always the one they are met in. */
  teamId: string;
  tz: string;
  tzOffset: number;
  locale: string;
  isAdmin: boolean;
  isOwner: boolean;
  /** Invited into some channels only. */
  isGuest: boolean;
  /** A guest of one channel: Slack then says both `is_restricted` and `is_ultra_restricted`. */
  isSingleChannelGuest: boolean;
  isStranger: boolean;
  /** The account was deactivated: Slack says no more of its rights. */
  isDeactivated: boolean;
}

const CAST = {
  ana: { realName: 'Ana Reis', tz: 'Europe/Lisbon', tzOffset: 0, locale: 'en-US', isAdmin: true, isOwner: true },
  bruno: { realName: 'Bruno Lima', tz: 'America/Sao_Paulo', tzOffset: -10_800, locale: 'pt-BR' },
  carla: { realName: 'Carla Vega', tz: 'Europe/Madrid', tzOffset: 3600, locale: 'es-ES' },
  gus: { realName: 'Gus Gray', tz: 'America/New_York', tzOffset: -18_000, locale: 'en-US', isGuest: true },
  eve: { realName: 'Eve Stone', tz: 'Europe/Berlin', tzOffset: 3600, locale: 'de-DE', isStranger: true },
} satisfies Record<string, Partial<Person>>;

export type CastName = keyof typeof CAST;

const OUTSIDE_TEAM = 'T0OUTSIDE';

export function castPeople(teamId: string): Record<CastName, Person> {
  const people = Object.entries(CAST).map(([key, traits]): [string, Person] => [
    key,
    {
      id: `U${teamId.slice(1)}${key.toUpperCase()}1`,
      key,
      teamId: key === 'eve' ? OUTSIDE_TEAM : teamId,
      isAdmin: false,
      isOwner: false,
      isGuest: false,
      isSingleChannelGuest: false,
      isStranger: false,
      isDeactivated: false,
      ...traits,
    },
  ]);
  return Object.fromEntries(people) as Record<CastName, Person>;
}
