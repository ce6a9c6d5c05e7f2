/** Marks that nobody sees, for use in a class. Joiners (U+200C, U+200D), which letters and emoji are made with, are none of them. */
export const UNSEEN = '\\u00ad\\u061c\\u180e\\u200b\\u200e\\u200f\\u202a-\\u202e\\u2060-\\u2064\\u2066-\\u206f\\ufeff';
/** Every dash of Unicode but the one on a keyboard, for use in a class. */
export const DASHES =
  '\\u058a\\u05be\\u1400\\u1806\\u2010-\\u2015\\u2e17\\u2e1a\\u2e3a\\u2e3b\\u2e40\\u2e5d\\u301c\\u3030\\u30a0\\ufe31\\ufe32\\ufe58\\ufe63\\uff0d\\u2212\\u2043\\u02d7';
/** What a flag may stand directly behind, besides white space, and what may follow it or its value, for use in a class. */
export const AROUND = '()\\[\\]{}"\'“”„‟‘’‚‛«»‹›`*_~,;:.!?…|、。，；：！？「」『』（）【】';

const UNSEEN_OR_SPACE = new RegExp(`[\\s${UNSEEN}]`, 'u');

/**
 * A text as every grammar reads it: without what nobody sees around it, and flags without the formatting, brackets or
 * quotes that were put around them (`` `--size wide` ``, `(--n 3)`). Words keep all their letters, dashes and marks, and
 * the same once more changes nothing. For escaped and for plain texts.
 */
export function normalize(text: string): string {
  return unwrapFlags(trimUnseen(text));
}

/** Marks of writing direction that come in pairs. */
const PAIRED = /[\u202a-\u202e\u2066-\u2069]/u;

/** Without white space and unseen marks at its beginning and end. One that another within may belong to stays. */
export function trimUnseen(text: string): string {
  const bare = trim(text, (one) => UNSEEN_OR_SPACE.test(one));
  return PAIRED.test(bare) ? trim(text, (one) => UNSEEN_OR_SPACE.test(one) && !PAIRED.test(one)) : bare;
}

function trim(text: string, goes: (one: string) => boolean): string {
  let [start, end] = [0, text.length];
  while (start < end && goes(text.charAt(start))) start++;
  while (end > start && goes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

const DASHED = `[-${DASHES}]{1,3}\\p{L}`;
/** A flag, probably, within a stretch, and at its beginning. */
const HOLDS_FLAG = new RegExp(`(?:^|[\\s${UNSEEN}${AROUND}])${DASHED}`, 'u');
const BEGINS_WITH_FLAG = new RegExp(`^[\\s${UNSEEN}*_~\`]*${DASHED}`, 'u');

/** Formatting is not seen as signs, so it goes from around a whole stretch that holds a flag. */
const FORMATTING = ['*', '_', '~', '`'].map((mark) => stretch(mark, mark));
const CODE_BLOCK = /```([\s\S]*?)```/gu;
/** Brackets and quotes are seen: they go only where a flag is all that they begin with. */
const BRACKETS = ['()', '[]', '{}', '“”', '‘’', '«»', '""', "''", '（）'].map((pair) =>
  stretch(pair.charAt(0), pair.charAt(1)),
);

function stretch(open: string, close: string): RegExp {
  const [from, to] = [open, close].map((sign) => sign.replace(/[*()[\]{}]/u, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])${from}([^${from}${to}\\n]*)${to}(?![\\p{L}\\p{N}])`, 'gu');
}

/** Each layer is one look at the whole text. Who puts more signs into it than that has them left as they are. */
const MOST_SIGNS = 60;
const SIGNS = /[*_~`()[\]{}“”‘’«»"'（）]/gu;

function unwrapFlags(text: string): string {
  if (!HOLDS_FLAG.test(text) || (text.match(SIGNS)?.length ?? 0) > MOST_SIGNS) return text;
  const seen = trimUnseen(unwrapOnce(text));
  return seen === text ? text : unwrapFlags(seen);
}

function unwrapOnce(text: string): string {
  const within = (holds: RegExp) => (whole: string, inner: string) => (holds.test(inner) ? inner : whole);
  let seen = text.replace(CODE_BLOCK, within(HOLDS_FLAG));
  for (const pattern of FORMATTING) seen = seen.replace(pattern, within(HOLDS_FLAG));
  for (const pattern of BRACKETS) seen = seen.replace(pattern, within(BEGINS_WITH_FLAG));
  return seen;
}
