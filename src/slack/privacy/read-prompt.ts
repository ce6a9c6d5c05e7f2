import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { PrivatePrompt } from '../../core/privacy/privacy-store.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal, readHeld } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { button } from '../kit/button.ts';
import { erasedAnswer, personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import { type PressArgs, readValue } from '../kit/press.ts';
import { plain, verbatimSections } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';
import { privacyModal, wordsField } from './modal.ts';

/** The button, the form and its one field. */
export const READ_PROMPT = 'read_prompt';
const LONGEST_REASON = 500;

/** Beside a private request of which managers see price and class: whoever presses it says why before they read more. */
export function readPromptButton(generationId: string, copy: Copy): types.Button {
  return button(READ_PROMPT, copy.team.privacy.read.button, generationId);
}

/** The same for a list of several, each as it is to be told apart. */
export function readPromptMenu(
  requests: readonly { readonly id: string; readonly text: string }[],
  copy: Copy,
): types.StaticSelect {
  return {
    type: 'static_select',
    action_id: READ_PROMPT,
    placeholder: plain(copy.team.privacy.read.choose, LIMITS.optionText),
    options: requests.map(({ id, text }) => ({ text: plain(text, LIMITS.optionText), value: id })),
  };
}

export async function onReadPromptButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  const [action] = body.actions;
  const id = action?.type === 'static_select' ? action.selected_option.value : readValue(body).id;
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.privacy.read.title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const { read, onlyManagers } = copy.team.privacy;
        if (!(await findManager(deps, by, 'prompt_read'))) return { view: noticeModal(read.title, onlyManagers, copy) };
        return { view: id ? readPromptModal(id, copy) : noticeModal(read.title, copy.notices.gone, copy) };
      },
    });
  });
}

export function readPromptModal(generationId: string, copy: Copy): types.ModalView {
  const { read } = copy.team.privacy;
  return privacyModal(
    READ_PROMPT,
    { ...read, about: generationId },
    [section(read.text), wordsField(READ_PROMPT, read.label, { most: LONGEST_REASON, lines: true })],
    copy,
  );
}

/** The reason is written down before anything is shown. */
export async function onReadPromptSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: READ_PROMPT, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const { read, onlyManagers } = copy.team.privacy;
    const by = { teamId: at.teamId, userId };
    if (!(await findManager(deps, by, 'prompt_read'))) return complain(onlyManagers);
    const reason = readHeld(view)[READ_PROMPT]?.value?.trim() ?? '';
    if (reason === '') return complain(read.missing);
    const { data: id } = z.uuid().safeParse(view.private_metadata);
    const found = id ? await deps.requests.store.readPrompt(by, id, reason.slice(0, LONGEST_REASON)) : null;
    return found ? promptModal(found, copy) : noticeModal(read.title, copy.notices.gone, copy);
  });
}

/** What was asked for, to the letter. */
export function promptModal({ userId, prompt, erasedAt }: PrivatePrompt, copy: Copy): types.ModalView {
  const { read } = copy.team.privacy;
  return {
    type: 'modal',
    title: plain(read.title, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks: erasedAt
      ? erasedAnswer(erasedAt, copy).blocks
      : [section(read.by(personOf(userId, copy))), ...verbatimSections(prompt)],
  };
}
