import type { LogEntry } from './entry.ts';

type Value = string | number | boolean | Date | null;

/**
 * What an export says of a request, in its order. A column is never moved or renamed, and a new one comes last: tables
 * and scripts that were made for an export of last year read this year's. Times are UTC.
 */
const COLUMNS: readonly (readonly [name: string, of: (entry: LogEntry) => Value])[] = [
  ['request_id', ({ id }) => id],
  ['requested_at', ({ requestedAt }) => requestedAt],
  ['user_id', ({ userId }) => userId],
  ['channel_id', ({ channelId }) => channelId],
  ['act', ({ act }) => act],
  ['private', ({ isPrivate }) => isPrivate],
  ['prompt', ({ prompt }) => prompt],
  ['prompt_erased_at', ({ erasedAt }) => erasedAt],
  ['style', ({ style }) => style],
  ['model', ({ model }) => model],
  ['size', ({ size }) => size],
  ['quality', ({ quality }) => quality],
  ['count', ({ count }) => count],
  ['inputs', ({ inputs }) => inputs],
  ['held_credits', ({ heldCredits }) => heldCredits],
  ['charged_credits', ({ chargedCredits }) => chargedCredits],
  ['charge_estimated', ({ chargeEstimated }) => chargeEstimated],
  ['outcome', ({ outcome }) => outcome],
  ['failure', ({ failure }) => failure],
  ['refusal_rule', ({ refusalRule }) => refusalRule],
  ['refused_part', ({ refusedPart }) => refusedPart],
  ['pixapi_task_id', ({ taskId }) => taskId],
  ['pixapi_request_id', ({ pixapiRequestId }) => pixapiRequestId],
  ['orders', ({ orders }) => orders],
  ['tries', ({ tries }) => tries],
  ['parent_id', ({ parentId }) => parentId],
  ['announced_at', ({ announcedAt }) => announcedAt],
  ['ordered_at', ({ orderedAt }) => orderedAt],
  ['taken_at', ({ takenAt }) => takenAt],
  ['made_at', ({ madeAt }) => madeAt],
  ['posted_at', ({ postedAt }) => postedAt],
  ['told_at', ({ toldAt }) => toldAt],
  ['canceled_at', ({ canceledAt }) => canceledAt],
  ['canceled_by', ({ canceledBy }) => canceledBy],
  ['ended_at', ({ endedAt }) => endedAt],
  ['deleted_at', ({ deletedAt }) => deletedAt],
];

/** So that a spreadsheet reads accents: the mark of UTF-8 comes first. */
export const CSV_HEADER = `\ufeff${COLUMNS.map(([name]) => name).join(',')}\r\n`;

/** One line for each request. Line breaks in a prompt become spaces; in JSON lines they stay. */
export function csvLine(entry: LogEntry): string {
  return `${COLUMNS.map(([, of]) => cell(of(entry))).join(',')}\r\n`;
}

export function jsonLine(entry: LogEntry): string {
  return `${JSON.stringify(Object.fromEntries(COLUMNS.map(([name, of]) => [name, of(entry)])))}\n`;
}

/** What a spreadsheet would calculate, in the width of Asian scripts too. */
const FORMULA = /^[\s\p{Cc}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** What was typed is text in a spreadsheet too: an apostrophe stands before what would be a formula. */
function cell(value: Value): string {
  if (value === null) return '';
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  const line = safe.replace(/\r\n|[\r\n\u2028\u2029]/gu, ' ');
  return /^[\w.:-]*$/u.test(line) ? line : `"${line.replaceAll('"', '""')}"`;
}
