import { type Block, type Ephemeral, type Message, withIds } from '../message.ts';
import { isOrgInstalled } from '../oauth/grants.ts';
import type { Person } from '../people.ts';
import { mintResponseUrl, mintTrigger, type State } from '../state.ts';
import type { Channel, Team } from '../team.ts';
import type { ViewValues } from '../view.ts';
import { initialValues } from '../view-state.ts';
import { messageObject } from '../wire.ts';
import { type Answered, type AppLink, postForm } from './app-link.ts';
import { type FoundElement, findElement, isEphemeral, picked, useOf } from './find-element.ts';
import { enter, type Scene } from './who-and-where.ts';

export interface ClickOptions extends Scene {
  actionId: string;
  /** A message or an ephemeral; without it, the newest that shows this person such a button. */
  messageTs?: string;
  ephemeral?: Pick<Ephemeral, 'ts'>;
  /** What to pick in a menu: the option's value. With a button, it tells it from those that carry another value. */
  value?: string;
}

/** Presses a button, or picks from a menu, in a message that the person can see; in a card or a carousel as well. */
export async function click(state: State, link: AppLink, options: ClickOptions): Promise<Answered> {
  const { team, person, channel } = enter(state, options);
  const { source, found } = findSource(team, channel, person, options);
  const hidden = isEphemeral(source);
  const triggerId = mintTrigger(state, team, person.id, { channel: channel.id });
  const origin = { kind: hidden ? ('ephemeral' as const) : ('message' as const), ts: source.ts };
  const responseUrl = mintResponseUrl(state, { team: team.id, channel: channel.id, user: person.id, origin });
  const container = {
    type: 'message',
    message_ts: source.ts,
    channel_id: channel.id,
    is_ephemeral: hidden,
    ...(source.thread_ts ? { thread_ts: source.thread_ts } : {}),
  };
  const answer = await postPayload(link, {
    ...payloadHead(state, team, person, 'block_actions'),
    container,
    trigger_id: triggerId,
    channel: { id: channel.id, name: channel.kind === 'im' ? 'directmessage' : channel.name },
    ...(hidden ? {} : { message: messageObject(state, source) }),
    state: { values: valuesAfter(source.blocks, found, options) },
    response_url: responseUrl,
    actions: [
      {
        action_id: options.actionId,
        block_id: found.blockId,
        ...useOf(found.element, options.value),
        action_ts: state.ids.ts(),
      },
    ],
  });
  return { ...answer, triggerId, responseUrl };
}

function findSource(
  team: Team,
  channel: Channel,
  person: Person,
  { actionId, value, messageTs, ephemeral }: ClickOptions,
) {
  const ts = messageTs ?? ephemeral?.ts;
  const own = team.ephemerals.filter(
    ({ channel: place, user, deleted, visible }) => place === channel.id && user === person.id && !deleted && visible,
  );
  const seen: (Message | Ephemeral)[] = [...channel.messages.values(), ...own];
  const meant = seen.filter((source) => ts === undefined || source.ts === ts);
  for (const source of meant.sort((a, b) => (a.ts < b.ts ? 1 : -1))) {
    const found = findElement(source.blocks, actionId, value);
    if (found) return { source, found };
  }
  throw new Error(`${person.key} sees no "${actionId}" in ${ts ? `message ${ts} of ` : ''}#${channel.name}`);
}

/** What the menus of the message show, this pick included. Buttons and overflow menus have no state. */
function valuesAfter(
  blocks: Block[],
  { blockId, element }: FoundElement,
  { actionId, value }: ClickOptions,
): ViewValues {
  const values = initialValues(withIds(blocks));
  const block = values[blockId];
  if (value !== undefined && block?.[actionId]) block[actionId] = { type: element.type, ...picked(element, value) };
  return values;
}

export function payloadHead(state: State, team: Team, person: Person, type: string): Record<string, unknown> {
  return {
    type,
    user: {
      id: person.id,
      username: person.key,
      name: person.key,
      ...(state.settings.namesTeams ? { team_id: person.teamId } : {}),
    },
    api_app_id: team.appId,
    token: 'sim-verification-token',
    team: { id: team.id, domain: team.domain },
    enterprise: team.enterprise === null ? null : { id: team.enterprise, name: team.enterprise },
    is_enterprise_install: isOrgInstalled(state, team),
  };
}

export async function postPayload(link: AppLink, payload: Record<string, unknown>) {
  const { failure: _, ...answer } = await postForm(link, { payload: JSON.stringify(payload) });
  return answer;
}
