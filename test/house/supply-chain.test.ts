import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { type Lock, missingIn, productionBom, supplyComplaints } from './supply-chain.ts';

const lockOf = (more: Lock['packages'] = {}): Lock => ({
  packages: { '': {}, 'node_modules/a': { version: '1.0.0', license: 'MIT' }, ...more },
});
const many = Array.from({ length: 200 }, (_, i) => [`node_modules/p${i}`, { version: '1.0.0', license: 'MIT' }]);
const vips = { 'node_modules/@img/vips': { version: '2.0.0', license: 'LGPL-3.0-or-later', optional: true } };

test('what is in order has no complaint', () => {
  expect(supplyComplaints(lockOf(), '')).toEqual([]);
  expect(supplyComplaints(lockOf(vips), '- @img/vips@2.0.0')).toEqual([]);
  expect(
    supplyComplaints(lockOf({ 'node_modules/d': { version: '1.0.0', license: 'GPL-3.0', dev: true } }), ''),
  ).toEqual([]);
});

test.each<[string, Lock, RegExp]>([
  ['a license that is not on the list', lockOf({ 'node_modules/b': { license: 'GPL-3.0' } }), /^b: license GPL-3.0/],
  ['no license', lockOf({ 'node_modules/a/node_modules/b': { version: '1.0.0' } }), /^b: license not named/],
  ['too many packages', lockOf(Object.fromEntries(many)), /^201 packages/],
  ['a library under the LGPL without its notice', lockOf(vips), /does not name @img\/vips@2\.0\.0$/],
])('%s would be found', (_, lock, complaint) => {
  const [first, ...more] = supplyComplaints(lock, 'an older @img/vips@1.0.0');
  expect(first).toMatch(complaint);
  expect(more).toEqual([]);
});

const listed = (...names: string[]) => names.map((name) => ({ 'bom-ref': name, name, version: '1' }));

test('the bill of materials is what production installs', () => {
  const everything = {
    metadata: { component: { 'bom-ref': 'own@1', name: 'folder', type: 'library' } },
    components: listed('a@1.0.0', 'd@1.0.0'),
    dependencies: [{ ref: 'own@1', dependsOn: ['a@1.0.0', 'd@1.0.0'] }, { ref: 'a@1.0.0' }, { ref: 'd@1.0.0' }],
  };
  expect(productionBom(everything, lockOf(), 'own')).toEqual({
    metadata: { component: { 'bom-ref': 'own@1', name: 'own', type: 'application' } },
    components: listed('a@1.0.0'),
    dependencies: [
      { ref: 'own@1', dependsOn: ['a@1.0.0'] },
      { ref: 'a@1.0.0', dependsOn: [] },
    ],
  });
});

test('a package that the bill of materials leaves out would be found', () => {
  expect(missingIn({ components: listed('@img/vips@2.0.0') }, lockOf(vips))).toEqual(['a@1.0.0']);
});

/** What CycloneDX 1.5 asks of what we print (cyclonedx.org/docs/1.5/json), and what whoever reads one looks for. */
const cyclonedx = z.object({
  bomFormat: z.literal('CycloneDX'),
  specVersion: z.literal('1.5'),
  serialNumber: z.string().regex(/^urn:uuid:[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/),
  version: z.int().min(1),
  metadata: z.object({
    timestamp: z.iso.datetime(),
    component: z.object({ 'bom-ref': z.string(), type: z.literal('application'), name: z.literal('imagine') }),
  }),
  components: z.array(
    z.object({
      'bom-ref': z.string(),
      type: z.literal('library'),
      name: z.string(),
      version: z.string(),
      purl: z.string(),
      hashes: z.tuple([z.object({ alg: z.literal('SHA-512'), content: z.string() })]),
      licenses: z
        .array(z.union([z.object({ license: z.object({ id: z.string() }) }), z.object({ expression: z.string() })]))
        .min(1),
    }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});

test('`npm run sbom` prints CycloneDX that says what the lockfile says', () => {
  const printed = execFileSync(process.execPath, ['test/house/supply-chain.ts', '--sbom'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  const { components, dependencies, metadata } = cyclonedx.parse(JSON.parse(printed));
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<string, { version: string; integrity: string; dev?: boolean }>;
  };
  const locked = Object.entries(packages).filter(([path, one]) => path !== '' && !one.dev);
  const hashed = new Map(
    locked.map(([path, { version, integrity }]) => [
      `${path.replace(/^.*node_modules\//, '')}@${version}`,
      Buffer.from(integrity.replace(/^sha512-/, ''), 'base64').toString('hex'),
    ]),
  );
  expect(new Map(components.map((one) => [one['bom-ref'], one.hashes[0].content]))).toEqual(hashed);
  for (const { name, version, purl } of components) expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
  const known = new Set([...hashed.keys(), metadata.component['bom-ref']]);
  expect(new Set(dependencies.map(({ ref }) => ref))).toEqual(known);
  expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !known.has(ref))).toEqual([]);
});
