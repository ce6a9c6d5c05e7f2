import { type ImageModel, QUALITIES, type Quality, type Size } from '../core/image-model.ts';

const PRESETS = ['auto', '1024x1024', '1536x1024', '1024x1536'] as const;

/** Credits for one picture of gpt-image-2, by the tier of its long edge. */
const TIERS = {
  '1K': { low: 1, medium: 4, high: 14 },
  '2K': { low: 2, medium: 17, high: 67 },
  '4K': { low: 4, medium: 34, high: 133 },
} as const satisfies Record<string, Record<Quality, number>>;

/** Pixapi's image models as people may ask for them. */
export const MODELS: readonly ImageModel[] = [
  {
    id: 'gpt-image-1.5',
    sizes: PRESETS,
    qualities: [],
    // Pixapi publishes "from 1 credit" and no table: a minimum, corrected by the cost it reports.
    credits: () => 1,
    retires: { on: '2026-12-01', successor: 'gpt-image-2', quality: 'low' },
  },
  { id: 'gpt-image-2', sizes: 'any', qualities: QUALITIES, credits: creditsByTier },
];

// Pixapi bills a quality that was not sent as high.
function creditsByTier(size: Size, quality: Quality | null): number {
  const edge = longEdge(size);
  const tier = edge <= 1536 ? TIERS['1K'] : edge <= 2048 ? TIERS['2K'] : TIERS['4K'];
  return tier[quality ?? 'high'];
}

/** `auto` counts as the smallest tier; what can't be read counts as the dearest. */
function longEdge(size: Size): number {
  if (size === 'auto') return 0;
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(size);
  return match ? Math.max(Number(match[1]), Number(match[2])) : Number.POSITIVE_INFINITY;
}
