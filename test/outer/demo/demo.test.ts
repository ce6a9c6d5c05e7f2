import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const run = promisify(execFile);
const PNG = Buffer.from('89504e470d0a1a0a', 'hex');

let pictures: string;
let told: string;
beforeAll(async () => {
  pictures = await mkdtemp(join(tmpdir(), 'imagine-demo-pictures-'));
  // Fails with what it printed when its exit code is not 0.
  const { stdout } = await run(process.execPath, ['test/local/demo/demo.ts', '--pictures', pictures], {
    env: { ...process.env, DATABASE_URL: inject('postgresUrl') },
  });
  told = stdout;
});
afterAll(() => rm(pictures, { recursive: true, force: true }));

test('the demo shows a picture, an edit of it, four drafts at once, an edit of one of the four, and one finished', () => {
  expect(told).toContain('a red fox reading a newspaper · for @ana · 1 picture, 1 credit');
  expect(told).toContain('[picture: AI-made image: make it night (v2) (1024x1024)]');
  expect(told).toContain('[picture: AI-made image: a paper boat at sea (v1 #4) (1536x1024)]');
  expect(told).toContain('(v2 from v1 #2 · ');
  expect(told).toMatch(
    /bruno presses: \[Finish · 14\][\s\S]*\(v2b from v1 #3 · .*drafts 4 \+ finish 14 = 18 instead of 56 · saved 38/,
  );
});

test('the demo shows what people are told when something stands in the way', () => {
  expect(told).toContain('imagine (only gus): `--size 1920x1080`: sides must be multiples of 16.');
  expect(told).toContain('Pixapi would not make this');
  expect(told).toContain('imagine (only bruno): Isto custa 14 créditos');
});

test('the demo leaves eight pictures, named for what they are, and accounts that agree', async () => {
  const names = (await readdir(pictures)).sort();
  expect(names).toHaveLength(8);
  expect(names.slice(0, 2)).toEqual(['01-a-red-fox-reading-a-newspaper-v1.png', '02-make-it-night-v2.png']);
  for (const name of names) expect((await readFile(join(pictures, name))).subarray(0, 8)).toEqual(PNG);
  expect(told).toContain('Credits: held 0 · charged 21 · left 9 of 30 · Pixapi billed 21');
  expect(told).toContain('All is as it must be');
});

test('with --page it opens a page on loopback, until it is stopped; then its address is dead', async () => {
  const demo = spawn(process.execPath, ['test/local/demo/demo.ts', '--page'], {
    env: { ...process.env, DATABASE_URL: inject('postgresUrl') },
  });
  let said = '';
  demo.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const ended = once(demo, 'exit');
  await expect.poll(() => said).toMatch(/http:\/\/127\.0\.0\.1:\d+\/\n/);
  const [url = ''] = /http:\/\/127\.0\.0\.1:\d+\//.exec(said) ?? [];
  expect(await (await fetch(url)).text()).toContain('<title>Local workspace</title>');
  demo.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow();
});
