import type { Person } from '../people.ts';
import { mintResponseUrl, mintTrigger, type State } from '../state.ts';
import type { Team } from '../team.ts';
import { stackOf, type View } from '../view.ts';
import { fieldsOf } from '../view-state.ts';
import { Refusal } from '../web-api/method.ts';
import { modalArgument, pushView, storeView, viewObject } from '../web-api/store-view.ts';
import type { Answered, AppLink } from './app-link.ts';
import { payloadHead, postPayload } from './click.ts';
import { type Filling, fillIn, handOver } from './fill-in.ts';
import { inputComplaints } from './input-rules.ts';
import { openView } from './open-view.ts';
import { personNamed, teamNamed } from './who-and-where.ts';

export interface SubmitOptions {
  user: string;
  team?: string;
  viewId: string;
  /** What is filled in, by action_id. The rest keeps what it holds. */
  values?: Filling;
}

/**
 * Fills in a modal and submits it; then the modal closes, changes or shows errors, as the app answered. Throws where
 * Slack's client would not let the person submit: something required is empty, a text too long, a file too many.
 */
export async function submitView(state: State, link: AppLink, options: SubmitOptions): Promise<Answered> {
  const team = teamNamed(state, options.team);
  const person = personNamed(team, options.user);
  const view = openView(team, person, options.viewId);
  if (!view.rest.submit) throw new Error(`The modal ${view.id} has no submit button`);
  fillIn(state, team, person, view, options.values);
  const complaints = inputComplaints(view);
  if (complaints.length > 0) throw new Error(`Slack does not submit the modal: ${complaints.join('; ')}`);
  const triggerId = mintTrigger(state, team, person.id, { view: view.id });
  const answer = await postPayload(link, {
    ...payloadHead(state, team, person, 'view_submission'),
    trigger_id: triggerId,
    view: viewObject(team, view, handOver(state, view)),
    response_urls: responseUrls(state, team, person, view),
  });
  if (answer.status === 200) followAnswer(state, team, view, answer.json);
  return { ...answer, triggerId, responseUrl: '' };
}

/** One for the conversation that was chosen in a menu with `response_url_enabled`. */
function responseUrls(state: State, team: Team, person: Person, view: View): Record<string, string>[] {
  return fieldsOf(view.blocks).flatMap(({ blockId, actionId, element }) => {
    const { selected_conversation, selected_channel } = view.values[blockId]?.[actionId] ?? {};
    const channel = selected_conversation ?? selected_channel;
    if (!element.response_url_enabled || typeof channel !== 'string') return [];
    const origin = { kind: 'command' as const };
    const response_url = mintResponseUrl(state, { team: team.id, channel, user: person.id, origin });
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}

function followAnswer(state: State, team: Team, view: View, json: unknown): void {
  const answer = (json ?? {}) as { response_action?: string; view?: unknown; errors?: Record<string, string> };
  const complain = (text: string) => {
    state.violations.push(`view_submission: ${text}`);
  };
  const { response_action: action } = answer;
  if (action === 'errors') {
    const known = view.blocks.filter(({ type }) => type === 'input').map(({ block_id }) => block_id);
    for (const blockId of Object.keys(answer.errors ?? {})) {
      if (!known.includes(blockId)) complain(`an error names ${blockId}, which is no input block`);
    }
  } else if (action === 'update' || action === 'push') {
    const next = modalArgument.safeParse(answer.view);
    if (next.success) replaceView(state, team, view, next.data, action, complain);
    else complain(`the new view is wrong: ${next.error.message}`);
  } else if (action === 'clear') {
    for (const each of stackOf(team.views.values(), view.root)) each.open = false;
  } else {
    if (action !== undefined) complain(`there is no response_action "${action}"`);
    view.open = false;
  }
}

function replaceView(
  state: State,
  team: Team,
  view: View,
  next: Parameters<typeof storeView>[1],
  how: 'update' | 'push',
  violation: (text: string) => void,
): void {
  const call = { state, team, violation };
  try {
    if (how === 'push') pushView(call, next, view);
    else storeView(call, next, view, view);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
