import { MODES, TEAM_WORDS, WEEKDAYS } from './team-words.ts';

/** What a mistyped command probably was: a word with which commands begin, in English. */
export type CommandHead = keyof typeof HEADS;

const said = (...words: string[]): readonly string[] => words.flatMap((word) => TEAM_WORDS.words[word] ?? [word]);
/** Of several words each is looked for on its own, but for those of one letter, which any text may have. */
const inWords = (...words: string[]) =>
  said(...words).flatMap((word) => word.split(' ').filter((one) => one.length > 1));

const UNITS = ['credits', 'credit', 'créditos', 'crédito', 'creditos', 'credito'];
const AMOUNT = [...UNITS, ...inWords('for', 'a-day', 'a-month', 'until'), 'unlimited', 'ilimitado'];

/** The words that follow each head in its commands. */
const HEADS = {
  budget: [
    ...inWords('set', 'top-up', 'each', 'pot', 'zone', 'first-day', 'cap', 'warn', 'tag', 'none'),
    ...AMOUNT,
    ...WEEKDAYS.flat(),
  ],
  managers: inWords('add', 'remove'),
  pause: inWords('all'),
  resume: inWords('all'),
  policy: [...Object.values(MODES).flat(), ...inWords('block', 'unblock', 'max', 'for'), ...UNITS],
  retention: inWords('days', 'off'),
  export: [...inWords('jsonl', 'all'), 'csv'],
  confirm: ['above', 'always', 'never', ...UNITS],
  guests: ['look', 'spend'],
} as const;

const REFERENCE = /^(?:<[@#!][^<>]*>|[@#][^ ]+)$/u;
const FIGURES = /^[-+]?\d[\d.,'’]*%?$/u;
const FLAG = /(?:^| )[-\u2013\u2014]{1,2}\p{L}/u;
const LONGEST = 200;
const MOST_WORDS = 12;

/**
 * The command that a line was meant to be and isn't, by its first word; null: it reads as something to draw. `line`: one
 * line of words with single spaces, without the signs around it, and no command.
 *
 * The line is drawn at what a prompt would not say: after a command's first word come its own words, figures, people and
 * channels. One word beside those is a slip where it stands behind one of the command's own; two are a picture. A first
 * word with a typo needs all the rest to fit. A flag is for pictures alone.
 */
export function mistypedCommand(line: string): CommandHead | null {
  if (line.length > LONGEST || FLAG.test(line)) return null;
  const [first = '', ...rest] = line.toLowerCase().split(' ');
  if (rest.length === 0 || rest.length > MOST_WORDS) return null;
  for (const [head, keywords] of Object.entries(HEADS)) {
    const names = said(head);
    const isExact = names.includes(first);
    if (!isExact && !names.some((name) => name.length >= LONG && isNear(first, name))) continue;
    if (fits(rest, keywords, isExact)) return head as CommandHead;
  }
  return null;
}

/** Below that, one other letter makes another word. */
const LONG = 6;

function fits(rest: readonly string[], keywords: readonly string[], isExact: boolean): boolean {
  const isSign = (word: string) => REFERENCE.test(word) || FIGURES.test(word);
  const hasSign = rest.some(isSign);
  const isKeyword = (word: string) => keywords.includes(word);
  // A typo in one of its words is taken for one only beside a figure, a person or a channel: "budget car" is a picture.
  const isTypo = (word: string) => hasSign && keywords.some((one) => one.length > 2 && isNear(word, one));
  const others = rest.flatMap((word, at) => (isSign(word) || isKeyword(word) || isTypo(word) ? [] : [at]));
  const hasKeyword = rest.some(isKeyword);
  if (others.length === 0) return isExact || hasKeyword;
  const [only = 0] = others;
  return isExact && others.length === 1 && hasKeyword && (hasSign || isKeyword(rest[only - 1] ?? ''));
}

/** One letter more, less or other, or two that changed places. */
function isNear(word: string, other: string): boolean {
  if (word === other || Math.abs(word.length - other.length) > 1) return false;
  let start = 0;
  while (start < word.length && word[start] === other[start]) start++;
  const [rest, otherRest] = [word.slice(start), other.slice(start)];
  const swapped = rest.charAt(1) + rest.charAt(0) + rest.slice(2);
  return [rest.slice(1), rest].includes(otherRest.slice(1)) || rest.slice(1) === otherRest || swapped === otherRest;
}
