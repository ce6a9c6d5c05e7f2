import { type FailureCode, toFailure } from '../failure.ts';
import type { Log } from '../making/chat.ts';
import type { Export, ExportChat, ExportEnd, ExportFormat, ExportStore, Spool } from './export.ts';
import { type PartStore, partsOf } from './export-parts.ts';

export interface ExportDeps {
  readonly store: ExportStore & PartStore;
  readonly chat: ExportChat;
  readonly openSpool: (format: ExportFormat) => Promise<Spool>;
  readonly log: Log;
}

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
  const spool = await deps.openSpool(of.format);
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
  for (const { name, header, pages } of partsOf(deps.store, of)) {
    await spool.begin(name);
    let isFirst = true;
    for await (const lines of pages) {
      if (signal.aborted) return 'stopped';
      await spool.write((isFirst ? header : '') + lines.join(''));
      isFirst = false;
      const before = rows;
      rows += lines.length;
      if (spool.bytes > MOST_BYTES) return { outcome: 'failed', why: 'too_large' };
      const passed = (every: number) => Math.floor(before / every) < Math.floor(rows / every);
      if (passed(NOTED_EVERY_ROWS) && !(await deps.store.noteExportRows(of, rows))) return { outcome: 'canceled' };
      if (passed(TOLD_EVERY_ROWS)) await tellProgress(deps, of, rows);
    }
  }
  await spool.end();
  if (!(await deps.store.noteExportRows(of, rows))) return { outcome: 'canceled' };
  return rows > 0 ? rows : { outcome: 'empty' };
}

/** A courtesy: how far it is can also be seen by its coming. */
async function tellProgress({ chat, log }: ExportDeps, of: Export, rows: number): Promise<void> {
  await chat.progress(of, rows).catch((error) => log.failure(toFailure(error), { ...aboutOf(of), at: 'progress' }));
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
  secret_unreadable: 'unknown',
  channel_unreachable: 'unknown',
};

const aboutOf = ({ teamId, id }: Export) => ({ teamId, exportId: id });
