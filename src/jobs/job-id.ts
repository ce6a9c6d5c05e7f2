import { randomUUID } from 'node:crypto';

/**
 * A job id that sorts by time (UUID version 7, RFC 9562 §5.7): of a group's waiting jobs pg-boss takes those with the
 * smallest ids, so that ids in order are what makes a team's queue first in, first out.
 */
export function jobIdAt(ms: number): string {
  const time = ms.toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomUUID().slice(15)}`;
}
