import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal, readHeld } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { findAdmin } from '../policy/find-manager.ts';
import { privacyModal, wordsField } from './modal.ts';

/** The button, the form and its one field. */
export const ERASE_ALL = 'erase_all';
const LONGEST = 60;

export async function onEraseAllButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.privacy.erase.title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const { erase } = copy.team.privacy;
        const isAdmin = await findAdmin(deps, by, 'erase');
        return { view: isAdmin ? eraseModal(copy) : noticeModal(erase.title, erase.onlyAdmins, copy) };
      },
    });
  });
}

export function eraseModal(copy: Copy): types.ModalView {
  const { erase } = copy.team.privacy;
  return privacyModal(
    ERASE_ALL,
    erase,
    [section(erase.text), wordsField(ERASE_ALL, erase.label(erase.word), { most: LONGEST })],
    copy,
  );
}

/** Sent twice, it is one wish. */
export async function onEraseAllSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: ERASE_ALL, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const { erase, held } = copy.team.privacy;
    const by = { teamId: at.teamId, userId };
    if (!(await findAdmin(deps, by, 'erase'))) return complain(erase.onlyAdmins);
    if (readHeld(view)[ERASE_ALL]?.value?.trim() !== erase.word) return complain(erase.mistyped(erase.word));
    const outcome = await deps.requests.store.askErasure(by, null, deps.requests.defaultCredits);
    const words = { asked: erase.asked, asked_already: erase.already, held }[outcome];
    return noticeModal(erase.title, words, copy);
  });
}
