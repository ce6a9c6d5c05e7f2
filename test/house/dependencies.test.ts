import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { lockComplaints, lockfile, manifest } from './lockfile.ts';

const read = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

test('the lockfile installs what was looked at, and nothing else', () => {
  const lock = lockfile.parse(read('package-lock.json'));
  expect(Object.keys(lock.packages).length).toBeGreaterThan(100);
  expect(lockComplaints(manifest.parse(read('package.json')), lock)).toEqual([]);
});

const HASH = `sha512-${'a'.repeat(86)}==`;
type Entry = ReturnType<typeof lockfile.parse>['packages'][string];
const OWN = { dependencies: { a: '1.0.0' }, devDependencies: { d: '2.0.0-beta.1' }, allowScripts: { d: true } };

/** A small lockfile in order, but for what is said of `a` and beside it. */
const lockOf = (a: Entry = {}, more: Record<string, Entry> = {}) => ({
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.0.0' }, devDependencies: { d: '2.0.0-beta.1' } },
    'node_modules/a': { version: '1.0.0', integrity: HASH, ...a },
    'node_modules/d': { version: '2.0.0-beta.1', integrity: HASH, hasInstallScript: true },
    ...more,
  },
});

test('a lockfile in order has no complaint, with npm’s registry named or not', () => {
  const ranges = {
    b: '^1.2.3 || >=2.0.0-rc.1 <3',
    c: '1.x',
    e: '*',
    f: '~0.1.0',
    g: '1.0.0 - 2.0.0',
    h: '18.4.0-beta.17',
  };
  const resolved = 'https://registry.npmjs.org/a/-/a-1.0.0.tgz';
  expect(lockComplaints(OWN, lockOf({ dependencies: ranges, resolved }))).toEqual([]);
});

test.each<[string, RegExp, Parameters<typeof lockComplaints>[1]]>([
  ['an older lockfile', /^lockfile version 2/, { ...lockOf(), lockfileVersion: 2 }],
  ['no hash', /^node_modules\/a: no SHA-512$/, lockOf({ integrity: undefined })],
  ['a weak hash', /no SHA-512$/, lockOf({ integrity: 'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=' })],
  ['a hash cut short', /no SHA-512$/, lockOf({ integrity: 'sha512-aaaa' })],
  [
    'two hashes, of which one is enough',
    /no SHA-512$/,
    lockOf({ integrity: `${HASH} sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=` }),
  ],
  ['another registry', /comes from elsewhere$/, lockOf({ resolved: 'https://registry.example.com/a/-/a-1.0.0.tgz' })],
  [
    'a registry that looks like npm’s',
    /comes from elsewhere$/,
    lockOf({ resolved: 'https://registry.npmjs.org.example.com/a.tgz' }),
  ],
  [
    'npm’s registry unencrypted',
    /comes from elsewhere$/,
    lockOf({ resolved: 'http://registry.npmjs.org/a/-/a-1.0.0.tgz' }),
  ],
  ['git', /comes from elsewhere$/, lockOf({ resolved: 'git+ssh://git@example.com/a/b.git#0123' })],
  ['a file', /comes from elsewhere$/, lockOf({ resolved: 'file:../a.tgz' })],
  ['a link', /^node_modules\/a: is a link$/, lockOf({ link: true })],
  ['a package that is bundled', /is bundled/, lockOf({ inBundle: true })],
  ['a package that bundles others', /bundles others$/, lockOf({ bundleDependencies: ['b'] })],
  ['another package under this name', /is really evil$/, lockOf({ name: 'evil' })],
  [
    'a folder of ours',
    /^packages\/b: stands outside/,
    lockOf({}, { 'packages/b': { version: '1.0.0', integrity: HASH } }),
  ],
  ['a range for a version', /version \^1\.0\.0$/, lockOf({ version: '^1.0.0' })],
  ['a new install script', /^a: has a new install script$/, lockOf({ hasInstallScript: true })],
  [
    'one within another package',
    /^b: has a new install/,
    lockOf({}, { 'node_modules/a/node_modules/b': { version: '1.0.0', integrity: HASH, hasInstallScript: true } }),
  ],
  [
    'an allowance that nothing needs',
    /^d: may run an install script, and has none$/,
    lockOf({}, { 'node_modules/d': { version: '2.0.0-beta.1', integrity: HASH } }),
  ],
  [
    'a lockfile of another package.json',
    /^a: package\.json says 1\.0\.0, the lockfile 1\.0\.1$/,
    lockOf({}, { '': { dependencies: { a: '1.0.1' }, devDependencies: { d: '2.0.0-beta.1' } } }),
  ],
  [
    'a dependency that nobody asked for',
    /^b: package\.json says undefined/,
    lockOf({}, { '': { dependencies: { a: '1.0.0', b: '1.0.0' }, devDependencies: { d: '2.0.0-beta.1' } } }),
  ],
])('%s would be found', (_, complaint, lock) => {
  const [first, ...more] = lockComplaints(OWN, lock);
  expect(first).toMatch(complaint);
  expect(more).toEqual([]);
});

test.each([
  ...[
    'git+ssh://git@example.com/a/b.git',
    'git@github.com:a/b.git',
    'github:a/b',
    'a/b#main',
    'file:../b',
    'link:../b',
  ],
  ...['http://example.com/b.tgz', 'https://example.com/b.tgz', 'npm:evil@1.0.0', 'workspace:*'],
])('a package that wants another as %s would be found', (spec) => {
  for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies'])
    expect(lockComplaints(OWN, lockOf({ [kind]: { b: spec } }))).toEqual([`node_modules/a: wants b as ${spec}`]);
});

test.each(['^1.0.0', '~1.0.0', '1.x', '*', 'latest', '>=1', 'github:a/b', 'npm:b@1.0.0'])(
  'of our own, %s is no exact version',
  (spec) => {
    const locked = { '': { dependencies: { a: spec }, devDependencies: { d: '2.0.0-beta.1' } } };
    expect(lockComplaints({ ...OWN, dependencies: { a: spec } }, lockOf({}, locked))).toEqual([
      `a: ${spec} is no exact version`,
    ]);
  },
);

test('an allowance that is taken back is none', () => {
  expect(lockComplaints({ ...OWN, allowScripts: { d: false } }, lockOf())).toEqual(['d: has a new install script']);
});
