import { readAddressed } from './addressed.ts';
import { bareLine } from './command.ts';
import { type Courtesy, readCourtesy } from './courtesy.ts';
import { type EditRequest, readEditRequest } from './edit-request.ts';

/** A picture as people name it in a thread. */
export interface PictureName {
  /** As `2b`; null = the newest version. */
  readonly label: string | null;
  /** Which of several, from 1; null = the first. */
  readonly picture: number | null;
}

/** What a message in a picture's thread asks for. */
export type ThreadRequest =
  | ({ readonly kind: 'edit' } & EditRequest)
  /** Said to the app, and nothing that anything could be drawn from. */
  | { readonly kind: 'courtesy'; readonly mention: true; readonly courtesy: Courtesy }
  | { readonly kind: 'undo'; readonly mention: boolean }
  | { readonly kind: 'history'; readonly mention: boolean }
  /** None named: the newest with what it came from. One: that with the newest. Two: these, the first one left. */
  | { readonly kind: 'compare'; readonly mention: boolean; readonly of: readonly PictureName[] };

const UNDO = [
  ...['undo', 'undo this', 'undo that', 'undo it'],
  ...['desfazer', 'desfaz', 'desfaça', 'desfazer isto', 'desfazer isso', 'desfaz isso', 'desfaça isso'],
  ...['deshacer', 'deshaz', 'deshazlo', 'deshacer esto', 'deshacer eso', 'deshaz esto', 'deshaz eso'],
];
const HISTORY = ['history', 'histórico', 'historico', 'historial'];
const WORDS = new Map([
  ...UNDO.map((words) => [words, 'undo'] as const),
  ...HISTORY.map((words) => [words, 'history'] as const),
]);

const NAME = 'v[1-9]\\d{0,3}[a-z]{0,2}(?: ?#[1-9]\\d?)?|#[1-9]\\d?';
const JOINT = '(?: ?[,&/+] ?| (?:and|with|to|vs\\.?|versus|x|e|com|contra|y|con) | )';
const COMPARE = new RegExp(`^compar(?:e|a|ar)(?:${JOINT}(${NAME})(?:${JOINT}(${NAME}))?)?$`, 'u');

/**
 * The one meaning of a message in a thread, in English, Portuguese or Spanish; null: it is not for us. An edit has its
 * address at the beginning; the other words count only where they are all that is said.
 */
export function readThreadRequest(text: string, botUserId: string, isDirect = false): ThreadRequest | null {
  const { mention, text: said } = readAddressed(text, botUserId, isDirect);
  const words = wordsOf(mention ? bareLine(said) : said);
  const kind = WORDS.get(words);
  if (kind) return { kind, mention };
  const compared = COMPARE.exec(words);
  if (compared) {
    const names = [compared[1], compared[2]].flatMap((name) => (name ? [readName(name)] : []));
    return { kind: 'compare', mention, of: names };
  }
  const courtesy = mention ? readCourtesy(said) : null;
  if (courtesy) return { kind: 'courtesy', mention: true, courtesy };
  const edit = readEditRequest(text, botUserId, isDirect);
  return edit && { kind: 'edit', ...edit };
}

const LONGEST = 60;

/** The whole message in small letters, without what ends a sentence; empty where it is too long to be one of our words. */
function wordsOf(said: string): string {
  const line = said.trim();
  if (line.length > LONGEST) return '';
  return line
    .replace(/[.!…]+$/u, '')
    .replace(/\s+/gu, ' ')
    .trim()
    .normalize('NFC')
    .toLowerCase();
}

function readName(name: string): PictureName {
  const [, label = null, picture] = /^(?:v([^ #]+))? ?(?:#(\d+))?$/u.exec(name) ?? [];
  return { label, picture: picture === undefined ? null : Number(picture) };
}
