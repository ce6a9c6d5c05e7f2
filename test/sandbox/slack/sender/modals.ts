import { mintTrigger, type State } from '../state.ts';
import type { Team } from '../team.ts';
import type { View, ViewValues } from '../view.ts';
import { Refusal } from '../web-api/method.ts';
import { modalArgument, storeView, viewObject } from '../web-api/views.ts';
import type { Answered, AppLink } from './app-link.ts';
import { payloadHead, postPayload } from './click.ts';
import { type FoundElement, picked } from './find-element.ts';
import { personNamed, teamNamed } from './who-and-where.ts';

export interface SubmitOptions {
  user: string;
  team?: string;
  viewId: string;
  /** What is filled in, by action_id; several choices are separated by commas. The rest keeps its initial value. */
  values?: Record<string, string>;
}

/** Fills in a modal and submits it; then the modal closes, changes or shows errors, as the app answered. */
export async function submitView(state: State, link: AppLink, options: SubmitOptions): Promise<Answered> {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  const view = team.views.get(options.viewId);
  if (!view?.open || view.user !== person.id) throw new Error(`${person.key} has no open modal ${options.viewId}`);
  const triggerId = mintTrigger(state, team, person.id);
  const answer = await postPayload(link, {
    ...payloadHead(team, person, 'view_submission'),
    trigger_id: triggerId,
    view: viewObject(team, view, fillIn(view, options.values ?? {})),
    response_urls: [],
  });
  if (answer.status === 200) followAnswer(state, team, view, answer.json);
  return { ...answer, triggerId, responseUrl: '' };
}

function fillIn(view: View, values: Record<string, string>): ViewValues {
  const filled: ViewValues = {};
  const left = new Set(Object.keys(values));
  for (const [blockId, element] of inputs(view)) {
    const actionId = String(element.action_id ?? blockId);
    const value = values[actionId];
    left.delete(actionId);
    filled[blockId] = {
      [actionId]: { type: element.type, ...(value === undefined ? initial(element) : picked(element, value)) },
    };
  }
  if (left.size > 0) throw new Error(`The modal has no input ${[...left].join(', ')}`);
  return filled;
}

function inputs(view: View): [string, FoundElement['element']][] {
  return view.blocks
    .filter(({ type }) => type === 'input')
    .map((block) => [block.block_id ?? '', block.element as FoundElement['element']]);
}

function initial(element: FoundElement['element']): Record<string, unknown> {
  const started = Object.entries(element).find(([name]) => name.startsWith('initial_'));
  if (!started) return /text_input|number_input/.test(element.type) ? { value: null } : {};
  const [name, value] = started;
  return { [name === 'initial_value' ? 'value' : name.replace('initial_', 'selected_')]: value };
}

function followAnswer(state: State, team: Team, view: View, json: unknown): void {
  const answer = (json ?? {}) as { response_action?: string; view?: unknown; errors?: Record<string, string> };
  const complain = (text: string) => state.violations.push(`view_submission: ${text}`);
  if (answer.response_action === 'errors') {
    const known = inputs(view).map(([blockId]) => blockId);
    for (const blockId of Object.keys(answer.errors ?? {})) {
      if (!known.includes(blockId)) complain(`an error names ${blockId}, which is no input block`);
    }
  } else if (answer.response_action === 'update' || answer.response_action === 'push') {
    const next = modalArgument.safeParse(answer.view);
    if (!next.success) complain(`the new view is wrong: ${next.error.message}`);
    else replaceView(state, team, view, next.data, answer.response_action, complain);
  } else {
    view.open = false;
  }
}

type Modal = Parameters<typeof storeView>[1];

function replaceView(
  state: State,
  team: Team,
  view: View,
  next: Modal,
  how: string,
  violation: (text: string) => void,
): void {
  const id = how === 'push' ? state.ids.next('V') : view.id;
  try {
    const call = { state, team, violation };
    team.views.set(id, storeView(call, next, { id, user: view.user }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
