import { expect, test } from 'vitest';
import { copyFor } from '../../../src/copy/copy.ts';
import { placeholder } from '../../../src/slack/making/placeholder.ts';
import { generationOf } from '../../preview/data.ts';

test.each([
  [38.4, 71.0001, 'usually 38 s, nine in ten under 72 s'],
  [37.6, 37.9, 'usually 38 s, nine in ten under 39 s'],
  [0.06, 0.07, 'usually 1 s, nine in ten under 2 s'],
  [119.2, 119.4, 'usually 119 s, nine in ten under 2 min'],
  [119.6, 119.9, 'usually 2 min, nine in ten under 2.1 min'],
  [150, 301, 'usually 2.5 min, nine in ten under 5.1 min'],
  [243, 243, 'usually 4.1 min, nine in ten under 4.2 min'],
])('of %d s and %d s it says: %s', (usual, most, words) => {
  const { text } = placeholder(
    generationOf('usual'),
    { kind: 'making', figures: { least: 1, usual, most } },
    copyFor('en'),
  );
  expect(text).toBe(`Making a picture: a red fox reading a newspaper · ${words}`);
});
