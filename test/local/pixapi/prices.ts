import type { Size } from './sizes.ts';

export type Quality = string;
type Tier = '1K' | '2K' | '4K';
/** Credits for one picture. */
export type Price = number | Record<Tier, Record<Quality, number>>;

/** No matrix is published for gpt-image-1.5: "from 1". */
export const PRICES: Record<string, Price> = {
  'gpt-image-1.5': 1,
  'gpt-image-2': {
    '1K': { low: 1, medium: 4, high: 14, auto: 14 },
    '2K': { low: 2, medium: 17, high: 67, auto: 67 },
    '4K': { low: 4, medium: 34, high: 133, auto: 133 },
  },
};

export function creditsForOne(price: Price | undefined, size: Size, quality: Quality): number {
  if (price === undefined) return 1;
  return typeof price === 'number' ? price : (price[tierOf(size)][quality] ?? 1);
}

function tierOf({ width, height, auto }: Size): Tier {
  const longest = Math.max(width, height);
  if (auto || longest <= 1536) return '1K';
  return longest <= 2048 ? '2K' : '4K';
}
