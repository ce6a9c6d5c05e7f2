/** The rules of the models, as far as a refusal lets one tell them apart. `other`: which one was not said. */
export const REFUSAL_RULES = [
  'minors',
  'self_harm',
  'sexual',
  'hate',
  'violence',
  'private_information',
  'real_people',
  'copyright',
  'illegal',
  'other',
] as const;
export type RefusalRule = (typeof REFUSAL_RULES)[number];

/**
 * What was refused: the words, a picture to start from, `input` = what was sent (one of these), or the picture that
 * came of it.
 */
export const REFUSED_PARTS = ['prompt', 'source', 'input', 'result'] as const;
export type RefusedPart = (typeof REFUSED_PARTS)[number];

/** Why Pixapi would not make something, in our words: its own never come further than where they are read. */
export interface Refusal {
  readonly rule: RefusalRule;
  /** null: it was not said. */
  readonly part: RefusedPart | null;
}
