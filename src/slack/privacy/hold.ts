import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal, readHeld } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { plain } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';
import { privacyModal, wordsField } from './modal.ts';

/** The button and the form. */
export const LEGAL_HOLD = 'legal_hold';
const WHO = 'hold_who';
const WHAT = 'hold_what';
const REASON = 'hold_reason';
const LONGEST_REASON = 500;

export async function onHoldButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.privacy.hold.title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const { hold, onlyManagers } = copy.team.privacy;
        if (!(await findManager(deps, by, 'legal_hold'))) return { view: noticeModal(hold.title, onlyManagers, copy) };
        return { view: holdModal(copy) };
      },
    });
  });
}

export function holdModal(copy: Copy): types.ModalView {
  const { hold } = copy.team.privacy;
  const set = { text: plain(hold.set, LIMITS.optionText), value: 'set' };
  const options = [set, { text: plain(hold.lift, LIMITS.optionText), value: 'lift' }];
  return privacyModal(
    LEGAL_HOLD,
    hold,
    [
      section(hold.text),
      {
        type: 'input',
        block_id: WHO,
        optional: true,
        label: plain(hold.who, LIMITS.label),
        hint: plain(hold.whoHint, LIMITS.label),
        element: { type: 'users_select', action_id: WHO },
      },
      {
        type: 'input',
        block_id: WHAT,
        label: plain(hold.what, LIMITS.label),
        element: { type: 'radio_buttons', action_id: WHAT, options, initial_option: set },
      },
      wordsField(REASON, hold.reason, { most: LONGEST_REASON, lines: true }),
    ],
    copy,
  );
}

const userId = z.string().regex(/^[UW][A-Z0-9]{1,30}$/);

/** Sent twice, it is one change. What is not filled in as the form has it changes nothing. */
export async function onHoldSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: REASON, cost: 'free' }, async (submission, copy) => {
    const { hold, onlyManagers, retention } = copy.team.privacy;
    const { at, view, complain } = submission;
    const by = { teamId: at.teamId, userId: submission.userId };
    if (!(await findManager(deps, by, 'legal_hold'))) return complain(onlyManagers);
    const held = readHeld(view);
    const { [WHO]: whoField, [WHAT]: what, [REASON]: why } = held;
    const reason = why?.value?.trim() ?? '';
    const choice = what?.selected_option?.value;
    const who = whoField?.selected_user ?? null;
    if (
      reason === '' ||
      !whoField ||
      (choice !== 'set' && choice !== 'lift') ||
      (who && !userId.safeParse(who).success)
    )
      return complain(copy.presses.notDone);
    const { store, defaultCredits } = deps.requests;
    const changed =
      choice === 'set'
        ? await store.setHold(by, who, reason.slice(0, LONGEST_REASON), defaultCredits)
        : await store.liftHold(by, who, reason.slice(0, LONGEST_REASON), defaultCredits);
    const name = who === null ? retention.everybody : `<@${who}>`;
    const words = choice === 'set' ? (changed ? hold.isSet : hold.wasSet) : changed ? hold.isLifted : hold.wasNone;
    return noticeModal(hold.title, words(name), copy);
  });
}
