import { type Ephemeral, type Message, ringsEveryone, type Version } from './message.ts';
import type { State } from './state.ts';
import type { Channel, Team } from './team.ts';
import { clearThreadStatus } from './thread-status.ts';
import { changedEvent, deletedEvent, messageEvent, messageObject } from './wire.ts';

export interface Draft extends Partial<Version> {
  user: string;
  thread_ts?: string | undefined;
  subtype?: string | undefined;
  bot_id?: string;
  app_id?: string;
  metadata?: unknown;
  /** Files shown by blocks: they are shared here without being attached. */
  pictured?: string[];
  /** "@channel" in plain words rings only when the app asks for it with `link_names` or `parse`. */
  linkNames?: boolean;
}

/** Puts a message into a channel. Who may do so was asked before. */
export function post(state: State, team: Team, channel: Channel, draft: Draft): Message {
  const {
    user,
    text = '',
    blocks = [],
    files = [],
    pictured = [],
    thread_ts,
    subtype,
    linkNames = false,
    ...rest
  } = draft;
  const message: Message = {
    ...rest,
    ts: state.ids.ts(),
    channel: channel.id,
    team: team.id,
    user,
    text,
    blocks,
    files,
    ...(thread_ts ? { thread_ts } : {}),
    ...(subtype ? { subtype } : {}),
    rings: ringsEveryone(text, blocks) || (linkNames && /@(channel|here|everyone)\b/.test(text)),
    history: [],
  };
  channel.messages.set(message.ts, message);
  share(state, channel, message, [...files, ...pictured]);
  return message;
}

export function postAsApp(state: State, team: Team, channel: Channel, draft: Omit<Draft, 'user'>): Message {
  const { userId: user, botId: bot_id } = team.bot;
  const message = post(state, team, channel, { ...draft, user, bot_id, app_id: team.appId });
  if (draft.thread_ts) clearThreadStatus(team, channel.id, draft.thread_ts);
  state.echo(team, channel.id, messageEvent(state, channel, message));
  return message;
}

function share(state: State, channel: Channel, { ts, thread_ts }: Message, files: string[]): void {
  for (const id of new Set(files)) {
    const shares = state.files.get(id)?.shares;
    if (!shares || shares.some((known) => known.channel === channel.id && known.ts === ts)) continue;
    shares.push({
      channel: channel.id,
      ts,
      ...(thread_ts ? { threadTs: thread_ts } : {}),
      private: channel.kind !== 'public',
    });
  }
}

export function editAsApp(
  state: State,
  team: Team,
  channel: Channel,
  message: Message,
  change: Partial<Version> & { pictured?: string[] },
): void {
  const previous = messageObject(state, message);
  const { pictured = [], ...version } = change;
  rewrite(message, version);
  message.edited = { user: team.bot.userId, ts: state.ids.ts() };
  message.rings ||= ringsEveryone(message.text, message.blocks);
  share(state, channel, message, [...message.files, ...pictured]);
  state.echo(team, channel.id, changedEvent(state, channel, message, previous));
}

export function rewrite(message: Message | Ephemeral, change: Partial<Version>): void {
  const { text, blocks, files } = message;
  message.history.push({ text, blocks, files });
  Object.assign(message, change);
}

/** A root that has replies leaves a tombstone; anything else is gone. Answers the event that tells of it. */
export function remove(state: State, channel: Channel, message: Message): Record<string, unknown> {
  const previous = messageObject(state, message);
  if (replies(channel, message.ts).length === 0) {
    channel.messages.delete(message.ts);
    channel.gone.add(message.ts);
    return deletedEvent(state, channel, previous);
  }
  rewrite(message, { text: 'This message was deleted.', blocks: [], files: [] });
  message.subtype = 'tombstone';
  return changedEvent(state, channel, message, previous);
}

function replies(channel: Channel, rootTs: string): Message[] {
  return [...channel.messages.values()].filter(({ ts, thread_ts }) => thread_ts === rootTs && ts !== rootTs);
}

export function showToOne(
  state: State,
  team: Team,
  channel: Channel,
  shown: Pick<Ephemeral, 'user' | 'text' | 'via'> & { blocks?: Ephemeral['blocks']; thread_ts?: string | undefined },
): Ephemeral {
  const { thread_ts, blocks = [], ...rest } = shown;
  const ephemeral: Ephemeral = {
    ...rest,
    blocks,
    files: [],
    ts: state.ids.ts(),
    ...(thread_ts ? { thread_ts } : {}),
    channel: channel.id,
    team: team.id,
    visible: !thread_ts || replies(channel, thread_ts).length > 0,
    deleted: false,
    history: [],
  };
  team.ephemerals.push(ephemeral);
  return ephemeral;
}
