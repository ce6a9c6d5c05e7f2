import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { beliefsInClocks } from './clocks.ts';

test('no test believes a wall clock', () => {
  const files = globSync('test/**/*.test.ts').filter((file) => !file.startsWith('test/house/clocks'));
  expect(files.length).toBeGreaterThan(50);
  const believing = files.flatMap((file) =>
    beliefsInClocks(readFileSync(file, 'utf8')).map((line) => `${file}:${line}`),
  );
  expect(believing).toEqual([]);
});

test.each([
  'expect(performance.now() - began).toBeLessThan(1_000);',
  'expect(Date.now() - began).toBeGreaterThan(60);',
  'const tookMs = performance.now() - began;\nexpect(tookMs).toBeLessThan(2000);',
  'const stopped = { code, ms: performance.now() - begun };\nexpect(stopped.ms).toBeLessThanOrEqual(15_000);',
  'const until = Date.now() + 5_000;\nexpect(at).toBeLessThan(until + 5_000);',
  'expect(refused.ms).toBeLessThan(3_000);',
  'expect(row.at.getTime()).toBeLessThan(Date.now() + 5_000);',
  'expect(\n  performance.now() - began,\n  "how long it took",\n).toBeLessThan(\n  3 * 1_000,\n);',
  'expect.soft(process.hrtime.bigint() - began < 5n).toBe(true);',
  "test('a', async () => {\n  await ask();\n}, 20_000);",
  "describe('b', () => {\n  test('a', async () => {\n    await ask();\n  }, 5_000);\n});",
  "test('a', { timeout: 10_000 }, async () => {});",
  'await expect.poll(said, { timeout: 5_000 }).toBe(1);',
  'await until(() => isSo(), undefined, 20_000);',
  'await until(\n  () => isSo(),\n  () => "it",\n  2_000,\n);',
])('it would be found: %s', (planted) => expect(beliefsInClocks(planted)).toHaveLength(1));

test.each([
  'const stale = Math.floor(Date.now() / 1_000) - 600;\nexpect(await send(stale)).toBe(401);',
  '// expect(performance.now() - began).toBeLessThan(1_000);',
  'const timer = setInterval(() => {\n  look();\n}, 5);',
  "test('a', { timeout: 120_000 }, async () => {});",
  'await until(() => isSo(), undefined, 60_000);',
  'const one = timeOf(a);\nconst four = timeOf(b);\nexpect(four / one).toBeLessThan(10);',
  'const stopped = await stop();\nexpect(stopped.code).toBe(0);\nawait annotate(performance.now() - began);',
])('it is no belief: %s', (harmless) => expect(beliefsInClocks(harmless)).toEqual([]));
