import { isAboutTheApp, saidAround } from './mention.ts';
import { DASHES, normalize, UNSEEN } from './normalize.ts';

const MENTION = /<@([A-Z0-9]+)(?:\|[^<>]*)?>/gu;
/** A dash ends the address only before a space or directly after a word, so that `--size wide` stays whole. */
const SEPARATOR = new RegExp(
  `^(?:\\s*[:：,;.]|\\s*(?:-{1,2}|[${DASHES}]{1,2})(?=\\s|$)|[\u2012-\u2015\u2212\u2e3a\u2e3b\ufe58])`,
  'u',
);
const UNSEEN_BEFORE = new RegExp(`^[${UNSEEN}]+`, 'u');

/** A message without the app's own name, by which it is called, and the marks around its beginning. */
export interface Addressed {
  /** Whether the app itself was addressed. */
  readonly mention: boolean;
  readonly text: string;
}

/** `isDirect`: said in direct messages with the app, where all is said to it. */
export function readAddressed(text: string, botUserId: string, isDirect = false): Addressed {
  const said = unwrap(unquote(normalize(text)));
  const mentions = [...said.matchAll(MENTION)].filter(([, id]) => id === botUserId);
  const [first] = mentions;
  if (first && first.index === 0) {
    const after = said.slice(first[0].length).replace(UNSEEN_BEFORE, '');
    if (isDirect || !isAboutTheApp(after)) return { mention: true, text: unwrap(afterSeparator(after)) };
  } else if (first && mentions.length === 1) {
    const after = said.slice(first.index + first[0].length);
    const around = saidAround(said.slice(0, first.index), normalize(afterSeparator(after)));
    if (around !== null) return { mention: true, text: unwrap(normalize(around)) };
  }
  return { mention: isDirect, text: said };
}

/** The text without the colon, the comma or the dash that it begins with. */
export function afterSeparator(text: string): string {
  return normalize(text.replace(SEPARATOR, ''));
}

/** Takes the quote marks off a message that is quoted as a whole; a quote with an answer below it stays what it is. */
function unquote(text: string): string {
  const lines = text.trim().split('\n');
  const quoted = /^(?:&gt;|>)\s?/u;
  return lines.every((line) => quoted.test(line)) ? lines.map((line) => line.replace(quoted, '')).join('\n') : text;
}

const FORMATTING: ReadonlySet<string> = new Set(['*', '_', '~', '`']);
const CLOSING_QUOTE: ReadonlyMap<string, string> = new Map(
  ['""', '“”', '‘’', '«»'].map(([open = '', close = '']) => [open, close]),
);

/**
 * Takes the marks off a first stretch that is bold or the like: `*edit this*: …`. Quotation marks go from around the
 * whole alone: elsewhere they say what is to be written in the picture.
 */
function unwrap(text: string): string {
  const trimmed = text.trimStart();
  const [open = ''] = trimmed;
  const quote = CLOSING_QUOTE.get(open);
  const close = quote ?? (FORMATTING.has(open) ? open : null);
  const end = close ? trimmed.indexOf(close, 1) : -1;
  const rest = trimmed.slice(end + 1);
  return end < 0 || (quote && rest.trim() !== '') ? trimmed : trimmed.slice(1, end) + rest;
}
