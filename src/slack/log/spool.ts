import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportFormat, Spool } from '../../core/log/export.ts';
import { zipInto } from './zip.ts';

/** A file of ours alone, without a name: it is gone with whoever has it open. */
export async function openSpool(format: ExportFormat): Promise<Spool> {
  const path = join(tmpdir(), `imagine-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  let bytes = 0;
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  const put = async (piece: Uint8Array) => {
    await file.appendFile(piece);
    bytes += piece.length;
  };
  const spool: Spool = {
    get bytes() {
      return bytes;
    },
    begin: async () => undefined,
    write: async (text) => await put(Buffer.from(text)),
    end: async () => undefined,
    read: () => file.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 }),
    close: () => file.close(),
  };
  return format === 'zip' ? zipInto(spool, put) : spool;
}
