import { expect, test } from 'vitest';
import { copyFor } from '../../../src/copy/copy.ts';
import { confirmFor } from '../../../src/slack/kit/button.ts';

test.each<[credits: number, above: number | null, asks: boolean]>([
  [10, 10, false],
  [11, 10, true],
  [1, 0, true],
  [0, 0, false],
  [0, 10, false],
  [10_000, null, false],
])('%d credits, where more than %s is asked about: %s', (credits, above, asks) => {
  for (const language of ['en', 'pt-BR', 'es'])
    expect(confirmFor(credits, above, copyFor(language)) !== undefined).toBe(asks);
});
