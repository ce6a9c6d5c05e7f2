import { mkdtemp, readFile as readBytes, rm, writeFile as writeBytes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readFile, writeFile } from '../../../src/operate/copy/file.ts';
import type { Batch } from '../../../src/operate/copy/load.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'imagine-backup-'));
});
afterAll(() => rm(dir, { recursive: true }));

const HEAD = { migrations: ['0001_first'] };

async function* all(batches: readonly Batch[]) {
  yield* batches;
}

async function contents(path: string): Promise<Batch[]> {
  const { batches } = await readFile(path);
  const read: Batch[] = [];
  for await (const batch of batches) read.push(batch);
  return read;
}

test('what ends a line for some comes back as it was, in rows longer than a piece of the file', async () => {
  const path = join(dir, 'lines.gz');
  const row = JSON.stringify({ prompt: 'one\u2028two\u2029three\u0085four\rfive\r\nsix', bytes: 'é'.repeat(300_000) });
  const batches = [
    { table: 'generations', rows: [row, row] },
    { table: 'teams', rows: ['{"team_id":"T1"}'] },
  ];
  expect(await writeFile(path, HEAD, all(batches))).toBe(3);
  expect((await readFile(path)).head).toEqual(HEAD);
  expect(await contents(path)).toEqual(batches);
});

test('a file that was cut off, or is none of ours, is told in a sentence', async () => {
  const path = join(dir, 'cut.gz');
  const rows = Array.from({ length: 2_000 }, () => JSON.stringify({ id: crypto.randomUUID() }));
  await writeFile(path, HEAD, all([{ table: 'generations', rows }]));
  const bytes = await readBytes(path);
  for (const length of [bytes.length - 100, bytes.length >> 1]) {
    await writeBytes(path, bytes.subarray(0, length));
    await expect(contents(path)).rejects.toThrow(`${path} is not whole`);
  }
  await writeBytes(path, 'no backup');
  await expect(contents(path)).rejects.toThrow(`${path} is no backup of this app.`);
  await expect(contents(join(dir, 'nowhere.gz'))).rejects.toThrow('ENOENT');
});
