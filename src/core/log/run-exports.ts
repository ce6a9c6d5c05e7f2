import { type FailureCode, toFailure } from '../failure.ts';
import type { Log } from '../making/chat.ts';
import { type AuditStore, auditLine } from './audit.ts';
import type { LogPlace, LogStore } from './entry.ts';
import type { Export, ExportChat, ExportEnd, ExportStore, Spool } from './export.ts';
import { CSV_HEADER, csvLine, jsonLine } from './table.ts';

export interface ExportDeps {
  readonly store: ExportStore & Pick<LogStore, 'listLogForward'> & Pick<AuditStore, 'listAuditForward'>;
  readonly chat: ExportChat;
  readonly openSpool: () => Promise<Spool>;
  readonly log: Log;
}

/** So many rows are in memory at once. */
const PAGE = 250;
/** How often it is asked whether it is still wanted. */
const NOTED_EVERY_ROWS = 5_000;
/** A message may change fifty times a minute; a million rows change it twenty times. */
const TOLD_EVERY_ROWS = 50_000;
/** Slack takes a gigabyte. */
const MOST_BYTES = 1_000_000_000;
const MOST_TRIES = 5;

/**
 * Writes all exports that wait, one after the other, so that one file is on the disk at a time. One that was begun and not
 * ended is begun again: its rows are those that were there when it was asked for, whoever reads them.
 */
export async function runExports(deps: ExportDeps, signal: AbortSignal): Promise<void> {
  const tried = new Set<string>();
  for (;;) {
    const open = await deps.store.listOpenExports();
    const next = open.find(({ id }) => !tried.has(id));
    if (!next || signal.aborted) return;
    tried.add(next.id);
    await runExport(deps, next, signal);
  }
}

async function runExport(deps: ExportDeps, asked: Export, signal: AbortSignal): Promise<void> {
  let of = asked;
  try {
    if (!(await deps.chat.isManager(of))) return await end(deps, of, { outcome: 'failed', why: 'no_manager' });
    if (of.messageTs === null) of = { ...of, ...(await begin(deps, of)) };
    await writeAndSend(deps, of, signal);
  } catch (error) {
    await afterFailure(deps, of, error);
  }
}

async function writeAndSend(deps: ExportDeps, of: Export, signal: AbortSignal): Promise<void> {
  const { store, chat } = deps;
  if (of.fileId && (await chat.isShared(of, of.fileId))) return await end(deps, of, { outcome: 'done', rows: of.rows });
  const spool = await deps.openSpool();
  try {
    const written = await writeRows(deps, of, spool, signal);
    if (written === 'stopped') return;
    if (typeof written !== 'number') return await end(deps, of, written);
    const fileId = await chat.upload(of, spool);
    if (!(await store.sendExport(of, fileId, written))) return await end(deps, of, { outcome: 'canceled' });
    await chat.share(of, fileId, written);
    await end(deps, of, { outcome: 'done', rows: written });
  } finally {
    await spool.close();
  }
}

async function begin({ store, chat }: ExportDeps, asked: Export) {
  const message = await chat.begin(asked);
  await store.saveExportMessage(asked, message.channelId, message.messageTs);
  return message;
}

/** How many rows there are; `stopped`: this process ends, and another goes on. */
async function writeRows(
  deps: ExportDeps,
  of: Export,
  spool: Spool,
  signal: AbortSignal,
): Promise<number | 'stopped' | ExportEnd> {
  let rows = 0;
  for await (const lines of pagesOf(deps, of)) {
    if (signal.aborted) return 'stopped';
    if (rows === 0 && of.format === 'csv') await spool.write(CSV_HEADER);
    await spool.write(lines.join(''));
    const before = rows;
    rows += lines.length;
    if (spool.bytes > MOST_BYTES) return { outcome: 'failed', why: 'too_large' };
    const passed = (every: number) => Math.floor(before / every) < Math.floor(rows / every);
    if (passed(NOTED_EVERY_ROWS) && !(await deps.store.noteExportRows(of, rows))) return { outcome: 'canceled' };
    if (passed(TOLD_EVERY_ROWS)) await tellProgress(deps, of, rows);
  }
  if (!(await deps.store.noteExportRows(of, rows))) return { outcome: 'canceled' };
  return rows > 0 ? rows : { outcome: 'empty' };
}

/** A courtesy: how far it is can also be seen by its coming. */
async function tellProgress({ chat, log }: ExportDeps, of: Export, rows: number): Promise<void> {
  await chat.progress(of, rows).catch((error) => log.failure(toFailure(error), { ...aboutOf(of), at: 'progress' }));
}

function pagesOf(deps: ExportDeps, of: Export): AsyncGenerator<string[]> {
  const { store } = deps;
  const { teamId, userId, askedAt, format } = of;
  if (of.kind === 'audit')
    return pages(
      (after: number | null) => store.listAuditForward(teamId, askedAt, PAGE, after),
      ({ id }) => id,
      (entry) => auditLine(teamId, entry),
    );
  const reader = { teamId, sees: userId };
  return pages(
    (after: LogPlace | null) => store.listLogForward(reader, askedAt, PAGE, after),
    ({ place }) => place,
    format === 'csv' ? csvLine : jsonLine,
  );
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

/** The message says so first: where that fails, it is tried again. */
async function end({ store, chat }: ExportDeps, of: Export, how: ExportEnd): Promise<void> {
  await chat.end(of, how);
  if (how.outcome !== 'canceled') await store.endExport(of, how.outcome === 'failed' ? 'failed' : 'done');
}

/** What time may solve is tried again a minute later, by whichever process. */
async function afterFailure({ store, chat, log }: ExportDeps, of: Export, error: unknown): Promise<void> {
  const failure = toFailure(error);
  log.failure(failure, { ...aboutOf(of), at: 'export' });
  const why = HOPELESS[failure.code];
  if (!why && (await store.countExportTry(of)) < MOST_TRIES) return;
  await store.endExport(of, 'failed');
  await chat
    .end(of, { outcome: 'failed', why: why ?? 'unknown' })
    .catch((untold) => log.failure(toFailure(untold), { ...aboutOf(of), at: 'export' }));
}

const HOPELESS: Partial<Record<FailureCode, 'no_uploads' | 'no_room' | 'unknown'>> = {
  uploads_disabled: 'no_uploads',
  storage_full: 'no_room',
  not_installed: 'unknown',
  channel_unreachable: 'unknown',
};

const aboutOf = ({ teamId, id }: Export) => ({ teamId, exportId: id });
