import { expect, test } from 'vitest';
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
  const dependencies = [{ ref: 'a@1.0.0' }, { ref: 'd@1.0.0' }];
  const bom = productionBom({ components: listed('a@1.0.0', 'd@1.0.0'), dependencies }, lockOf());
  expect(bom).toEqual({ components: listed('a@1.0.0'), dependencies: [{ ref: 'a@1.0.0' }] });
});

test('a package that the bill of materials leaves out would be found', () => {
  expect(missingIn({ components: listed('@img/vips@2.0.0') }, lockOf(vips))).toEqual(['a@1.0.0']);
});
