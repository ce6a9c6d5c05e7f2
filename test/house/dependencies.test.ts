import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
const names = z.record(z.string(), z.string());
const own = z
  .object({ dependencies: names, devDependencies: names, allowScripts: z.record(z.string(), z.boolean()) })
  .parse(read('package.json'));
const entry = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  link: z.boolean().optional(),
  inBundle: z.boolean().optional(),
  hasInstallScript: z.boolean().optional(),
  dependencies: names.optional(),
  optionalDependencies: names.optional(),
});
const lock = z
  .object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entry) })
  .parse(read('package-lock.json'));
const packages = Object.entries(lock.packages).filter(([path]) => path !== '');

/** Anything but a package of the registry: git, a file, an address, `owner/repository`. */
const FOREIGN = /^(?:git|github|gitlab|bitbucket|file|link|http):|^git\+|^git@|^[\w-]+\/[\w.-]+(?:#|$)|^https:.*\.git/;

test('every package in the lockfile has its hash', () => {
  const bare = packages.filter(([, one]) => !one.link && !one.integrity?.startsWith('sha512-'));
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('no package comes from git, a file or an unencrypted address', () => {
  const wanted = packages.flatMap(([path, one]) => [
    ...(one.resolved ? [`${path}: ${one.resolved}`] : []),
    ...Object.entries({ ...one.dependencies, ...one.optionalDependencies }).map(([, spec]) => `${path}: ${spec}`),
  ]);
  expect(wanted.length).toBeGreaterThan(100);
  expect(wanted.filter((line) => FOREIGN.test(line.slice(line.indexOf(': ') + 2)))).toEqual([]);
});

test('our own dependencies are exact versions', () => {
  const specs = Object.entries({ ...own.dependencies, ...own.devDependencies });
  expect(specs.filter(([, spec]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(spec))).toEqual([]);
});

test('only the packages that package.json names may run a script when they are installed', () => {
  const scripted = packages
    .filter(([, one]) => one.hasInstallScript)
    .map(([path]) => path.replace(/^.*node_modules\//, ''));
  expect([...new Set(scripted)].sort()).toEqual(Object.keys(own.allowScripts).sort());
});

test.each([
  'git+ssh://git@example.com/a/b.git',
  'git@github.com:a/b.git',
  'github:a/b',
  'a/b#main',
  'file:../b',
  'http://example.com/b.tgz',
])('%s would be found', (spec) => {
  expect(spec).toMatch(FOREIGN);
});
