import { createHash, randomBytes } from 'node:crypto';

const CROCKFORD = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Ids are unique across runs, because a database may outlive the simulator; only pictures repeat. */
export function taskId(now: number): string {
  let time = '';
  for (let left = Math.floor(now), i = 0; i < 10; i++, left = Math.floor(left / 32)) time = CROCKFORD[left % 32] + time;
  let chance = '';
  for (const byte of randomBytes(16)) chance += CROCKFORD[byte % 32];
  return `task_${time}${chance}`;
}

export function token(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}

export function digest(...parts: (string | number | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(typeof part === 'number' ? String(part) : part).update('\0');
  return hash.digest('hex');
}

/** The same digest always gives the same row of numbers in [0, 1). */
export function chanceFrom(seed: string): () => number {
  let state = Number.parseInt(seed.slice(0, 8), 16);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
