import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { nearestSize, parseSize, SIZE_WORDS, sizeForRatio, sizeProblem } from '../../../src/core/size.ts';

describe('sizeProblem', () => {
  test.each([
    ['1024x640', null], // the fewest pixels
    ['816x816', null],
    ['800x800', 'too_few_pixels'],
    ['512x512', 'too_few_pixels'],
    ['1440x480', null], // exactly 3:1
    ['480x1440', null],
    ['3840x1280', null],
    ['3840x1264', 'too_elongated'],
    ['1264x3840', 'too_elongated'],
    ['1920x1080', 'not_multiple_of_16'],
    ['2880x2880', null], // the most pixels
    ['2896x2896', 'too_many_pixels'],
    ['4096x4096', 'edge_too_long'],
    ['3856x2160', 'edge_too_long'],
    ['3840x2160', null],
    ['0x0', 'too_few_pixels'],
    ['auto', null],
    ['huge', 'not_multiple_of_16'],
  ])('%s: %s', (size, problem) => expect(sizeProblem(size)).toBe(problem));

  test.each(Object.values(SIZE_WORDS))('the word for %s is one a model draws', (size) =>
    expect(sizeProblem(size)).toBeNull(),
  );
});

describe('nearestSize', () => {
  test.each([
    [1920, 1080, '1920x1088'],
    [4096, 4096, '2880x2880'],
    [4096, 2304, '3840x2160'],
    [512, 512, '816x816'],
    [1024, 640, '1024x640'],
    [0, 0, '816x816'],
  ])('%i by %i becomes %s', (width, height, size) => expect(nearestSize(width, height)).toBe(size));

  it('is always a size that can be drawn, and keeps one that already is', () => {
    const edge = fc.oneof(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 0, max: 999_999_999 }));
    fc.assert(
      fc.property(edge, edge, (width, height) => {
        const size = nearestSize(width, height);
        expect(sizeProblem(size)).toBeNull();
        if (sizeProblem(`${width}x${height}`) === null) expect(size).toBe(`${width}x${height}`);
      }),
    );
    const step = fc.integer({ min: 30, max: 240 }).map((n) => n * 16);
    fc.assert(
      fc.property(step, step, (width, height) => {
        fc.pre(sizeProblem(`${width}x${height}`) === null);
        expect(nearestSize(width, height)).toBe(`${width}x${height}`);
      }),
    );
  });
});

describe('sizeForRatio', () => {
  test.each([
    [1, 1, '1024x1024'],
    [3, 2, '1536x1024'],
    [2, 3, '1024x1536'],
    [16, 9, '1536x864'],
    [9, 16, '864x1536'],
    [4, 3, '1536x1152'],
    [5, 4, '1520x1216'],
    [21, 9, '1456x624'],
    [3, 1, '1536x512'],
    [1, 3, '512x1536'],
    [301, 100, null],
    [1, 0, null],
    [0, 0, null],
  ])('%d:%d becomes %s', (width, height, size) => expect(sizeForRatio(width, height)).toBe(size));

  it('is in the cheapest tier, can be drawn and has nearly that ratio', () => {
    const side = fc.integer({ min: 1, max: 3000 });
    fc.assert(
      fc.property(side, side, (width, height) => {
        fc.pre(Math.max(width, height) <= 3 * Math.min(width, height));
        const size = sizeForRatio(width, height) ?? '';
        const [w = 0, h = 0] = size.split('x').map(Number);
        expect(sizeProblem(size)).toBeNull();
        expect(Math.max(w, h)).toBeLessThanOrEqual(1536);
        expect(Math.abs(w / h / (width / height) - 1)).toBeLessThan(0.01);
      }),
    );
  });
});

describe('parseSize', () => {
  test.each([
    ['wide', '2048x1152'],
    ['WIDE', '2048x1152'],
    ['4K', '3840x2160'],
    ['auto', 'auto'],
    ['1024x1536', '1024x1536'],
    ['1024X1536', '1024x1536'],
    ['1024×1536', '1024x1536'],
    ['1024*1536px', '1024x1536'],
    ['01024 x 1536', '1024x1536'],
    ['1920x1080', '1920x1080'], // readable; whether it can be drawn is another question
    ['constructor', null],
    ['16:9', null],
    ['1024', null],
    ['-1x5', null],
    ['', null],
  ])('%s: %s', (text, size) => expect(parseSize(text)).toBe(size));
});
