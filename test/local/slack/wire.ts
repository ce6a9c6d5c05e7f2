import { fileObject, fileStub } from './file.ts';
import { type Message, withIds } from './message.ts';
import type { State } from './state.ts';
import type { Channel, ChannelKind, Team } from './team.ts';

const CHANNEL_TYPES: Record<ChannelKind, string> = { public: 'channel', private: 'group', im: 'im' };

type Event = Record<string, unknown>;

/** A message as the API's answers and interaction payloads show it. */
export function messageObject(state: State, message: Message): Event {
  const team = state.teams.get(message.team);
  const person = Object.values(team?.people ?? {}).find(({ id }) => id === message.user);
  const root = message.thread_ts ? team?.channels.get(message.channel)?.messages.get(message.thread_ts) : undefined;
  return {
    type: 'message',
    ...(message.subtype ? { subtype: message.subtype } : {}),
    user: message.user,
    text: message.text,
    ts: message.ts,
    ...(state.settings.namesTeams ? { team: person?.teamId ?? message.team } : {}),
    ...(message.bot_id
      ? { bot_id: message.bot_id, app_id: message.app_id, bot_profile: botProfile(message, team) }
      : { client_msg_id: `sim-${message.ts}` }),
    ...(message.thread_ts ? { thread_ts: message.thread_ts } : {}),
    ...(root && root !== message ? { parent_user_id: root.user } : {}),
    ...(message.blocks.length > 0 ? { blocks: withIds(message.blocks) } : {}),
    ...(message.files.length > 0 ? { files: messageFiles(state, message), upload: false } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
  };
}

function botProfile(message: Message, team: Team | undefined): Event {
  return { id: message.bot_id, app_id: message.app_id, name: team?.bot.name, team_id: message.team, deleted: false };
}

function messageFiles(state: State, message: Message): Event[] {
  return message.files
    .map((id) => state.files.get(id))
    .filter((file) => file !== undefined)
    .map((file) => (file.fromStranger ? fileStub(file) : fileObject(state, file)));
}

export function messageEvent(state: State, channel: Channel, message: Message): Event {
  const stranger = Object.values(state.teams.get(message.team)?.people ?? {}).find(
    ({ id, isStranger }) => isStranger && id === message.user,
  );
  return {
    ...messageObject(state, message),
    ...where(channel, message.ts),
    ...(stranger && state.settings.namesTeams ? { user_team: stranger.teamId, source_team: stranger.teamId } : {}),
    ...(message.subtype === 'thread_broadcast' && message.thread_ts
      ? { root: rootObject(state, channel, message.thread_ts) }
      : {}),
  };
}

function rootObject(state: State, channel: Channel, ts: string): Event | undefined {
  const root = channel.messages.get(ts);
  return root && messageObject(state, root);
}

export function mentionEvent(state: State, channel: Channel, message: Message): Event {
  const { subtype: _, channel_type: __, ...event } = messageEvent(state, channel, message);
  return { ...event, type: 'app_mention' };
}

export function changedEvent(state: State, channel: Channel, message: Message, previous: Event): Event {
  const ts = state.ids.ts();
  return {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    message: messageObject(state, message),
    previous_message: previous,
    ts,
    ...where(channel, ts),
  };
}

export function deletedEvent(state: State, channel: Channel, previous: Event): Event {
  const ts = state.ids.ts();
  return {
    type: 'message',
    subtype: 'message_deleted',
    hidden: true,
    deleted_ts: previous.ts,
    previous_message: previous,
    ts,
    ...where(channel, ts),
  };
}

function where(channel: Channel, ts: string): Event {
  return { channel: channel.id, channel_type: CHANNEL_TYPES[channel.kind], event_ts: ts };
}
