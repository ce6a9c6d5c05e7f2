import type { SlackViewMiddlewareArgs, ViewSubmitAction } from '@slack/bolt';
import { z } from 'zod';
import { type Copy, copyFor } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import type { Generation } from '../../core/generation.ts';
import { readAltTexts } from '../blocks/alt-text-modal.ts';
import { answer } from '../blocks/answers.ts';
import { noticeModal } from '../blocks/form.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import type { ListenerParts } from '../parts.ts';
import { orderPressed } from './image.ts';
import { mayChange } from './may-change.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';
import { messageCopyOf } from './message-copy.ts';
import { wordsOf } from './open-form.ts';

export type ViewArgs = SlackViewMiddlewareArgs<ViewSubmitAction>;

/** Who submitted what, about which request. */
interface Submitted {
  readonly at: Installation;
  readonly generation: Generation;
  readonly userId: string;
  readonly userTeam: string | null;
  readonly view: ViewArgs['view'];
}

/** "Delete": the message goes, and what was made can't be started from any more. */
export async function onDeleteImage(parts: ListenerParts, args: ViewArgs): Promise<void> {
  await onImageView(parts, args, async (submitted, copy) => {
    if (!(await mayChange(parts, submitted))) return answer(copy.result.onlyAsker);
    return (await parts.requests.store.markDeleted(submitted.generation)) ? 'close' : answer(copy.result.gone);
  });
}

/** The alt texts of a message, as somebody wrote them. */
export async function onAltText(parts: ListenerParts, args: ViewArgs): Promise<void> {
  await onImageView(parts, args, async (submitted, copy) => {
    if (!(await mayChange(parts, submitted))) return answer(copy.result.onlyAsker);
    const { generation, view } = submitted;
    const altTexts = readAltTexts(view, generation, await messageCopyOf(parts, submitted));
    return (await parts.requests.store.saveAltTexts(generation, altTexts)) ? 'close' : answer(copy.result.gone);
  });
}

/** The same request anew, after it was asked whether that may cost so much. */
export async function onAgainImage(parts: ListenerParts, args: ViewArgs): Promise<void> {
  await onImageView(parts, args, async (submitted, copy) => {
    const { at, generation, userId, userTeam } = submitted;
    const onlooker = await onlookerOf(parts, at, userId, userTeam);
    if (onlooker) return onlookerAnswer(onlooker, copy);
    const outcome = await orderPressed(parts, 'again', { generation, position: 1, userId }, copy);
    return outcome === 'leave' ? 'close' : outcome;
  });
}

/** The frame of the modals about one request: whatever can't be done is said in their place. */
async function onImageView(
  parts: ListenerParts,
  { body, view, ack }: ViewArgs,
  act: (submitted: Submitted, copy: Copy) => Promise<Message | 'close'>,
): Promise<void> {
  const teamId = view.app_installed_team_id ?? body.team?.id ?? '';
  const userId = body.user.id;
  const at = await parts.installations.of(teamId);
  const copy = copyFor(await parts.people.localeOf(at, userId));
  const submitted = async (): Promise<Message | 'close'> => {
    const id = z.uuid().safeParse(view.private_metadata);
    const generation = id.success ? await parts.requests.store.findGeneration({ teamId, id: id.data }) : null;
    const isAnothers = generation?.isPrivate && generation.userId !== userId;
    if (!generation || isAnothers) return answer(copy.notices.gone);
    return await act({ at, generation, userId, userTeam: body.user.team_id ?? null, view }, copy);
  };
  const outcome = await submitted().catch((error) => {
    const failure = toFailure(error);
    parts.log.failure(failure, { teamId, at: 'modal' });
    return answer(failure.code === 'commit_unclear' ? copy.notices.notSure : wordsOf(failure, copy));
  });
  if (outcome === 'close') return await ack();
  await ack({ response_action: 'update', view: noticeModal(view.title.text, outcome.text, copy) });
}
