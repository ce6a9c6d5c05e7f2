import type { Refusal, RefusalRule, RefusedPart } from '../../core/refusal.ts';

/** What an error says of itself. The message is upstream's own prose and may quote the prompt: it is read here and kept nowhere. */
export interface ErrorWords {
  readonly names: readonly string[];
  readonly message: string | null;
  readonly param: string | null;
  /** OpenAI's `moderation_details`. */
  readonly stage: string | null;
  readonly categories: readonly string[];
}

/** OpenAI's own list in its prose. */
const LISTED = /\bsafety_violations\s*=\s*\[([^\]]{0,200})\]/i;

/**
 * Which rule a refusal names and what it is about: from its categories and names first, then from those sentences of
 * its message that speak of rules, without what they quote.
 */
export function readRefusal(words: ErrorWords): Refusal {
  const message = unquoted(words.message);
  const [, listed = ''] = LISTED.exec(message) ?? [];
  const named = [...words.categories, ...listed.split(','), ...words.names.filter((name) => !COMMON.test(name))];
  const sentences = message.split(SENTENCE_END).filter((sentence) => SPEAKS_OF_RULES.test(sentence));
  return {
    rule: ruleOf(named.join('\n')) ?? ruleOf(sentences.join('\n')) ?? 'other',
    part: partOf(words, sentences.join('\n')),
  };
}

/** Without what it quotes: that may be the prompt, and says what it likes. */
export function unquoted(message: string | null): string {
  return (message ?? '').slice(0, LONGEST).replace(QUOTED, ' ');
}

/** Room for the longest prompt, should it be quoted, and all that is said about it. */
const LONGEST = 10_000;
/** The codes of a refusal as such. */
const COMMON = /^(?:prompt_rejected|moderation_blocked|content_policy_violation|content_filter)$/;
const QUOTED = /"[^"]*"|“[^“”]*”|«[^«»]*»|`[^`]*`|(?<!\p{L})'[^']*'(?!\p{L})/gu;
const SENTENCE_END = /[.!?;\n]+\s/;
const SPEAKS_OF_RULES =
  /guardrail|polic(?:y|ies)|\brules?\b|guideline|prohibit|forbidden|not (?:allowed|permitted|supported)|not support|disallow|violat|flagged|restrict/i;

/** In this order: where several are named, the graver one is what has to change. `_` and `-` read as spaces. */
const RULES: readonly (readonly [Exclude<RefusalRule, 'other'>, RegExp])[] = [
  ['minors', /\b(?:minors?|child(?:ren)?|kids?|underage|csam)\b/],
  ['self_harm', /\bself ?harm|\bsuicid|\beating disorder/],
  ['sexual', /\bsex|\bnud(?:e|ity)|\berotic|\bporn|\bnsfw\b|\bsuggestive/],
  ['hate', /\bhate|\bhateful|\bharass|\bdiscriminat|\bextremis|\bslurs?\b|\bbully/],
  ['violence', /\bviolen(?:t|ce)|\bgor[ey]\b|\bgraphic content|\bblood|\bterroris/],
  ['private_information', /\bprivate information|\bpersonal (?:data|information)|\bprivacy|\bpii\b/],
  [
    'real_people',
    /\breal (?:people|persons?|individuals?)|\bpublic figure|\bcelebrit|\blikeness|\bphotorealistic people|\bdeepfake/,
  ],
  [
    'copyright',
    /\bcopyright|\btrademark|\bthird ?party|\bintellectual property|\bbrands?\b|\b(?:protected|fictional) character|\bliving artist/,
  ],
  ['illegal', /\billicit|\billegal|\bdrugs?\b|\bcrim(?:e|inal)|\bfraud|\bweapons?\b/],
];

function ruleOf(text: string): RefusalRule | null {
  const plain = text.toLowerCase().replace(/[_-]/g, ' ');
  return RULES.find(([, pattern]) => pattern.test(plain))?.[0] ?? null;
}

const PARTS: readonly (readonly [RefusedPart, RegExp])[] = [
  [
    'source',
    /\b(?:input|uploaded|reference|source|provided) (?:image|picture|photo)|\buploads? of images?|\bimages? (?:you )?(?:uploaded|provided)/i,
  ],
  ['result', /\b(?:image|picture) we (?:created|made|generated)|\b(?:generated|output|resulting) (?:image|picture)/i],
  ['prompt', /\b(?:the|your|this) (?:text )?prompt\b/i],
];

function partOf({ stage, param }: ErrorWords, sentences: string): RefusedPart | null {
  if (stage === 'output') return 'result';
  if (param === 'prompt') return 'prompt';
  if (param?.startsWith('image')) return 'source';
  const said = PARTS.find(([, pattern]) => pattern.test(sentences))?.[0];
  return said ?? (stage === 'input' ? 'input' : null);
}
