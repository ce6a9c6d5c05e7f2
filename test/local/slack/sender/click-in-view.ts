import type { Person } from '../people.ts';
import { mintTrigger, type State } from '../state.ts';
import type { Team } from '../team.ts';
import type { View } from '../view.ts';
import { fieldsOf } from '../view-state.ts';
import { viewObject } from '../web-api/store-view.ts';
import type { Answered, AppLink } from './app-link.ts';
import { payloadHead, postPayload } from './click.ts';
import { type Filling, fillIn, handOver } from './fill-in.ts';
import { findElement, useOf } from './find-element.ts';
import { openView } from './open-view.ts';
import { personNamed, teamNamed } from './who-and-where.ts';

export interface ViewClickOptions {
  user: string;
  team?: string;
  actionId: string;
  /** What is picked or, in an input with `dispatch_action`, filled in. */
  value?: Filling[string];
  /** A modal's id; without it, the person's Home tab. */
  viewId?: string;
  /** What else was filled in before, by action_id. It stays filled in. */
  values?: Filling;
}

/** Presses a button, picks from a menu or fills in an input that tells the app at once. */
export async function clickInView(state: State, link: AppLink, options: ViewClickOptions): Promise<Answered> {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  const view = viewMeant(team, person, options.viewId);
  fillIn(state, team, person, view, options.values);
  const use = useIn(state, team, person, view, options);
  const triggerId = mintTrigger(state, team, person.id, { view: view.id });
  const answer = await postPayload(link, {
    ...payloadHead(state, team, person, 'block_actions'),
    container: { type: 'view', view_id: view.id },
    trigger_id: triggerId,
    view: viewObject(team, view, handOver(state, view)),
    actions: [{ ...use, action_ts: state.ids.ts() }],
  });
  return { ...answer, triggerId, responseUrl: '' };
}

export interface FillOptions {
  user: string;
  team?: string;
  /** A modal's id; without it, the person's Home tab. */
  viewId?: string;
  values: Filling;
}

/** Types and chooses where the app is told nothing before the next press. */
export function fillInView(state: State, options: FillOptions): void {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  fillIn(state, team, person, viewMeant(team, person, options.viewId), options.values);
}

function viewMeant(team: Team, person: Person, viewId: string | undefined): View {
  if (viewId !== undefined) return openView(team, person, viewId);
  const home = team.homes.get(person.id);
  if (!home) throw new Error(`${person.key} sees an empty Home tab`);
  return home;
}

function useIn(state: State, team: Team, person: Person, view: View, { actionId, value, viewId }: ViewClickOptions) {
  const found = findElement(view.blocks, actionId);
  if (!found) throw new Error(`${person.key} sees no "${actionId}" in ${viewId ?? 'the Home tab'}`);
  const { blockId, element } = found;
  const where = { action_id: actionId, block_id: blockId };
  const field = fieldsOf(view.blocks).find((candidate) => candidate.actionId === actionId);
  if (!field) return { ...where, ...useOf(element, value) };
  if (field.block.type === 'input' && !field.block.dispatch_action) {
    throw new Error(`"${actionId}" tells the app nothing before the modal is submitted: it has no dispatch_action`);
  }
  if (value === undefined) throw new Error(`A ${element.type} needs a value`);
  fillIn(state, team, person, view, { [actionId]: value });
  return { ...where, ...view.values[blockId]?.[actionId] };
}
