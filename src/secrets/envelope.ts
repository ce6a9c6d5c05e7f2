import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { Failure } from '../core/failure.ts';
import type { Key, KeyRing } from './key-ring.ts';

/** Whose a secret is: what is sealed for one opens for nobody else. */
export interface Owner {
  readonly teamId: string | null;
  readonly enterpriseId: string | null;
}

/** A data key, wrapped by a key of the ring. */
export interface WrappedKey {
  readonly keyId: string;
  readonly dataKey: Buffer;
}

/** What belongs to one owner, each value sealed with the data key and bound to owner and column. */
export interface Envelope<Column extends string> extends WrappedKey {
  readonly values: Readonly<Record<Column, Buffer | null>>;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const DATA_KEY = 'data_key';

/** Seals `values` (by column) with a new data key, wrapped by the ring's newest. */
export function seal<Column extends string>(
  ring: KeyRing,
  owner: Owner,
  values: Readonly<Record<Column, string | null>>,
): Envelope<Column> {
  const dataKey = randomBytes(32);
  const sealed = Object.entries<string | null>(values).map(([column, value]) => [
    column,
    value === null ? null : encrypt(dataKey, boundTo(owner, column), Buffer.from(value)),
  ]);
  return { ...wrap(ring.newest, owner, dataKey), values: Object.fromEntries(sealed) };
}

/** What was sealed. `secret_unreadable`: another owner's, changed, or wrapped by a key that `ENCRYPTION_KEYS` has no more. */
export function unseal<Column extends string>(
  ring: KeyRing,
  owner: Owner,
  { values, ...wrapped }: Envelope<Column>,
): Record<Column, string | null> {
  const dataKey = unwrap(ring, owner, wrapped);
  const plain = Object.entries<Buffer | null>(values).map(([column, value]) => [
    column,
    value && decrypt(dataKey, boundTo(owner, column), value).toString(),
  ]);
  return Object.fromEntries(plain);
}

/** The same data key, wrapped by the ring's newest; null: it is already. `secret_unreadable` as above. */
export function rewrap(ring: KeyRing, owner: Owner, wrapped: WrappedKey): WrappedKey | null {
  if (wrapped.keyId === ring.newest.id) return null;
  return wrap(ring.newest, owner, unwrap(ring, owner, wrapped));
}

function wrap(key: Key, owner: Owner, dataKey: Buffer): WrappedKey {
  return { keyId: key.id, dataKey: encrypt(key.bytes, boundTo(owner, DATA_KEY), dataKey) };
}

function unwrap(ring: KeyRing, owner: Owner, { keyId, dataKey }: WrappedKey): Buffer {
  const key = ring.find(keyId);
  if (!key) throw new Failure('secret_unreadable', { detail: `ENCRYPTION_KEYS has no key ${JSON.stringify(keyId)}` });
  return decrypt(key.bytes, boundTo(owner, DATA_KEY), dataKey);
}

/** No two owners and columns come to the same bytes. */
function boundTo(owner: Owner, column: string): Buffer {
  return Buffer.from(JSON.stringify([owner.teamId, owner.enterpriseId, column]));
}

/** Nonce, what was encrypted, tag. */
function encrypt(key: Buffer, bound: Buffer, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, bound: Buffer, sealed: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(bound).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  } catch {
    throw new Failure('secret_unreadable', { detail: 'it was sealed for somebody else, or changed' });
  }
}
