import { z } from 'zod';
import { type LogFilter, type LogPlace, NO_FILTER } from '../../core/log/entry.ts';
import { OUTCOMES } from '../../core/log/outcome.ts';
import { isDay } from '../../core/log/period.ts';

const id = z.string().max(30).nullable();
const day = z.string().refine(isDay).nullable();
const filter = z.object({
  userId: id,
  channelId: id,
  outcome: z.enum([...OUTCOMES, 'not_made']).nullable(),
  model: z.string().max(100).nullable(),
  from: day,
  to: day,
});
const place = z.object({ at: z.iso.datetime({ offset: true }), id: z.uuid() });
const shown = z.object({ filter, pages: z.array(place).max(50) });

/** Which requests a list shows. Both days belong to it. */
export type ListFilter = Readonly<z.output<typeof filter>>;

export const ALL: ListFilter = { userId: null, channelId: null, outcome: null, model: null, from: null, to: null };

/** A list, and the page of it that is shown: where each page after the first one began, this one's last. */
export interface Shown {
  readonly filter: ListFilter;
  readonly pages: readonly LogPlace[];
}

/** In a button's value; read with `readFilter`. It says what to look for, and permits nothing. */
export function writeFilter(one: ListFilter): string {
  return JSON.stringify(one);
}

/** All requests, where it is none of ours. */
export function readFilter(value: string | undefined): ListFilter {
  return parsed(filter, value) ?? ALL;
}

/** So many pages can be gone back; Slack keeps 3,000 characters for us. */
const MOST_PAGES_BACK = 20;

export function writeShown({ filter, pages }: Shown): string {
  return JSON.stringify({ filter, pages: pages.slice(-MOST_PAGES_BACK) });
}

export function readShown(value: string | undefined): Shown {
  return parsed(shown, value) ?? { filter: ALL, pages: [] };
}

/** Where the next page begins, in a button's value. */
export function writePlace(one: LogPlace): string {
  return JSON.stringify(one);
}

export function readPlace(value: string | undefined): LogPlace | null {
  return parsed(place, value);
}

function parsed<Schema extends z.ZodType>(schema: Schema, value: string | undefined): z.output<Schema> | null {
  try {
    return schema.parse(JSON.parse(value ?? ''));
  } catch {
    return null;
  }
}

/** As the log is asked. */
export function logFilterOf({ from, to, ...rest }: ListFilter): LogFilter {
  return { ...NO_FILTER, ...rest, period: from || to ? { kind: 'dates', from, to } : null };
}
