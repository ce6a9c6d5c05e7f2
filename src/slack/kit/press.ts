import type { BlockAction, SlackActionMiddlewareArgs, types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import type { Installation } from '../api/installations.ts';
import { respond } from '../api/response-url.ts';
import { OPEN_WITHIN_MS, openView, updateView } from '../api/views.ts';
import { withinMs } from '../api/within-ms.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { copyAt } from './copy-of.ts';
import { erasedAnswer } from './erased.ts';
import { type Cost, failedWords } from './failed.ts';
import { type Onlooker, onlookerAnswer, onlookerOf } from './may-spend.ts';
import { findTouched } from './may-touch.ts';
import { answer, type Message } from './message.ts';

export type PressArgs = SlackActionMiddlewareArgs<BlockAction>;

/** Who pressed what: checked. */
export interface Press {
  readonly at: Installation;
  readonly generation: Generation;
  /** Which of its pictures, from 1; 1 where the button is about them all. */
  readonly position: number;
  /** The credits that stood on the button; null: none did. */
  readonly shown: number | null;
  /** What was picked in a menu. */
  readonly choice: string | null;
  readonly userId: string;
  /** Opens one modal, within three seconds. */
  readonly triggerId: string;
  /** Answers the presser alone, or changes the message. */
  readonly responseUrl: string | null;
}

/** Why nothing can be pressed here: it is not there for them, they may not, or it was erased. */
export type NoPress = 'gone' | Onlooker | { readonly erasedAt: Date };

export const isPress = (press: Press | NoPress): press is Press => typeof press === 'object' && 'generation' in press;

/** What follows a press: words for the presser alone, or what becomes of the message. */
export type Outcome = Message | 'take_button_away' | 'leave';

/**
 * The frame of every button and menu: who pressed is authorised again here, by team, channel and person. Its value is
 * `<generation id>` or `<generation id>:<position>`; an option of a menu has `<choice>:` before it, and what shows a price
 * has `=<credits>` behind it. Slack is answered when `act` has ended.
 * Guests who may only look press what is `free`, and nothing else.
 */
export async function onPress(
  deps: ListenerDeps,
  { body, ack }: PressArgs,
  act: (press: Press, copy: Copy) => Promise<Outcome>,
  cost: Cost = 'spends',
): Promise<void> {
  const teamId = body.view?.app_installed_team_id ?? body.team?.id ?? body.user.team_id ?? '';
  const finding = deps.installations.of(teamId);
  const copy = await copyAt(deps, finding, body.user.id);
  const pressed = async () => {
    const press = await authorise(deps, await finding, body, cost);
    return isPress(press) ? await act(press, copy) : pressRefusal(press, copy);
  };
  // Slack does not repeat a press, and shows nothing of how we answer it.
  const outcome = await pressed().catch((error) => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'button' });
    return answer(failedWords(failure, cost, copy));
  });
  await ack();
  // What follows is courtesy: the press has had its effect.
  await follow(deps, finding, body, outcome, copy).catch((error) =>
    deps.log.failure(toFailure(error), { teamId, at: 'button' }),
  );
}

async function follow(
  { apiUrl }: ListenerDeps,
  finding: Promise<Installation>,
  body: BlockAction,
  outcome: Outcome,
  copy: Copy,
): Promise<void> {
  if (body.view) {
    // A button of a modal has no address of its own: the words take the modal's place.
    if (typeof outcome === 'object')
      await updateView(await finding, body.view, noticeModal(body.view.title.text, outcome.text, copy));
    return;
  }
  if (typeof outcome === 'object') return await respond(body.response_url, apiUrl, outcome);
  if (!body.message || body.container.is_ephemeral)
    return await respond(body.response_url, apiUrl, { delete_original: true });
  if (outcome === 'leave') return;
  const blocks = (body.message.blocks as types.KnownBlock[]).filter(({ type }) => type !== 'actions');
  const { client } = await finding;
  await client.chat.update({
    channel: body.channel?.id ?? '',
    ts: body.message.ts,
    text: body.message.text ?? '',
    blocks,
  });
}

/** Who pressed what, or why that is nothing. */
export async function authorise(
  deps: ListenerDeps,
  at: Installation,
  body: BlockAction,
  cost: Cost,
): Promise<Press | NoPress> {
  const { choice, id, position, shown } = readValue(body);
  const by = { teamId: at.teamId, userId: body.user.id };
  const generation = await findTouched(deps, by, id, body.channel?.id ?? body.container.channel_id);
  if (!generation) return 'gone';
  if (generation.erasedAt) return { erasedAt: generation.erasedAt };
  const onlooker = await onlookerOf(deps, at, body.user.id, body.user.team_id);
  if (onlooker === 'outsider' || (onlooker && cost === 'spends')) return onlooker;
  return {
    at,
    generation,
    position,
    shown,
    choice,
    userId: body.user.id,
    triggerId: body.trigger_id,
    responseUrl: body.response_url ?? null,
  };
}

const VALUE = /^(?:([a-z_]+):)?([0-9a-f-]{36})(?::([1-9]\d?))?(?:=(\d{1,9}))?$/;

/** The value of the button, or of what was picked in a menu. */
export function readValue({ actions: [action] }: BlockAction) {
  const value =
    action?.type === 'button' ? action.value : action?.type === 'overflow' ? action.selected_option.value : '';
  const [, choice = null, id = null, position = '1', credits] = VALUE.exec(value ?? '') ?? [];
  return { choice, id, position: Number(position), shown: credits === undefined ? null : Number(credits) };
}

/** Opens a modal for who pressed; `instead`: what is said where Slack doesn't let us, as after three seconds. */
export async function showModal(
  { log }: ListenerDeps,
  { at, triggerId }: Pick<Press, 'at' | 'triggerId'>,
  view: types.ModalView,
  copy: Copy,
  instead: Message = answer(copy.presses.notOpened),
): Promise<Outcome> {
  const opening = openView(at, triggerId, view).then(
    () => true,
    (error) => {
      log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' });
      return false;
    },
  );
  return (await withinMs(OPEN_WITHIN_MS, opening)) === true ? 'leave' : instead;
}

/** What is said of it to who pressed. */
export function pressRefusal(refusal: NoPress, copy: Copy): Message {
  if (typeof refusal === 'object') return erasedAnswer(refusal.erasedAt, copy);
  return refusal === 'gone' ? answer(copy.notices.gone) : onlookerAnswer(refusal, copy);
}
