import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { ExportFormat, ExportKind } from '../../core/log/export.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { answer, type Message } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { plain } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';
import { onAnswerPress } from './answer-press.ts';

/** The button in Home, and the form that it opens. */
export const EXPORT_ALL = 'export_all';

/** `/imagine export`: begins the file of the whole log, or of all that is kept. */
export async function exportLog(
  deps: ListenerDeps,
  by: By,
  { format }: { readonly format: ExportFormat },
  copy: Copy,
): Promise<Message> {
  return await startExport(deps, by, format === 'zip' ? 'all' : 'log', format, copy);
}

/** "Export all as …", under the log and the audit; the button's value is which. */
export function onExportButton(format: ExportFormat): (deps: ListenerDeps, args: PressArgs) => Promise<void> {
  return async (deps, args) =>
    await onAnswerPress(deps, args, async ({ by, value }, copy) => ({
      beside: await startExport(deps, by, value === 'audit' ? 'audit' : 'log', format, copy),
    }));
}

/** "Export everything…": what will be in it is said first. */
export async function onExportAllButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.log.export.all.title,
      notOpened: ({ presses }) => presses.notOpened,
      async fill(copy) {
        const by = { teamId: opening.at.teamId, userId: opening.userId };
        const { all, onlyManagers } = copy.team.log.export;
        const may = await findManager(deps, by, 'export');
        return { view: may ? exportAllModal(copy) : noticeModal(all.title, onlyManagers, copy) };
      },
    });
  });
}

export function exportAllModal(copy: Copy): types.ModalView {
  const { title, text, submit } = copy.team.log.export.all;
  return {
    ...noticeModal(title, text, copy),
    callback_id: EXPORT_ALL,
    submit: plain(submit, LIMITS.modalTitle),
  };
}

/** Sent twice, it is one export. */
export async function onExportAllSubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { cost: 'free' }, async ({ at, userId }, copy) => {
    const said = await startExport(deps, { teamId: at.teamId, userId }, 'all', 'zip', copy);
    return noticeModal(copy.team.log.export.all.title, said.text, copy);
  });
}

/** Managers only; one at a time for each. */
async function startExport(
  deps: ListenerDeps,
  by: By,
  kind: ExportKind,
  format: ExportFormat,
  copy: Copy,
): Promise<Message> {
  const words = copy.team.log.export;
  if (!(await findManager(deps, by, 'export'))) return answer(words.onlyManagers);
  const { store, newId, defaultCredits } = deps.requests;
  const started = await store.startExport({ ...by, id: newId(), kind, format }, defaultCredits);
  return answer(started ? words.started : words.running);
}

/** "Cancel", in the message that says how far it is. */
export async function onCancelExport(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onAnswerPress(deps, args, async ({ by, value }, copy) => {
    const words = copy.team.log.export;
    const id = z.uuid().safeParse(value).data;
    const { store } = deps.requests;
    const outcome = id === undefined ? 'gone' : await store.cancelExport({ teamId: by.teamId, id }, by.userId);
    if (outcome === 'canceled') return { instead: answer(words.canceled) };
    return { beside: answer(outcome === 'gone' ? copy.notices.gone : words.tooLate) };
  });
}
