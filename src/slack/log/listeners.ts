import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import type { PressArgs } from '../kit/press.ts';
import { onAuditButton, onAuditPage, onUndo } from './audit.ts';
import { AUDIT_PAGE, OPEN_AUDIT, UNDO } from './audit-answer.ts';
import { EXPORT_ALL, onCancelExport, onExportAllButton, onExportAllSubmit, onExportButton } from './export.ts';
import { CANCEL_EXPORT } from './export-message.ts';
import { onLogPage } from './log.ts';
import { EXPORT_CSV, EXPORT_JSONL, LOG_PAGE } from './log-answer.ts';

/** Buttons under the log, the audit and their exports. */
export const LOG_PRESSES: readonly (readonly [
  string | RegExp,
  (deps: ListenerDeps, args: PressArgs) => Promise<void>,
])[] = [
  [LOG_PAGE, onLogPage],
  [`${LOG_PAGE}_first`, onLogPage],
  [EXPORT_CSV, onExportButton('csv')],
  [EXPORT_JSONL, onExportButton('jsonl')],
  [EXPORT_ALL, onExportAllButton],
  [CANCEL_EXPORT, onCancelExport],
  [OPEN_AUDIT, onAuditButton],
  [AUDIT_PAGE, onAuditPage],
  [`${AUDIT_PAGE}_first`, onAuditPage],
  [new RegExp(`^${UNDO}:\\d$`), onUndo],
];

export const LOG_SUBMISSIONS: readonly (readonly [string, (deps: ListenerDeps, args: SubmitArgs) => Promise<void>])[] =
  [[EXPORT_ALL, onExportAllSubmit]];
