import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { rewrap, seal, unseal } from '../../../src/secrets/envelope.ts';
import { type KeyRing, readKeyRing } from '../../../src/secrets/key-ring.ts';

const OLD = `old:${randomBytes(32).toString('base64')}`;
const NEW = `new:${randomBytes(32).toString('base64')}`;
const ringOf = (...keys: string[]): KeyRing => {
  const ring = readKeyRing(keys.join());
  if ('complaint' in ring) throw new Error(ring.complaint);
  return ring;
};
const ana = { teamId: 'T1', enterpriseId: null };
const SECRETS = { token: 'xoxb-canary-1', refresh_token: null };
const unreadable = expect.objectContaining({ code: 'secret_unreadable' });

test('what was sealed opens for its owner, and nothing of it can be seen', () => {
  const sealed = seal(ringOf(OLD), ana, SECRETS);
  expect(unseal(ringOf(OLD), ana, sealed)).toEqual(SECRETS);
  expect(sealed.values.token?.includes('canary')).toBe(false);
});

test.each([
  ['another team', { teamId: 'T2', enterpriseId: null }],
  ['the same team of an organization', { teamId: 'T1', enterpriseId: 'E1' }],
  ['an organization of that name', { teamId: null, enterpriseId: 'T1' }],
  ['a team whose name runs on', { teamId: 'T1","', enterpriseId: null }],
])('it does not open for %s', (_, other) => {
  const sealed = seal(ringOf(OLD), ana, SECRETS);
  expect(() => unseal(ringOf(OLD), other, sealed)).toThrow(unreadable);
});

test('a value does not open in another column, nor with another’s data key', () => {
  const one = seal(ringOf(OLD), ana, { token: 'a', refresh_token: 'b' });
  const swapped = { ...one, values: { token: one.values.refresh_token, refresh_token: one.values.token } };
  expect(() => unseal(ringOf(OLD), ana, swapped)).toThrow(unreadable);
  const other = seal(ringOf(OLD), ana, { token: 'c', refresh_token: 'd' });
  expect(() => unseal(ringOf(OLD), ana, { ...one, values: other.values })).toThrow(unreadable);
});

test('whatever single bit is changed, it does not open', () => {
  const sealed = seal(ringOf(OLD), ana, { token: 'xoxb' });
  const { token } = sealed.values;
  if (!token) throw new Error('nothing was sealed');
  for (const [bytes, put] of [
    [token, (changed: Buffer) => ({ ...sealed, values: { token: changed } })],
    [sealed.dataKey, (changed: Buffer) => ({ ...sealed, dataKey: changed })],
  ] as const)
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const changed = Buffer.from(bytes);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(() => unseal(ringOf(OLD), ana, put(changed)), `bit ${bit}`).toThrow(unreadable);
    }
  for (let length = 0; length < token.length; length++)
    expect(() => unseal(ringOf(OLD), ana, { ...sealed, values: { token: token.subarray(0, length) } })).toThrow(
      unreadable,
    );
});

test('keys change: the old one opens until it was wrapped anew, and is needed no more after', () => {
  const sealed = seal(ringOf(OLD), ana, SECRETS);
  expect(unseal(ringOf(NEW, OLD), ana, sealed)).toEqual(SECRETS);
  expect(rewrap(ringOf(OLD), ana, sealed)).toBeNull();
  const wrapped = rewrap(ringOf(NEW, OLD), ana, sealed);
  expect(wrapped?.keyId).toBe('new');
  expect(unseal(ringOf(NEW), ana, { ...sealed, ...wrapped })).toEqual(SECRETS);
  expect(() => unseal(ringOf(NEW), ana, sealed)).toThrow(/ENCRYPTION_KEYS has no key "old"/);
  expect(() => rewrap(ringOf(NEW, OLD), { ...ana, teamId: 'T2' }, sealed)).toThrow(unreadable);
});

test('no two seals share a nonce or a data key', () => {
  const seen = new Set<string>();
  const times = 5_000;
  for (let at = 0; at < times; at++) {
    const { dataKey, values } = seal(ringOf(OLD), ana, SECRETS);
    for (const bytes of [dataKey, values.token]) seen.add(bytes?.subarray(0, 12).toString('hex') ?? '');
  }
  expect(seen.size).toBe(2 * times);
});
