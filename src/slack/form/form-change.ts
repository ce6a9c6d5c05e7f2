import type { BlockAction, SlackActionMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { withinMs } from '../api/within-ms.ts';
import { composeView } from '../composer/compose.ts';
import { COMPOSE_IMAGE, readComposeModal } from '../composer/compose-modal.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { editAgain } from '../editor/edit-image.ts';
import { readEditModal } from '../editor/edit-modal.ts';
import { copyOf } from '../kit/copy-of.ts';
import { onlookerOf } from '../kit/may-spend.ts';
import { EDIT_IMAGE } from '../result/image-actions.ts';
import { type Filled, putInto } from './open-form.ts';

type Args = SlackActionMiddlewareArgs<BlockAction>;
type View = NonNullable<Args['body']['view']>;

const UPDATE_WITHIN_MS = 2_000;

/**
 * Something else is chosen in a form: the price, and what is possible beside it, are made anew. Where two choices follow
 * closely the later one finds the form changed and leaves it; a form whose price is behind is not taken (`submitForm`).
 */
export async function onFormChange(deps: ListenerDeps, { body, ack }: Args): Promise<void> {
  const { view } = body;
  const at = await deps.installations.of(view?.app_installed_team_id ?? body.team?.id ?? '');
  const update = async () => {
    const copy = await copyOf(deps, at, body.user.id);
    if (await onlookerOf(deps, at, body.user.id, body.user.team_id)) return;
    const redrawn = view && (await redraw(deps, { teamId: at.teamId, userId: body.user.id }, view, copy));
    if (view && redrawn) await putInto(deps, at, view, redrawn);
  };
  const updating = update().catch((error) => deps.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }));
  await withinMs(UPDATE_WITHIN_MS, updating);
  await ack();
}

async function redraw(deps: ListenerDeps, by: By, view: View, copy: Copy): Promise<Filled | null> {
  if (view.callback_id === COMPOSE_IMAGE) return { view: await composeView(deps, by, readComposeModal(view), copy) };
  return view.callback_id === EDIT_IMAGE ? await editAgain(deps, by, readEditModal(view), copy) : null;
}
