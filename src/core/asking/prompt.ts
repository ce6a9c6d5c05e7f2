import { DRAFT, FINAL, type Quality, type Size } from '../image-model.ts';
import { nearestSize, parseSize, SIZE_WORDS, type SizeProblem, sizeForRatio, sizeProblem } from '../size.ts';
import { isStyleId, STYLES, type StyleId } from '../styles.ts';
import { AROUND, DASHES, normalize, UNSEEN } from './normalize.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What a person asked for, before models and prices: absent = they did not say. */
export interface Asked {
  readonly prompt: string;
  readonly size?: Size;
  readonly quality?: Quality;
  readonly count?: number;
  readonly model?: string;
  /** The model is that of what it starts from, and so is the quality: nobody named them. */
  readonly isModelInherited?: true;
  readonly isQualityInherited?: true;
  readonly style?: StyleId;
  /** Only the asker is to see it. */
  readonly isPrivate?: true;
}

const LONGEST_PROMPT = 4000;

/** Why a text can't be ordered. `flag` and `value` stand as they were typed; `nearest` is what was probably meant. */
export type PromptProblem =
  | { readonly kind: 'prompt_empty' }
  | { readonly kind: 'prompt_too_long'; readonly length: number; readonly limit: number }
  | {
      readonly kind: 'flag_unknown';
      readonly flag: string;
      readonly nearest: string | null;
      readonly allowed: readonly string[];
    }
  | { readonly kind: 'flag_repeated'; readonly flag: string }
  | { readonly kind: 'flags_conflict'; readonly flags: readonly [string, string] }
  | { readonly kind: 'value_missing'; readonly flag: string; readonly allowed: readonly string[] }
  | {
      readonly kind: 'value_unknown';
      readonly flag: string;
      readonly value: string;
      readonly nearest: string | null;
      readonly allowed: readonly string[];
    }
  | {
      readonly kind: 'size_invalid';
      readonly flag: string;
      readonly value: string;
      readonly reason: SizeProblem;
      readonly nearest: Size;
    }
  | { readonly kind: 'ratio_too_elongated'; readonly flag: string; readonly value: string; readonly nearest: string };

export type ParsedPrompt =
  | { readonly ok: true; readonly asked: Asked }
  | { readonly ok: false; readonly problem: PromptProblem };

/** The text without what Postgres can't store: NUL and lone surrogates. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\0', '');
}

/** Parts a text into its prompt and its flags. Whatever might be a mistyped flag is a problem: a typo must cost nothing. */
export function parsePrompt(text: string, vocabulary: Vocabulary): ParsedPrompt {
  const clean = normalize(storable(text));
  const flags = findFlags(clean);
  const seen = new Map<FlagName, string>();
  let said: Partial<Asked> = {};
  let prompt = clean.slice(0, flags[0]?.start);
  for (const [i, flag] of flags.entries()) {
    const { name, typed } = flag;
    if (!isFlagName(name)) return no({ kind: 'flag_unknown', flag: typed, ...unknownFlag(name) });
    if (seen.has(name)) return no({ kind: 'flag_repeated', flag: typed });
    seen.set(name, typed);

    const tail = clean.slice(flag.end, flags[i + 1]?.start);
    const bare = BARE_FLAGS[name];
    if (bare) {
      said = { ...said, ...bare };
      prompt = join(prompt, tail.replace(AFTER_FLAG, ''));
      continue;
    }
    const [taken = '', word = ''] = VALUE.exec(tail) ?? [];
    const value = word.replace(QUOTES, '');
    const bareValue = value.replace(AROUND_VALUE, '');
    if (bareValue === '') return no({ kind: 'value_missing', flag: typed, allowed: allowedFor(name, vocabulary) });
    const reading = FLAGS[name].read(bareValue.normalize('NFKC').toLowerCase(), { flag: typed, value }, vocabulary);
    if ('kind' in reading) return no(reading);
    said = { ...said, ...reading };
    prompt = join(prompt, tail.slice(taken.length));
  }
  for (const [one, other] of CONFLICTS) {
    const flags = [seen.get(one), seen.get(other)];
    if (flags[0] && flags[1]) return no({ kind: 'flags_conflict', flags: [flags[0], flags[1]] });
  }

  prompt = prompt.trim();
  const length = [...prompt].length;
  if (!VISIBLE.test(prompt)) return no({ kind: 'prompt_empty' });
  if (length > LONGEST_PROMPT) return no({ kind: 'prompt_too_long', length, limit: LONGEST_PROMPT });
  return { ok: true, asked: { ...said, prompt } };
}

const no = (problem: PromptProblem): ParsedPrompt => ({ ok: false, problem });

/** Dashes and a word, at the start of a word or behind a sign. Directly behind an address's signs (`/`, `=`) they are a part of it. */
const FLAG = new RegExp(
  `(?<=^|[\\s${UNSEEN}${AROUND}<>\\p{Emoji_Presentation}\\ufe0f])([-${DASHES}]{1,3})(\\p{L}[^\\s=:]*)`,
  'gu',
);
const OTHER_DASH = new RegExp(`[${DASHES}]`, 'u');
/** Two of them are two of the keyboard's, and nothing else in any text. */
const TWO_HYPHENS = /^[-\u2010\u2011\u2043\ufe63\uff0d\u02d7\u2212]{2}$/u;
/** What stands behind a flag: all of it, and the value in it. A value stands on the flag's line. A comma or full stop after it belongs to the sentence, not to the value. */
export const VALUE = /^(?:[^\S\r\n]*[=:][^\S\r\n]*|[^\S\r\n]+)(\S+)/u;
/** What is left out where the value is shown again. */
const QUOTES = /^["'`“”„‟‘’‚«»]+|(?<!["'`“”„‟‘’‚«».,;])["'`“”„‟‘’‚«».,;]+$/gu;
const AROUND_VALUE = new RegExp(`^[${AROUND}${UNSEEN}]+|(?<![${AROUND}${UNSEEN}])[${AROUND}${UNSEEN}]+$`, 'gu');
const AFTER_FLAG = new RegExp(`^[${AROUND}${UNSEEN}]+(?=\\s|$)`, 'u');
const VISIBLE = /[^\s\p{Cf}\p{Cc}]/u;

/** The flags of a text and what may be mistyped ones, each as it was typed and where. */
export function findFlags(text: string) {
  return [...text.matchAll(FLAG)]
    .map(({ 1: dashes = '', 2: word = '', index }) => {
      const isClear = TWO_HYPHENS.test(dashes);
      // What ends a sentence ends a flag too, where it is surely one.
      const bare = isClear ? word.replace(AROUND_VALUE, '') : word;
      const name = bare.toLowerCase();
      const typed = dashes + bare;
      return { typed, dashes, isClear, name, start: index, end: index + typed.length };
    })
    .filter(
      ({ dashes, isClear, name, end }) =>
        isClear || (OTHER_DASH.test(dashes) && (isFlagName(name) || text[end] === '=')),
    );
}

/** Closes the gap that a flag left: to its line breaks where there were any, else to one space. */
function join(left: string, right: string): string {
  const [head, tail] = [left.trimEnd(), right.trimStart()];
  const breaks = (gap: string) => gap.split('\n').length - 1;
  const lines = Math.max(breaks(left.slice(head.length)), breaks(right.slice(0, right.length - tail.length)));
  return `${head}${'\n'.repeat(lines) || ' '}${tail}`;
}

type Typed = { readonly flag: string; readonly value: string };
type Reading = Partial<Asked> | PromptProblem;

/** Short for a quality, where a model knows that. */
const SHORT_QUALITIES = new Map<string, Quality>([['med', 'medium']]);

const FLAGS = {
  size: { allowed: Object.keys(SIZE_WORDS), read: readSize },
  ar: { allowed: ['1:1', '3:2', '2:3', '4:3', '3:4', '16:9', '9:16'], read: readRatio },
  quality: { allowed: [], read: readQuality },
  n: { allowed: ['1', '2', '3', '4'], read: readCount },
  model: { allowed: [], read: (_, { value }) => ({ model: value.replace(AROUND_VALUE, '') }) },
  style: { allowed: STYLES.map(({ id }) => id), read: readStyle },
  draft: { allowed: [], read: (): Partial<Asked> => ({}) },
  private: { allowed: [], read: (): Partial<Asked> => ({}) },
} as const satisfies Record<
  string,
  { allowed: readonly string[]; read: (value: string, typed: Typed, vocabulary: Vocabulary) => Reading }
>;

type FlagName = keyof typeof FLAGS;

/** Flags that stand alone, with what they mean. */
const BARE_FLAGS: Partial<Record<FlagName, Partial<Asked>>> = {
  draft: { quality: DRAFT },
  private: { isPrivate: true },
};

const CONFLICTS: readonly (readonly [FlagName, FlagName])[] = [
  ['size', 'ar'],
  ['quality', 'draft'],
];

const isFlagName = (name: string): name is FlagName => Object.hasOwn(FLAGS, name);

function unknownFlag(name: string) {
  const nearest = nearestWord(name, Object.keys(FLAGS));
  return { nearest: nearest && `--${nearest}`, allowed: Object.keys(FLAGS).map((flag) => `--${flag}`) };
}

/** What may stand after a flag. */
function allowedFor(name: FlagName, { qualities }: Vocabulary): readonly string[] {
  return name === 'quality' ? qualities : FLAGS[name].allowed;
}

function readSize(value: string, typed: Typed, vocabulary: Vocabulary): Reading {
  const size = parseSize(value);
  if (size === null) return unknownValue('size', value, typed, vocabulary);
  if (vocabulary.sizes.has(size)) return { size };
  const reason = sizeProblem(size);
  const [width = 0, height = 0] = size.split('x').map(Number);
  return reason ? { kind: 'size_invalid', ...typed, reason, nearest: nearestSize(width, height) } : { size };
}

function readRatio(value: string, typed: Typed, vocabulary: Vocabulary): Reading {
  const parts = /^(\d{1,5}(?:\.\d{1,4})?)[:x×/](\d{1,5}(?:\.\d{1,4})?)$/u.exec(value);
  const [width, height] = [Number(parts?.[1] ?? 0), Number(parts?.[2] ?? 0)];
  if (width === 0 || height === 0) return unknownValue('ar', value, typed, vocabulary);
  const size = sizeForRatio(width, height);
  return size ? { size } : { kind: 'ratio_too_elongated', ...typed, nearest: width > height ? '3:1' : '1:3' };
}

function readQuality(value: string, typed: Typed, vocabulary: Vocabulary): Reading {
  const quality = SHORT_QUALITIES.get(value) ?? value;
  const isKnown = vocabulary.qualities.includes(quality) || quality === DRAFT || quality === FINAL;
  return isKnown ? { quality } : unknownValue('quality', value, typed, vocabulary);
}

function readCount(value: string, typed: Typed, vocabulary: Vocabulary): Reading {
  if (/^[1-4]$/u.test(value)) return { count: Number(value) };
  const nearest = /^\d+$/u.test(value) ? (Number(value) < 1 ? '1' : '4') : null;
  return { ...unknownValue('n', value, typed, vocabulary), nearest };
}

function readStyle(value: string, typed: Typed, vocabulary: Vocabulary): Reading {
  return isStyleId(value) ? { style: value } : unknownValue('style', value, typed, vocabulary);
}

function unknownValue(name: FlagName, value: string, typed: Typed, vocabulary: Vocabulary) {
  const allowed = allowedFor(name, vocabulary);
  return { kind: 'value_unknown', ...typed, nearest: nearestWord(value, allowed), allowed } as const;
}

/** The word that `typed` was probably meant to be: it differs in one short stretch, or is cut short. Null when none is near. */
export function nearestWord(typed: string, words: readonly string[]): string | null {
  const near = words
    .map((word) => ({ word, stretch: typed.length > 1 && word.startsWith(typed) ? 1 : differingStretch(typed, word) }))
    .filter(({ word, stretch }) => stretch <= Math.ceil(word.length / 4) && stretch < word.length + typed.length - 1)
    .sort((a, b) => a.stretch - b.stretch);
  return near[0]?.word ?? null;
}

/** The length of what remains of the longer word without their common start and end; 1 for two swapped neighbors. */
function differingStretch(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const swapped = restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
  return swapped ? 1 : Math.max(restA.length, restB.length);
}
