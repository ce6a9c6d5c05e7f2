import { expect, test } from 'vitest';
import type { Quality } from '../../../src/core/image-model.ts';
import { MODELS } from '../../support/models.ts';

const [small, large] = [MODELS[0]!, MODELS[1]!];

test.each<[string, Quality | null, number, number]>([
  ['1024x1024', 'low', 1, 1],
  ['1024x1024', 'medium', 4, 16],
  ['1024x1024', null, 1, 14],
  ['auto', 'low', 2, 2],
  ['1536x1536', 'low', 1, 1],
  ['2048x1152', 'high', 1, 67],
  ['2560x1440', 'low', 1, 4],
  ['3840x2160', 'high', 10, 1330],
  ['1552x1024', 'low', 1, 2],
  ['1024x2048', 'medium', 1, 17],
  ['2064x1024', 'medium', 1, 34],
  ['unreadable', 'high', 1, 133],
])('gpt-image-2, %s at %s, %d times: %d credits', (size, quality, count, credits) => {
  expect(large.credits(size, quality) * count).toBe(credits);
});

test('gpt-image-1.5 has presets, no qualities, one price and a last day', () => {
  expect(small).toMatchObject({
    id: 'gpt-image-1.5',
    sizes: ['auto', '1024x1024', '1536x1024', '1024x1536'],
    qualities: [],
    retires: { on: '2026-12-01', successor: 'gpt-image-2', quality: 'low' },
  });
  expect(small.credits('1536x1024', null)).toBe(1);
});
