import { type AuditStore, auditLine } from './audit.ts';
import type { LogPlace, LogStore } from './entry.ts';
import type { Export } from './export.ts';
import { KEPT_TABLES, type KeptRow, type KeptStore, keptLine } from './kept.ts';
import { CSV_HEADER, csvLine, jsonLine } from './table.ts';

export type PartStore = Pick<LogStore, 'listLogForward'> & Pick<AuditStore, 'listAuditForward'> & KeptStore;

/** What an export consists of, in its order. */
interface Part {
  /** Of its file in a zip. */
  readonly name: string;
  /** Before its first line. */
  readonly header: string;
  readonly pages: AsyncGenerator<string[]>;
}

/** So many rows are in memory at once. */
const PAGE = 250;

/** The requests, the audit, or both with everything else that is kept; the words of others' private requests are in none. */
export function partsOf(store: PartStore, of: Export): Part[] {
  if (of.kind === 'audit') return [auditPart(store, of)];
  if (of.kind === 'log') return [logPart(store, of)];
  return [logPart(store, of), auditPart(store, of), ...KEPT_TABLES.map((table) => keptPart(store, of, table))];
}

function logPart(store: PartStore, { teamId, userId, askedAt, format }: Export): Part {
  const reader = { teamId, sees: userId };
  return {
    name: 'requests.jsonl',
    header: format === 'csv' ? CSV_HEADER : '',
    pages: pages(
      (after: LogPlace | null) => store.listLogForward(reader, askedAt, PAGE, after),
      ({ place }) => place,
      format === 'csv' ? csvLine : jsonLine,
    ),
  };
}

function auditPart(store: PartStore, { teamId, askedAt }: Export): Part {
  return {
    name: 'audit.jsonl',
    header: '',
    pages: pages(
      (after: number | null) => store.listAuditForward(teamId, askedAt, PAGE, after),
      ({ id }) => id,
      (entry) => auditLine(teamId, entry),
    ),
  };
}

function keptPart(store: PartStore, { teamId }: Export, table: (typeof KEPT_TABLES)[number]): Part {
  return {
    name: `${table === 'ledger_entries' ? 'ledger' : table}.jsonl`,
    header: '',
    pages: pages(
      (after: KeptRow | null) => store.listKept(teamId, table, PAGE, after),
      (row) => row,
      (row) => keptLine(table, row),
    ),
  };
}

/** Lines page by page, each from where the last one ended. */
async function* pages<Row, Place>(
  list: (after: Place | null) => Promise<Row[]>,
  placeOf: (row: Row) => Place,
  lineOf: (row: Row) => string,
): AsyncGenerator<string[]> {
  let after: Place | null = null;
  for (;;) {
    const rows = await list(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(lineOf);
    if (rows.length < PAGE) return;
    after = placeOf(last);
  }
}
