import type { State } from '../state.ts';
import { hasApp, type Team } from '../team.ts';
import type { Delivery, EventSender } from './events.ts';
import { channelNamed } from './who-and-where.ts';

/** A channel gets another id: all that is there stands there under the new one, and the old one leads nowhere. */
export async function changeId(
  state: State,
  events: EventSender,
  team: Team,
  name: string,
): Promise<Delivery | undefined> {
  const channel = channelNamed(team, name);
  const old = channel.id;
  channel.id = state.ids.next('C');
  team.channels.delete(old);
  team.channels.set(channel.id, channel);
  for (const one of [...channel.messages.values(), ...team.ephemerals])
    if (one.channel === old) one.channel = channel.id;
  for (const { shares } of state.files.values())
    for (const share of shares) if (share.channel === old) share.channel = channel.id;
  for (const url of state.responseUrls.values()) if (url.channel === old) url.channel = channel.id;
  if (!hasApp(team, channel)) return undefined;
  const event = {
    type: 'channel_id_changed',
    old_channel_id: old,
    new_channel_id: channel.id,
    event_ts: state.ids.ts(),
  };
  return await events.deliver(team, event);
}
