import { createReadStream, createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
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
  const lines = linesOf(unpacked);
  const next = async () => {
    const { value, done } = await lines.next().catch((error) => {
      throw isCutOff(error) ? new Error(`${path} is not whole: it ends in the middle.`, { cause: error }) : error;
    });
    if (done) throw new Error(`${path} is not whole: it ends in the middle.`);
    return value;
  };
  const first = await firstOf(lines);
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

/** What it says it is; nothing where it is no packed file of lines. */
async function firstOf(lines: AsyncGenerator<string, void>): Promise<{ format?: string } & Head> {
  try {
    const { value } = await lines.next();
    return JSON.parse(value ?? '{}');
  } catch (error) {
    if (error instanceof SyntaxError || isCutOff(error)) return { migrations: [] };
    throw error;
  }
}

/** Of zlib's errors: the file ends early, or its bytes are not what was packed. */
function isCutOff(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_');
}

/** At each line feed and nowhere else: JSON leaves in its texts what also ends lines for `node:readline` (U+2028 and U+2029). */
async function* linesOf(text: Readable): AsyncGenerator<string, void> {
  let begun: string[] = [];
  for await (const piece of text.setEncoding('utf8')) {
    const [more = '', ...others] = String(piece).split('\n');
    begun.push(more);
    for (const other of others) {
      yield begun.join('');
      begun = [other];
    }
  }
}
