import type { Person } from '../people.ts';
import type { State } from '../state.ts';
import { type Channel, findChannel, findPerson, type Team } from '../team.ts';

/** People, channels and teams are named by key ("ana", "general", "acme") or by id. */
export interface Scene {
  user: string;
  channel: string;
  team?: string | undefined;
}

export function teamNamed(state: State, name = 'acme'): Team {
  const team = state.teams.get(name) ?? [...state.teams.values()].find(({ key }) => key === name);
  return team ?? missing(`team ${name}`);
}

export function personNamed(team: Team, name: string): Person {
  return findPerson(team, name) ?? missing(`${name} in ${team.name}`);
}

/** "app" is the acting person's own conversation with the app. */
export function channelNamed(team: Team, name: string, person?: Person): Channel {
  const key = name === 'app' && person ? `app:${person.key}` : name;
  return findChannel(team, key) ?? missing(`channel ${name} in ${team.name}`);
}

/** Who acts, and where. A public channel is joined by entering it, as people do; a guest waits to be invited. */
export function enter(state: State, { user, channel: place, team: teamName }: Scene) {
  const team = teamNamed(state, teamName);
  const person = personNamed(team, user);
  const channel = channelNamed(team, place, person);
  if (channel.kind === 'public' && !isGuest(person)) channel.members.add(person.id);
  if (!channel.members.has(person.id)) missing(`${person.key} in #${channel.name}`);
  return { team, person, channel };
}

export function isGuest({ isGuest: several, isSingleChannelGuest }: Person): boolean {
  return several || isSingleChannelGuest;
}

function missing(what: string): never {
  throw new Error(`The local Slack has no ${what}`);
}
