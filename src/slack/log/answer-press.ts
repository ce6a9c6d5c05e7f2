import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Installation } from '../api/installations.ts';
import { respond } from '../api/response-url.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { onViewPress } from '../form/view-press.ts';
import { copyAt } from '../kit/copy-of.ts';
import { failedWords } from '../kit/failed.ts';
import { answer, type Message, sendEither } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';

/** A button under an answer of ours. */
export interface AnswerPress {
  readonly at: Installation;
  readonly by: By;
  readonly value: string;
}

/** What follows: another answer in the place of the one that was pressed, or words beside it. */
export type AnswerOutcome = { readonly instead: Message } | { readonly beside: Message };

/** Such an answer in a modal. */
export function answerModal(title: string, { blocks }: Message, copy: Copy): types.ModalView {
  return { ...noticeModal(title, '', copy), blocks: [...blocks] };
}

/**
 * The frame of the buttons under answers about the team, also where they stand in a modal; who pressed is asked for by
 * whoever answers.
 */
export async function onAnswerPress(
  deps: ListenerDeps,
  args: PressArgs,
  act: (press: AnswerPress, copy: Copy) => Promise<AnswerOutcome>,
): Promise<void> {
  const { body, ack } = args;
  if (body.view)
    return await onViewPress(deps, args, async ({ at, by, value = '', view }, copy) => {
      const outcome = await act({ at, by, value }, copy);
      return answerModal(view.title?.text ?? '', 'instead' in outcome ? outcome.instead : outcome.beside, copy);
    });
  const teamId = body.team?.id ?? body.user.team_id ?? '';
  const finding = deps.installations.of(teamId);
  const copy = await copyAt(deps, finding, body.user.id);
  const [action] = body.actions;
  const value = action?.type === 'button' ? (action.value ?? '') : '';
  const pressed = async () => {
    const at = await finding;
    return await act({ at, by: { teamId: at.teamId, userId: body.user.id }, value }, copy);
  };
  const outcome = await pressed().catch((error): AnswerOutcome => {
    const failure = toFailure(error);
    deps.log.failure(failure, { teamId, at: 'button' });
    return { beside: answer(failedWords(failure, 'free', copy)) };
  });
  await ack();
  const [message, replaces] = 'instead' in outcome ? [outcome.instead, true] : [outcome.beside, false];
  await sendEither(message, (one) =>
    respond(body.response_url, deps.apiUrl, { ...one, replace_original: replaces }),
  ).catch((error) => deps.log.failure(toFailure(error), { teamId, at: 'button' }));
}
