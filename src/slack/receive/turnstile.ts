import { LRUCache } from 'lru-cache';

/** Who does something. */
export interface Actor {
  readonly teamId: string;
  readonly userId: string;
}

/** `too_many`: whose; `isNews`: it was not said to this person in the last minute. */
export type Passage = 'go' | { readonly tooMany: 'person' | 'team'; readonly isNews: boolean };

/** Lets through what a person and a workspace may do in a minute. */
export interface Turnstile {
  /**
   * Counts one thing that somebody does. `name`: by what Slack knows it where it may tell it again, in another way too; each
   * telling is answered as the first was, and counts once.
   */
  pass(actor: Actor, name?: string): Passage;
}

/** How many a minute; null: no limit. As many may come at once after a minute of rest. */
export interface Allowance {
  readonly perPerson: number | null;
  readonly perTeam: number | null;
}

const MINUTE_MS = 60_000;
const MOST_PERSONS = 50_000;
const MOST_TEAMS = 10_000;
/** Slack's last telling of an event comes after five minutes. */
const MOST_TELLINGS = 10_000;
const TOLD_AGAIN_MS = 10 * MINUTE_MS;

/**
 * In this process alone, and without a look into the database: a flood must not reach what everybody shares. Several web
 * processes let through as many times as much (decision 72). What a person is refused is not taken from the workspace.
 */
export function createTurnstile(
  { perPerson, perTeam }: Allowance,
  now: () => number = performance.now.bind(performance),
): Turnstile {
  const persons = new LRUCache<string, number>({ max: MOST_PERSONS });
  const teams = new LRUCache<string, number>({ max: MOST_TEAMS });
  const told = new LRUCache<string, number>({ max: MOST_PERSONS });
  const tellings = new LRUCache<string, { readonly at: number; readonly went: boolean }>({ max: MOST_TELLINGS });

  const decide = ({ teamId, userId }: Actor): Passage => {
    const at = now();
    const person = `${teamId}:${userId}`;
    const ofPerson = next(persons.get(person), perPerson, at);
    const ofTeam = next(teams.get(teamId), perTeam, at);
    if (ofPerson !== 'full' && ofTeam !== 'full') {
      if (ofPerson !== null) persons.set(person, ofPerson);
      if (ofTeam !== null) teams.set(teamId, ofTeam);
      return 'go';
    }
    const isNews = at - (told.get(person) ?? Number.NEGATIVE_INFINITY) >= MINUTE_MS;
    if (isNews) told.set(person, at);
    return { tooMany: ofPerson === 'full' ? 'person' : 'team', isNews };
  };

  return {
    pass(actor, name) {
      if (name === undefined) return decide(actor);
      const key = `${actor.teamId}:${name}`;
      const known = tellings.get(key);
      if (known && now() - known.at < TOLD_AGAIN_MS) return known.went ? 'go' : { tooMany: 'person', isNews: false };
      const passage = decide(actor);
      tellings.set(key, { at: now(), went: passage === 'go' });
      return passage;
    },
  };
}

/**
 * When all that was let through would be done at an even pace, if one more is; `full`: it may not. (The generic cell rate
 * algorithm, ITU-T I.371: one number for each, whatever the limit.)
 */
function next(until: number | undefined, perMinute: number | null, at: number): number | null | 'full' {
  if (perMinute === null) return null;
  const interval = MINUTE_MS / perMinute;
  const begins = Math.max(until ?? at, at);
  return begins - at > MINUTE_MS - interval ? 'full' : begins + interval;
}
