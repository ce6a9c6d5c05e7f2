import { UNSEEN } from '../asking/normalize.ts';

const UNSEEN_SIGNS = new RegExp(`[${UNSEEN}\\u200c\\u200d]`, 'gu');
const WORD = /[\p{L}\p{N}]+/gu;

/** A text as blocked words are looked for in it: its words in a row, without case, accents and what nobody sees. */
export function fold(text: string): string {
  const plain = text
    .replace(UNSEEN_SIGNS, '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
  return (plain.match(WORD) ?? []).join(' ');
}

/** The first of these words (folded) that stands in a text as a whole word, or as several in a row; null: none does. */
export function findBlocked(text: string, words: readonly string[]): string | null {
  if (words.length === 0) return null;
  const said = ` ${fold(text)} `;
  return words.find((word) => said.includes(` ${word} `)) ?? null;
}
