import { storable } from '../../core/asking/prompt.ts';

/**
 * Takes out of every text of a body, in place, what Postgres can't store: no listener need think of it, and one
 * character that nobody sees loses no request. As deep as it may go, without recursion.
 */
export function makeStorable(body: object): void {
  const open: object[] = [body];
  for (let part = open.pop(); part; part = open.pop()) {
    for (const [name, value] of Object.entries(part)) {
      if (typeof value === 'object' && value !== null) open.push(value);
      else if (typeof value === 'string') {
        const clean = storable(value);
        if (clean !== value) Reflect.set(part, name, clean);
      }
    }
  }
}
