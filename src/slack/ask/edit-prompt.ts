import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { emptyEntry, firstComposeView, NO_CHOICES } from '../composer/compose.ts';
import type { ComposeEntry } from '../composer/compose-modal.ts';
import type { ListenerDeps } from '../deps.ts';
import { firstEditView } from '../editor/edit-image.ts';
import { generationTarget } from '../editor/edit-target.ts';
import { noticeModal } from '../form/fields.ts';
import { type Filled, type Opening, onOpening, openForm } from '../form/open-form.ts';
import { erasedAnswer } from '../kit/erased.ts';
import { findTouched } from '../kit/may-touch.ts';
import { type PressArgs, readValue } from '../kit/press.ts';

/** "Edit prompt" under a refusal: the form with what was typed and chosen, for whoever asked. */
export async function onEditPrompt(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  const { id } = readValue(body);
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ compose }) => compose.title,
      notOpened: ({ compose }) => compose.notOpened,
      fill: (copy) => formFor(deps, opening, id, copy),
    });
  });
}

async function formFor(
  deps: ListenerDeps,
  { at: { teamId }, userId }: Opening,
  id: string | null,
  copy: Copy,
): Promise<Filled> {
  const { store } = deps.requests;
  const notice = (words: string): { view: types.ModalView } => ({ view: noticeModal(copy.compose.title, words, copy) });
  const refused = id ? await store.findGeneration({ teamId, id }) : null;
  if (!refused) return notice(copy.notices.gone);
  if (refused.erasedAt) return notice(erasedAnswer(refused.erasedAt, copy).text);
  if (refused.userId !== userId) return notice(copy.compose.notYours);
  const by = { teamId, userId };
  const source = refused.parent && (await findTouched(deps, by, refused.parent.id, refused.askedChannelId));
  if (!source) return { view: await firstComposeView(deps, by, entryOf(refused), copy) };
  const which = String(refused.parent?.picture.position ?? 1);
  return await firstEditView(deps, by, generationTarget(source, copy), { text: refused.prompt, which }, copy);
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
