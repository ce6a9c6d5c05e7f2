import type { LogFilter } from './entry.ts';
import { DAYS, JOINING, LAST, MINE, OUTCOME_WORDS, PERIOD_WORDS, SINCE, UNTIL } from './filter-words.ts';
import { OUTCOMES } from './outcome.ts';
import { isDay, type Period } from './period.ts';

/** What somebody wants to see of the log, as they said it; `me` for themselves. `unread`: the words that say nothing here. */
export interface SaidFilters {
  readonly filter: LogFilter;
  readonly unread: readonly string[];
}

export const ME = 'me';
const MOST_DAYS = 3_650;

/** One step of reading: what it found, and how many words that took. */
interface Found {
  readonly words: number;
  readonly part?: Partial<LogFilter>;
}

/** Each of person, channel, outcome and time once; a second one is not read. */
export function readFilters(said: string): SaidFilters {
  const words = said.split(/\s+/u).filter((word) => word !== '');
  let filter: LogFilter = { userId: null, channelId: null, outcome: null, period: null };
  const unread: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = readOne(words.slice(at));
    const merged = found.part ? merge(filter, found.part) : filter;
    if (merged) filter = merged;
    if (!merged || found.words === 0) unread.push(words[at] ?? '');
    at += merged ? Math.max(1, found.words) : 1;
  }
  return { filter, unread };
}

/**
 * Whether words after “log” ask for the log: all of them do, or they begin with a filter and hold one slip at most, or a
 * name that Slack does not know. Anything else is a picture to draw: “log cabin in the snow”, “log failed experiments of a mad scientist”.
 */
export function readsAsFilters(said: string): boolean {
  const { filter, unread } = readFilters(said);
  const [slip = ''] = unread;
  if (/^[@#]./u.test(slip)) return unread.length === 1;
  const saysSomething = Object.values(filter).some((part) => part !== null);
  return saysSomething && unread.length < 2 && (slip === '' || !said.trimStart().startsWith(slip));
}

function readOne(words: readonly string[]): Found {
  return readMention(words) ?? readOutcome(words) ?? readPeriod(words) ?? phrase(words, JOINING, {}) ?? { words: 0 };
}

function readMention([word = '']: readonly string[]): Found | null {
  const [, sign, id] = /^<([#@])([A-Z0-9]{2,30})(?:\|[^<>]*)?>$/u.exec(word) ?? [];
  if (sign && id) return { words: 1, part: sign === '#' ? { channelId: id } : { userId: id } };
  return MINE.includes(word.toLowerCase()) ? { words: 1, part: { userId: ME } } : null;
}

function readOutcome(words: readonly string[]): Found | null {
  return firstOf(OUTCOMES, (outcome) => phrase(words, OUTCOME_WORDS[outcome], { outcome }));
}

function readPeriod(words: readonly string[]): Found | null {
  const named = firstOf(PERIOD_WORDS, ([period, names]) => phrase(words, names, { period }));
  return named ?? readLast(words) ?? readDates(words);
}

/** `last 7 days`. */
function readLast(words: readonly string[]): Found | null {
  const last = phrase(words, LAST, {});
  const [number = '', unit = ''] = last ? words.slice(last.words) : [];
  const days = /^\d{1,4}$/u.test(number) ? Number(number) : 0;
  if (!last || days < 1 || days > MOST_DAYS || !DAYS.includes(unit.toLowerCase())) return null;
  return { words: last.words + 2, part: { period: { kind: 'last', days } } };
}

/** `2026-11-01`, `since 2026-11-01`, `until 2026-11-30`, `since 2026-11-01 until 2026-11-30`. */
function readDates(words: readonly string[]): Found | null {
  const after = (names: readonly string[], at: number) => {
    const [word = '', day = ''] = words.slice(at);
    return names.includes(word.toLowerCase()) && isDay(day) ? day : null;
  };
  const [first = ''] = words;
  if (isDay(first)) return dates(1, first, first);
  const from = after(SINCE, 0);
  const to = after(UNTIL, from ? 2 : 0);
  if (!from && !to) return null;
  return dates(from && to ? 4 : 2, from, to);
}

function dates(words: number, from: string | null, to: string | null): Found {
  const period: Period = { kind: 'dates', from, to };
  return { words, part: { period } };
}

/** The words that begin with one of `names`, which may be of several words. */
function phrase(words: readonly string[], names: readonly string[], part: Partial<LogFilter>): Found | null {
  const said = words.map((word) => word.toLowerCase());
  const name = names.find((one) => one.split(' ').every((word, at) => said[at] === word));
  return name === undefined ? null : { words: name.split(' ').length, part };
}

function merge(filter: LogFilter, part: Partial<LogFilter>): LogFilter | null {
  const isTwice = Object.keys(part).some((name) => filter[name as keyof LogFilter] !== null);
  return isTwice ? null : { ...filter, ...part };
}

function firstOf<T>(all: readonly T[], find: (one: T) => Found | null): Found | null {
  for (const one of all) {
    const found = find(one);
    if (found) return found;
  }
  return null;
}
