import type { ModelEntry } from './table.ts';

/** Pixapi's image models; the first one is the default. `MODELS_FILE` adds to them in the same form (docs/models.md). */
export const BUILT_IN: readonly ModelEntry[] = [
  {
    id: 'gpt-image-1.5',
    sizes: ['auto', '1024x1024', '1536x1024', '1024x1536'],
    qualities: [],
    // Pixapi publishes "from 1 credit" and no table: a minimum, corrected by the cost it reports.
    prices: [{ credits: 1 }],
    retires: { on: '2026-12-01', successor: 'gpt-image-2', quality: 'low' },
    abilities: [],
  },
  {
    id: 'gpt-image-2',
    sizes: 'any',
    qualities: ['low', 'medium', 'high'],
    prices: [
      { upTo: 1536, credits: { low: 1, medium: 4, high: 14 } },
      { upTo: 2048, credits: { low: 2, medium: 17, high: 67 } },
      { upTo: 3840, credits: { low: 4, medium: 34, high: 133 } },
    ],
    abilities: [],
  },
];
