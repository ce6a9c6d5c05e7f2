import type { ImageModel, Quality, Size } from '../image-model.ts';

/** The words that flags take because some model knows them. */
export interface Vocabulary {
  /** As the models have them, in their order. */
  readonly qualities: readonly Quality[];
  /** Sizes that a model lists: they are good whatever the rules for free sizes say. */
  readonly sizes: ReadonlySet<Size>;
}

const known = new WeakMap<readonly ImageModel[], Vocabulary>();

/** Of a table of models; made once. */
export function vocabularyOf(models: readonly ImageModel[]): Vocabulary {
  const before = known.get(models);
  if (before) return before;
  const vocabulary = {
    qualities: [...new Set(models.flatMap(({ qualities }) => qualities))],
    sizes: new Set(models.flatMap(({ sizes }) => (sizes === 'any' ? [] : sizes))),
  };
  known.set(models, vocabulary);
  return vocabulary;
}
