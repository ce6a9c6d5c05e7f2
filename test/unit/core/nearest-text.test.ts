import { expect, test } from 'vitest';
import { nearestText } from '../../../src/core/asking/nearest-text.ts';
import { parsePrompt } from '../../../src/core/asking/prompt.ts';
import { planOrder } from '../../../src/core/pricing/plan-order.ts';
import { OFFER, VOCABULARY } from '../../support/models.ts';

function nearest(text: string) {
  const parsed = parsePrompt(text, VOCABULARY);
  if (!parsed.ok) return nearestText(text, parsed.problem);
  const planned = planOrder(parsed.asked, OFFER);
  return planned.ok ? null : nearestText(text, planned.problem);
}

test.each([
  ['fox --size 1920x1080', '1920x1088', 'fox --size 1920x1088'],
  ['fox —size “1920×1080” at night', '1920x1088', 'fox —size 1920x1088 at night'],
  ['fox --size=1920x1080', '1920x1088', 'fox --size=1920x1088'],
  ['--quality hihg a hihg fox', 'high', '--quality high a hihg fox'],
  ['a --qality fox --qality high', '--quality', 'a --quality fox --qality high'],
  ['fox\n--n 2\n--ar 9:1\nat night', '3:1', 'fox\n--n 2\n--ar 3:1\nat night'],
  ['fox --model gpt-image-3', 'gpt-image-2', 'fox --model gpt-image-2'],
  ['1920x1080 –size 1920x1080', '1920x1088', '1920x1080 –size 1920x1088'],
])('%j: %s', (text, value, changed) => {
  expect(nearest(text)).toEqual({ value, text: changed });
});

test.each(['fox', 'fox --size huge', 'fox --size', 'fox --n 2 --n 3', '--n 2', 'fox --model gpt-image-1.5 --size 2k'])(
  '%j: nothing is near',
  (text) => expect(nearest(text)).toBeNull(),
);

test('a text that is not kept whole is not asked for again', () => {
  expect(nearest(`${'fox '.repeat(1_990)}--size 1920x1080`)).not.toBeNull();
  expect(nearest(`${'fox '.repeat(2_000)}--size 1920x1080`)).toBeNull();
});
