import { mintResponseUrl, mintTrigger, type State } from '../state.ts';
import { messageObject } from '../wire.ts';
import type { Answered, AppLink } from './app-link.ts';
import { payloadHead, postPayload } from './click.ts';
import { enter, personNamed, type Scene, teamNamed } from './who-and-where.ts';

export interface ShortcutOptions extends Scene {
  callbackId: string;
  messageTs: string;
}

/** Chooses a shortcut from a message's menu. */
export async function messageShortcut(state: State, link: AppLink, options: ShortcutOptions): Promise<Answered> {
  const { team, person, channel } = enter(state, options);
  const message = channel.messages.get(options.messageTs);
  if (!message) throw new Error(`${person.key} sees no message ${options.messageTs} in #${channel.name}`);
  if (person.isStranger) throw new Error(`${person.key} is here by Slack Connect and has no shortcuts`);
  const triggerId = mintTrigger(state, team, person.id, { channel: channel.id });
  const origin = { kind: 'message' as const, ts: message.ts };
  const responseUrl = mintResponseUrl(state, { team: team.id, channel: channel.id, user: person.id, origin });
  const answer = await postPayload(link, {
    ...payloadHead(state, team, person, 'message_action'),
    callback_id: options.callbackId,
    trigger_id: triggerId,
    response_url: responseUrl,
    message_ts: message.ts,
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    message: messageObject(state, message),
    action_ts: state.ids.ts(),
  });
  return { ...answer, triggerId, responseUrl };
}

export interface GlobalShortcutOptions {
  user: string;
  team?: string;
  callbackId: string;
}

export async function globalShortcut(state: State, link: AppLink, options: GlobalShortcutOptions): Promise<Answered> {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  const triggerId = mintTrigger(state, team, person.id);
  const answer = await postPayload(link, {
    ...payloadHead(state, team, person, 'shortcut'),
    callback_id: options.callbackId,
    trigger_id: triggerId,
    action_ts: state.ids.ts(),
  });
  return { ...answer, triggerId, responseUrl: '' };
}
