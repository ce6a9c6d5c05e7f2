import { appDm, type Channel, hasApp, type Team } from '../team.ts';
import { type Call, Refusal } from './method.ts';

/** A channel that this token knows of: public, or one the app is in. */
export function visibleChannel(call: Call, id: string): Channel {
  const channel = call.team.channels.get(id);
  if (!channel) {
    const owner = [...call.state.teams.values()].find((team) => team.channels.has(id));
    if (owner) call.violation(`the token of ${call.team.id} was used on channel ${id} of ${owner.id}`);
    throw new Refusal('channel_not_found');
  }
  if (channel.kind !== 'public' && !hasApp(call.team, channel)) throw new Refusal('channel_not_found');
  return channel;
}

export function joinedChannel(call: Call, id: string): Channel {
  const channel = visibleChannel(call, id);
  if (!hasApp(call.team, channel)) throw new Refusal('not_in_channel');
  return channel;
}

/** `chat.postMessage` takes a person's id as well and writes to their DM with the app. */
export function postableChannel(call: Call, id: string): Channel {
  const person = /^[UW]/.test(id) ? personIn(call, id) : undefined;
  const dm = person && appDm(call.team, person);
  return dm ?? joinedChannel(call, id);
}

export function checkThread(call: Call, channel: Channel, threadTs: string | undefined): void {
  if (threadTs === undefined) return;
  const root = channel.messages.get(threadTs);
  if (!root && !channel.gone.has(threadTs))
    call.violation(`thread_ts ${threadTs}: no such message was ever in ${channel.id}`);
  if (root?.thread_ts && root.thread_ts !== root.ts)
    call.violation(`thread_ts ${threadTs} is a reply's own ts, not its root's`);
}

export function personIn(call: Call, id: string): Team['people'][keyof Team['people']] | undefined {
  const person = Object.values(call.team.people).find((candidate) => candidate.id === id);
  if (person) return person;
  const owner = [...call.state.teams.values()].find((team) =>
    Object.values(team.people).some((other) => other.id === id),
  );
  if (owner) call.violation(`the token of ${call.team.id} was used on person ${id} of ${owner.id}`);
  return undefined;
}
