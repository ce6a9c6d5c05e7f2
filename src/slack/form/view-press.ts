import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { withinMs } from '../api/within-ms.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { onlookerAnswer, onlookerOf } from '../kit/may-spend.ts';
import type { PressArgs } from '../kit/press.ts';
import { noticeModal } from './fields.ts';
import { putInto } from './open-form.ts';

/** A press in a modal that stands. */
export interface ViewPress {
  readonly at: Installation;
  readonly by: By;
  readonly actionId: string;
  readonly value: string | undefined;
  readonly view: NonNullable<PressArgs['body']['view']>;
}

const ANSWER_WITHIN_MS = 2_400;

/**
 * The frame of buttons in modals that change what the modal shows; null: it stays. People of other workspaces are told
 * that it is not for them; what fails is said in the modal's place. It goes on after Slack was answered where it takes longer.
 */
export async function onViewPress(
  deps: ListenerDeps,
  { body, ack }: PressArgs,
  act: (press: ViewPress, copy: Copy) => Promise<types.ModalView | null>,
): Promise<void> {
  const { view, user, actions } = body;
  const [action] = actions;
  const teamId = view?.app_installed_team_id ?? body.team?.id ?? '';
  const work = async () => {
    if (!view || !action) return;
    const at = await deps.installations.of(teamId);
    const copy = await copyAt(deps, Promise.resolve(at), user.id);
    const notice = (words: string) => noticeModal(view.title?.text ?? '', words, copy);
    const by = { teamId, userId: user.id };
    const value =
      action.type === 'button' ? action.value : action.type === 'overflow' ? action.selected_option.value : undefined;
    const acted = async () => {
      const onlooker = await onlookerOf(deps, at, user.id, user.team_id);
      if (onlooker === 'outsider') return notice(onlookerAnswer(onlooker, copy).text);
      return await act({ at, by, view, actionId: action.action_id, value }, copy);
    };
    const next = await acted().catch((error) => {
      const failure = toFailure(error);
      deps.log.failure(failure, { teamId, at: 'modal' });
      return notice(failedWords(failure, 'free', copy));
    });
    if (next) await putInto(deps, at, view, { view: next });
  };
  const working = work().catch((error) => deps.log.failure(toFailure(error), { teamId, at: 'modal' }));
  await withinMs(ANSWER_WITHIN_MS, working);
  await ack();
}
