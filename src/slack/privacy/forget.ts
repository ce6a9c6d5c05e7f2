import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { button } from '../kit/button.ts';
import { dayOf } from '../kit/erased.ts';
import { actions, type Message, section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { privacyModal } from './modal.ts';

/** The button, in Home and under "forget me", and the form that it opens. */
export const FORGET_ME = 'forget_me';

/** "forget me": what that means is said in the form, and nothing happens before it is sent. */
export async function offerForget(_: ListenerDeps, __: By, ___: unknown, copy: Copy): Promise<Message> {
  return forgetAnswer(copy);
}

export function forgetAnswer(copy: Copy): Message {
  const { forget } = copy.team.privacy;
  return {
    text: forget.press,
    blocks: [section(forget.press), ...actions([button(FORGET_ME, forget.button, 'forget')])],
  };
}

/** Anybody who may use the app, guests too. */
export async function onForgetButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.privacy.forget.title,
      notOpened: ({ presses }) => presses.notOpened,
      isFree: true,
      async fill(copy) {
        const until = await deps.requests.store.readCounted({ teamId: opening.at.teamId, userId: opening.userId });
        return { view: forgetModal(until, copy) };
      },
    });
  });
}

/** `countedUntil`: the first day (YYYY-MM-DD) on which no limit counts any more what they have spent; null: none does now. */
export function forgetModal(countedUntil: string | null, copy: Copy): types.ModalView {
  const { forget } = copy.team.privacy;
  const counted = countedUntil && forget.counted(dayOf(new Date(`${countedUntil}T00:00:00Z`), copy));
  return privacyModal(
    FORGET_ME,
    forget,
    [forget.text, ...(counted ? [counted] : []), forget.decided].map(section),
    copy,
  );
}

/** Sent twice, it is one wish. */
export async function onForgetSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { cost: 'free' }, async ({ at, userId }, copy) => {
    const { forget, held } = copy.team.privacy;
    const { store, defaultCredits } = deps.requests;
    const outcome = await store.askErasure({ teamId: at.teamId, userId }, userId, defaultCredits);
    const words = { asked: forget.asked, asked_already: forget.already, held }[outcome];
    return noticeModal(forget.title, words, copy);
  });
}
