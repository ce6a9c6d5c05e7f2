import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import { MOST_RETENTION_DAYS, type Privacy } from '../../core/privacy/privacy-store.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal, readHeld } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { button } from '../kit/button.ts';
import { dayOf, personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { actions, answer, type Message, section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { plain } from '../kit/text.ts';
import { EXPORT_ALL } from '../log/export.ts';
import { findManager, isManager } from '../policy/find-manager.ts';
import { ERASE_ALL } from './erase-all.ts';
import { FORGET_ME } from './forget.ts';
import { LEGAL_HOLD } from './hold.ts';
import { privacyModal } from './modal.ts';

/** The button, the form and its one field. */
export const RETENTION = 'retention';

/** "retention": what holds, for everybody; the forms, for whom they are. */
export async function showRetention(deps: ListenerDeps, by: By, _: unknown, copy: Copy): Promise<Message> {
  const person = await deps.people.find(await deps.installations.of(by.teamId), by.userId);
  const [privacy, manages] = await Promise.all([
    deps.requests.store.readPrivacy(by.teamId),
    isManager(deps, by, person),
  ]);
  return retentionAnswer(privacy, manages, copy);
}

/** Managers only. Audited. */
export async function changeRetention(
  deps: ListenerDeps,
  by: By,
  { days }: Extract<TeamCommand, { kind: 'retention' }>,
  copy: Copy,
): Promise<Message> {
  const { retention, onlyManagers } = copy.team.privacy;
  if (!(await findManager(deps, by, 'retention'))) return answer(onlyManagers);
  if (!isRetention(days)) return answer(retention.unreadable(MOST_RETENTION_DAYS));
  return await setRetention(deps, by, days, copy);
}

async function setRetention(deps: ListenerDeps, by: By, days: number | null, copy: Copy): Promise<Message> {
  const { store, defaultCredits } = deps.requests;
  const before = await store.setRetention(by, days, defaultCredits);
  const said = retentionAnswer(await store.readPrivacy(by.teamId), true, copy);
  const { unchanged } = copy.team.privacy.retention;
  return before === days ? { ...said, blocks: [section(unchanged), ...said.blocks] } : said;
}

const isRetention = (days: number | null): boolean =>
  days === null || (Number.isInteger(days) && days >= 1 && days <= MOST_RETENTION_DAYS);

/** What is kept, what is held, what is on its way, and how that is changed. */
export function retentionAnswer(privacy: Privacy, manages: boolean, copy: Copy): Message {
  const { retention, forget, hold, erase } = copy.team.privacy;
  const { retentionDays: days, retentionFrom: from, holds, erasing, filesLeft } = privacy;
  const names = holds.map(({ userId }) => (userId === null ? retention.everybody : personOf(userId, copy)));
  const said = answer(
    retention.title,
    days === null ? retention.never : retention.after(days),
    ...(days === null
      ? []
      : from === null
        ? [retention.untold]
        : from > new Date()
          ? [retention.notBefore(dayOf(from, copy))]
          : []),
    // who is held is nobody's business but the managers'
    ...(manages && names.length > 0 ? [retention.holds(names.join(', '))] : []),
    ...(manages && erasing > 0 ? [retention.erasing(erasing)] : []),
    ...(manages && filesLeft > 0 ? [retention.filesLeft(filesLeft)] : []),
    retention.howTo,
  );
  const forms = [
    button(RETENTION, retention.button, 'retention'),
    button(LEGAL_HOLD, hold.button, 'hold'),
    button(EXPORT_ALL, copy.team.log.export.all.button, 'export'),
    button(ERASE_ALL, erase.button, 'erase'),
  ];
  return {
    ...said,
    blocks: [...said.blocks, ...actions([...(manages ? forms : []), button(FORGET_ME, forget.button, 'forget')])],
  };
}

export async function onRetentionButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.privacy.retention.formTitle,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const { retention, onlyManagers } = copy.team.privacy;
        if (!(await findManager(deps, by, 'retention')))
          return { view: noticeModal(retention.formTitle, onlyManagers, copy) };
        const { retentionDays } = await deps.requests.store.readPrivacy(by.teamId);
        return { view: retentionModal(retentionDays, copy) };
      },
    });
  });
}

export function retentionModal(days: number | null, copy: Copy): types.ModalView {
  const { retention } = copy.team.privacy;
  return privacyModal(
    RETENTION,
    { title: retention.formTitle, submit: retention.submit },
    [
      section(days === null ? retention.never : retention.after(days)),
      {
        type: 'input',
        block_id: RETENTION,
        optional: true,
        label: plain(retention.label, LIMITS.label),
        hint: plain(retention.hint(MOST_RETENTION_DAYS), LIMITS.label),
        element: {
          type: 'number_input',
          action_id: RETENTION,
          is_decimal_allowed: false,
          min_value: '1',
          max_value: String(MOST_RETENTION_DAYS),
          ...(days === null ? {} : { initial_value: String(days) }),
        },
      },
    ],
    copy,
  );
}

/** Sent twice, it is one change. */
export async function onRetentionSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: RETENTION, cost: 'free' }, async ({ at, userId, view, complain }, copy) => {
    const { retention, onlyManagers } = copy.team.privacy;
    const by = { teamId: at.teamId, userId };
    if (!(await findManager(deps, by, 'retention'))) return complain(onlyManagers);
    const field = readHeld(view)[RETENTION];
    const typed = field?.value?.trim() ?? '';
    const days = typed === '' ? null : Number(typed);
    // no field at all is not "for ever"
    if (!field || !isRetention(days)) return complain(retention.unreadable(MOST_RETENTION_DAYS));
    const said = await setRetention(deps, by, days, copy);
    return noticeModal(retention.formTitle, said.text, copy);
  });
}
