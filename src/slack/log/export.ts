import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { ExportFormat, ExportKind } from '../../core/log/export.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { findManager } from '../policy/find-manager.ts';
import { onAnswerPress } from './answer-press.ts';

/** `/imagine export`: begins the file of the whole log. */
export async function exportLog(
  deps: ListenerDeps,
  by: By,
  { format }: { readonly format: ExportFormat },
  copy: Copy,
): Promise<Message> {
  return await startExport(deps, by, 'log', format, copy);
}

/** "Export all as …", under the log and the audit; the button's value is which. */
export function onExportButton(format: ExportFormat): (deps: ListenerDeps, args: PressArgs) => Promise<void> {
  return async (deps, args) =>
    await onAnswerPress(deps, args, async ({ by, value }, copy) => ({
      beside: await startExport(deps, by, value === 'audit' ? 'audit' : 'log', format, copy),
    }));
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
