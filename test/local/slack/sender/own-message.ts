import { rewrite } from '../posting.ts';
import type { State } from '../state.ts';
import { hasApp } from '../team.ts';
import { changedEvent, messageObject } from '../wire.ts';
import type { Delivery, EventSender } from './events.ts';
import { typed } from './say.ts';
import { blocksOf } from './spelling.ts';
import { enter, type Scene } from './who-and-where.ts';

export interface EditOptions extends Scene {
  ts: string;
  text: string;
}

/** A person says otherwise what they have said; the app is told, where it is a member. */
export async function editOwn(state: State, events: EventSender, options: EditOptions): Promise<Delivery | undefined> {
  const { team, person, channel } = enter(state, options);
  const message = channel.messages.get(options.ts);
  if (!message || message.user !== person.id || message.subtype === 'tombstone')
    throw new Error(`${person.key} has said nothing at ${options.ts} in #${channel.name}`);
  const previous = messageObject(state, message);
  const text = typed(options.text, team);
  rewrite(message, { text, blocks: blocksOf(text) });
  message.edited = { user: person.id, ts: state.ids.ts() };
  if (!hasApp(team, channel)) return undefined;
  return await events.deliver(team, changedEvent(state, channel, message, previous));
}

export interface ReactOptions extends Scene {
  ts: string;
  /** Without colons: `tada`. */
  name: string;
  /** False takes it away. */
  on?: boolean;
}

/** Reacts to a message, or no more. The app does not ask to hear of reactions and is told nothing. */
export function react(state: State, options: ReactOptions): void {
  const { person, channel } = enter(state, options);
  const message = channel.messages.get(options.ts);
  if (!message) throw new Error(`There is no message ${options.ts} in #${channel.name}`);
  const { name, on = true } = options;
  const others = (message.reactions ?? []).filter((one) => one.name !== name);
  const users = (message.reactions ?? []).find((one) => one.name === name)?.users ?? [];
  const left = [...users.filter((id) => id !== person.id), ...(on ? [person.id] : [])];
  message.reactions = left.length > 0 ? [...others, { name, users: left }] : others;
}
