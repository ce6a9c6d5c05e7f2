import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import type { Batch } from './load.ts';

const FORMAT = 'imagine-backup-1';

export interface Head {
  readonly migrations: readonly string[];
}

/** Writes a copy: a line that says what it is, then each table with its rows, then how many there were. Only its owner may read the file. */
export async function writeFile(path: string, head: Head, batches: AsyncIterable<Batch>): Promise<number> {
  let written = 0;
  async function* lines() {
    yield `${JSON.stringify({ format: FORMAT, ...head })}\n`;
    for await (const { table, rows } of batches) {
      written += rows.length;
      yield `${JSON.stringify({ table, count: rows.length })}\n${rows.join('\n')}\n`;
    }
    yield `${JSON.stringify({ end: written })}\n`;
  }
  await pipeline(lines, createGzip(), createWriteStream(path, { mode: 0o600, flags: 'wx' }));
  return written;
}

/** Reads a copy. The batches end with an error where the file is not whole. */
export async function readFile(path: string): Promise<{ head: Head; batches: AsyncIterable<Batch> }> {
  const input = createReadStream(path);
  const unpacked = input.pipe(createGunzip());
  input.on('error', (error) => unpacked.destroy(error));
  const lines = createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  const next = async () => {
    const { value, done } = await lines.next();
    if (done) throw new Error(`${path} is not whole: it ends in the middle.`);
    return value;
  };
  const first = JSON.parse(await next().catch(() => '{}')) as { format?: string } & Head;
  if (first.format !== FORMAT) throw new Error(`${path} is no backup of this app.`);
  async function* batches(): AsyncGenerator<Batch> {
    let read = 0;
    for (;;) {
      const said = JSON.parse(await next()) as { table?: string; count?: number; end?: number };
      if (said.table === undefined) {
        if (said.end !== read) throw new Error(`${path} is not whole: ${read} rows of ${said.end}.`);
        return;
      }
      const rows: string[] = [];
      for (let i = 0; i < (said.count ?? 0); i++) rows.push(await next());
      read += rows.length;
      yield { table: said.table, rows };
    }
  }
  return { head: { migrations: first.migrations }, batches: batches() };
}
