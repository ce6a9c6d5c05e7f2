import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { ComposeEntry } from '../blocks/compose-modal.ts';
import { noticeModal } from '../blocks/form.ts';
import type { ListenerParts } from '../parts.ts';
import { emptyEntry } from './compose.ts';
import { firstComposeView, NO_CHOICES } from './compose-view.ts';
import { say } from './edit-image.ts';
import { generationTarget } from './edit-target.ts';
import { firstEditView } from './edit-view.ts';
import { copyOf, type Filled, type Opening, openForm } from './open-form.ts';
import { type PressArgs, readValue } from './press.ts';

/** "Edit prompt" under a refusal: the form with what was typed and chosen, for whoever asked. */
export async function onEditPrompt(parts: ListenerParts, { body, ack }: PressArgs): Promise<void> {
  const at = await parts.installations.of(body.team?.id ?? body.user.team_id ?? '');
  const opening = { at, userId: body.user.id, userTeam: body.user.team_id ?? null, triggerId: body.trigger_id };
  const { id } = readValue(body);
  const isOpen = await openForm(
    parts,
    opening,
    ({ compose }) => compose.title,
    (copy) => formFor(parts, opening, id, copy),
  );
  if (!isOpen)
    await say(parts, at.teamId, body.response_url, (await copyOf(parts, at, opening.userId)).compose.notOpened);
  await ack();
}

async function formFor(
  parts: ListenerParts,
  { at: { teamId }, userId }: Opening,
  id: string | null,
  copy: Copy,
): Promise<Filled> {
  const { store } = parts.requests;
  const notice = (words: string): { view: types.ModalView } => ({ view: noticeModal(copy.compose.title, words, copy) });
  const refused = id ? await store.findGeneration({ teamId, id }) : null;
  if (!refused) return notice(copy.notices.gone);
  if (refused.userId !== userId) return notice(copy.compose.notYours);
  const by = { teamId, userId };
  const source = refused.parent && (await store.findGeneration({ teamId, id: refused.parent.id }));
  if (!source) return { view: await firstComposeView(parts, by, entryOf(refused), copy) };
  const which = String(refused.parent?.picture.position ?? 1);
  return await firstEditView(parts, by, generationTarget(source, copy), { text: refused.prompt, which }, copy);
}

/** What could not be read is in the prompt with its flags; what was read is in the fields. */
function entryOf(refused: Generation): ComposeEntry {
  const { id, prompt, askedChannelId, replyTs, isPrivate, sourceFileIds, size, quality, count, style } = refused;
  const isSomewhere = /^[CDG]/.test(askedChannelId);
  return {
    ...emptyEntry({
      channelId: isSomewhere ? askedChannelId : null,
      threadTs: replyTs,
      again: sourceFileIds.length > 0 ? id : null,
    }),
    text: prompt,
    choices: { size: size || NO_CHOICES.size, quality, count: count || 1, style },
    place: isPrivate || !isSomewhere ? 'me' : replyTs ? 'thread' : 'here',
  };
}
