import { type CsvValue, csvHeader, csvRow } from '../csv.ts';
import type { LogEntry } from './entry.ts';

/**
 * What an export says of a request, in its order. A column is never moved or renamed, and a new one comes last: tables
 * and scripts that were made for an export of last year read this year's. Times are UTC.
 */
const COLUMNS: readonly (readonly [name: string, of: (entry: LogEntry) => CsvValue])[] = [
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

export const CSV_HEADER = csvHeader(COLUMNS.map(([name]) => name));

/** One line for each request. Line breaks in a prompt stay in JSON lines alone. */
export function csvLine(entry: LogEntry): string {
  return csvRow(COLUMNS.map(([, of]) => of(entry)));
}

export function jsonLine(entry: LogEntry): string {
  return `${JSON.stringify(Object.fromEntries(COLUMNS.map(([name, of]) => [name, of(entry)])))}\n`;
}
