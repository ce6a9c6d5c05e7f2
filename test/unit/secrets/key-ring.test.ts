import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { readKeyRing } from '../../../src/secrets/key-ring.ts';

const key = (bytes = 32) => randomBytes(bytes).toString('base64');

test('the first key wraps, all of them open, in either alphabet of base64', () => {
  const [first, second] = [randomBytes(32), randomBytes(32)];
  const ring = readKeyRing(` 2026-12:${first.toString('base64')}, 2026-06:${second.toString('base64url')}`);
  if ('complaint' in ring) throw new Error(ring.complaint);
  expect(ring.newest).toEqual({ id: '2026-12', bytes: first });
  expect(ring.find('2026-06')?.bytes).toEqual(second);
  expect(ring.find('2026-01')).toBeUndefined();
});

test.each([
  ['a key too short', `a:${key(31)}`, /^key 1: expected 32 bytes/],
  ['a key too long', `a:${key(33)}`, /^key 1: expected 32 bytes/],
  ['no id', key(), /^key 1: expected id:base64/],
  ['an id with a space', `a b:${key()}`, /^key 1: expected id:base64/],
  ['what is no base64', `a:${'hush!'.repeat(9)}`, /^key 1: expected 32 bytes/],
  ['the same id twice', `a:${key()},a:${key()}`, /^key 2: its id is there twice/],
  ['an empty one at the end', `a:${key()},`, /^key 2: expected id:base64/],
  ['too many', Array.from({ length: 21 }, (_, at) => `k${at}:${key()}`).join(), /^expected at most 20/],
])('%s is refused, without a word of it', (_, text, complaint) => {
  const read = readKeyRing(text);
  const said = 'complaint' in read ? read.complaint : '';
  expect(said).toMatch(complaint);
  for (const part of text.split(/[:,]/)) if (part.length > 8) expect(said).not.toContain(part);
});
