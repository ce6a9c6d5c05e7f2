import type { Change, Kind, MessagePiece, PersonPiece, Pieces } from '../shapes.ts';
import { changed } from './changed.ts';
import { announce } from './notices.ts';
import { place } from './place.ts';

type Held = { [K in Kind]: Map<string, Pieces[K]> };

const empty = (): Held => ({
  team: new Map(),
  channel: new Map(),
  message: new Map(),
  status: new Map(),
  view: new Map(),
  exchange: new Map(),
  machine: new Map(),
});

/** All pieces that the server has told of. */
export let held: Held = empty();
/** False while the stream is broken. */
export let isConnected = false;

let source: EventSource | undefined;

/** Looks at the workspace as the person of `place`, until somebody else is to be. */
export function connect(): void {
  source?.close();
  held = empty();
  const { team, user } = place();
  source = new EventSource(`/stream?${new URLSearchParams({ team, user })}`);
  source.addEventListener('all', ({ data }) => {
    held = empty();
    isConnected = true;
    take(data, false);
  });
  source.addEventListener('some', ({ data }) => take(data, true));
  source.addEventListener('error', () => {
    isConnected = false;
    changed();
  });
}

function take(data: string, isNews: boolean): void {
  const changes: Change[] = JSON.parse(data);
  for (const change of changes) {
    // As in Slack, a message that is changed rings nobody again.
    const isNew = change.kind === 'message' && isNews && !held.message.has(change.id);
    if (isNew && change.piece) announce(change.piece);
    put(change);
  }
  changed();
}

function put<K extends Kind>({ kind, id, piece }: { kind: K; id: string; piece: Pieces[K] | null }): void {
  const pieces: Map<string, Pieces[K]> = held[kind];
  if (piece === null) pieces.delete(id);
  else pieces.set(id, piece);
}

export function team() {
  return held.team.get('it');
}

export function personOf(id: string): PersonPiece | undefined {
  return team()?.people.find((person) => person.id === id);
}

export function nameOf(id: string): string {
  return personOf(id)?.name ?? (id === team()?.app.id ? team()?.app.name : undefined) ?? id;
}

/** The messages of a channel, oldest first: those that stand in the channel itself, or those of one thread. */
export function messagesOf(channel: string, thread?: string): MessagePiece[] {
  const stands = ({ threadTs, alsoInChannel, ts }: MessagePiece) =>
    thread === undefined ? threadTs === null || alsoInChannel : threadTs === thread || ts === thread;
  return [...held.message.values()]
    .filter((message) => message.channel === channel && stands(message))
    .sort((a, b) => (a.ts < b.ts ? -1 : 1));
}

export interface Replies {
  count: number;
  people: string[];
}

/** How many replies each root of the channel has, and whose. */
export function repliesIn(channel: string): Map<string, Replies> {
  const all = new Map<string, Replies>();
  for (const { channel: where, threadTs, userId, onlyYou } of held.message.values()) {
    if (where !== channel || threadTs === null || onlyYou) continue;
    const replies = all.get(threadTs) ?? { count: 0, people: [] };
    replies.count += 1;
    if (!replies.people.includes(userId)) replies.people.push(userId);
    all.set(threadTs, replies);
  }
  return all;
}
