import type { Ephemeral, Message } from './message.ts';
import { type CastName, castPeople, type Person } from './people.ts';
import type { ThreadStatus } from './thread-status.ts';
import type { View } from './view.ts';

export type ChannelKind = 'public' | 'private' | 'im';

export interface Channel {
  id: string;
  key: string;
  name: string;
  kind: ChannelKind;
  members: Set<string>;
  messages: Map<string, Message>;
  /** Timestamps of deleted messages. */
  gone: Set<string>;
}

/** A Slack user group: `@designers`. */
export interface UserGroup {
  id: string;
  handle: string;
  name: string;
  members: Set<string>;
  isDisabled: boolean;
}

export interface Team {
  id: string;
  key: string;
  name: string;
  domain: string;
  /** The organization (Enterprise Grid) that it belongs to. */
  enterprise: string | null;
  tokens: { bot: string };
  appId: string;
  bot: { userId: string; botId: string; name: string };
  people: Record<CastName, Person>;
  channels: Map<string, Channel>;
  userGroups: Map<string, UserGroup>;
  ephemerals: Ephemeral[];
  views: Map<string, View>;
  homes: Map<string, View>;
  statuses: Map<string, ThreadStatus>;
}

const CHANNELS: { key: string; kind: ChannelKind; members: CastName[]; app: boolean }[] = [
  { key: 'general', kind: 'public', members: ['ana', 'bruno', 'carla', 'gus'], app: true },
  { key: 'random', kind: 'public', members: ['ana', 'bruno', 'carla'], app: false },
  { key: 'design', kind: 'private', members: ['ana', 'bruno', 'carla'], app: true },
  { key: 'secret', kind: 'private', members: ['ana', 'bruno'], app: false },
  { key: 'partners', kind: 'public', members: ['ana', 'bruno', 'eve'], app: true },
  { key: 'dm', kind: 'im', members: ['ana', 'bruno'], app: false },
];

/** A workspace with the same cast and channels as every other, under ids of its own. */
export function seedTeam(key: string, name: string): Team {
  const id = `T0${key.toUpperCase()}`;
  const people = castPeople(id);
  const team: Team = {
    id,
    key,
    name,
    domain: `${key}-sim`,
    enterprise: null,
    tokens: { bot: `xoxb-sim-${key}-0001` },
    appId: 'A0IMAGINE1',
    bot: { userId: `U${id.slice(1)}BOT1`, botId: `B${id.slice(1)}BOT1`, name: 'imagine' },
    people,
    channels: new Map(),
    userGroups: new Map(),
    ephemerals: [],
    views: new Map(),
    homes: new Map(),
    statuses: new Map(),
  };
  for (const { key: channel, kind, members, app } of CHANNELS) {
    const ids = members.map((member) => people[member].id);
    addChannel(team, channel, kind, app ? [...ids, team.bot.userId] : ids);
  }
  for (const person of Object.values(people)) {
    if (!person.isStranger) addChannel(team, `app:${person.key}`, 'im', [person.id, team.bot.userId]);
  }
  return team;
}

/** `@designers` with these people, under an id like Slack's. */
export function addUserGroup(team: Team, handle: string, members: readonly string[]): UserGroup {
  const id = `S${team.id.slice(1)}${handle.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')}`;
  const group = { id, handle, name: handle, members: new Set(members), isDisabled: false };
  team.userGroups.set(id, group);
  return group;
}

function addChannel(team: Team, key: string, kind: ChannelKind, members: string[]): void {
  const id = `${kind === 'im' ? 'D' : 'C'}${team.id.slice(1)}${key.toUpperCase().replace(':', '').padEnd(3, '0')}`;
  team.channels.set(id, { id, key, name: key, kind, members: new Set(members), messages: new Map(), gone: new Set() });
}

export function findPerson(team: Team, keyOrId: string): Person | undefined {
  return Object.values(team.people).find(({ id, key }) => id === keyOrId || key === keyOrId);
}

export function findChannel(team: Team, keyOrId: string): Channel | undefined {
  return team.channels.get(keyOrId) ?? [...team.channels.values()].find(({ key }) => key === keyOrId);
}

export function appDm(team: Team, user: Person): Channel | undefined {
  return findChannel(team, `app:${user.key}`);
}

export function hasApp(team: Team, channel: Channel): boolean {
  return channel.members.has(team.bot.userId);
}

/** Slack Connect: somebody of another workspace is in the channel. */
export function isShared(team: Team, channel: Channel): boolean {
  return Object.values(team.people).some((person) => person.isStranger && channel.members.has(person.id));
}
