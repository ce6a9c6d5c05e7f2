import { randomUUID } from 'node:crypto';
import { open, unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spool } from '../../core/log/export.ts';

/** A file of ours alone, without a name: it is gone with whoever has it open. */
export async function openSpool(): Promise<Spool> {
  const path = join(tmpdir(), `imagine-${randomUUID()}`);
  const file = await open(path, 'wx+', 0o600);
  let bytes = 0;
  try {
    await unlink(path);
  } catch (error) {
    await file.close();
    throw error;
  }
  return {
    get bytes() {
      return bytes;
    },
    async write(text) {
      const piece = Buffer.from(text);
      await file.appendFile(piece);
      bytes += piece.length;
    },
    read: () => file.createReadStream({ start: 0, autoClose: false, highWaterMark: 256 * 1024 }),
    close: () => file.close(),
  };
}
