import { describe, expect, test } from 'vitest';
import type { ImageModel } from '../../../src/core/image-model.ts';
import { type Choices, fieldsOf, formOrder } from '../../../src/core/pricing/form-order.ts';
import { offerOn } from '../../../src/core/pricing/offer.ts';

const NOTHING: Choices = { size: '1024x1024', quality: null, count: 1, style: null };
const plain: ImageModel = { id: 'plain', sizes: ['1024x1024', '1536x1024'], qualities: [], credits: () => 1 };
const rich: ImageModel = {
  id: 'rich',
  sizes: 'any',
  qualities: ['low', 'medium'],
  credits: (_, quality) => (quality === 'low' ? 2 : 8),
};
const small: ImageModel = { id: 'small', sizes: ['1024x1024'], qualities: ['high'], credits: () => 30 };

const order = (models: ImageModel[], chosen: Partial<Choices> = {}, retired: string[] = [], text = '') =>
  formOrder(offerOn('2026-09-01', models, 'plain'), new Set(retired), { text }, { ...NOTHING, ...chosen });

describe('what a form offers', () => {
  test('is what some model draws, with what is chosen beside it', () => {
    const offered = order([plain, rich, small]);
    expect(offered?.qualities.map(({ quality, plan }) => [quality, plan.credits])).toEqual([
      [null, 1],
      ['low', 2],
      ['medium', 8],
      ['high', 30],
    ]);
    expect(offered?.sizes).toHaveLength(8);
    expect(order([plain, rich, small], { quality: 'high' })?.sizes).toEqual(['1024x1024']);
  });

  test('a size that the quality can’t be had in is replaced, and named', () => {
    expect(order([plain, rich, small], { quality: 'high', size: '2048x1152' })).toMatchObject({
      choices: { quality: 'high', size: '1024x1024' },
      plan: { model: 'small', credits: 30 },
      dropped: '2048x1152',
    });
  });

  test('a quality that nobody has any more is let go', () => {
    expect(order([plain, rich], { quality: 'medium' }, ['rich'])).toMatchObject({
      choices: { quality: null },
      qualities: [{ quality: null }],
      sizes: ['1024x1024', '1536x1024'],
    });
  });

  test('several are not offered where drafts can’t be had', () => {
    expect(order([plain, rich])?.counts).toEqual([1, 2, 3, 4]);
    expect(order([plain], { count: 4 })).toMatchObject({ choices: { count: 1 }, counts: [1], plan: { credits: 1 } });
  });

  test('a size of one’s own stays among the others', () => {
    expect(order([plain, rich], { size: '1024x1600' })).toMatchObject({ dropped: null, plan: { model: 'rich' } });
    expect(order([plain, rich], { size: '1024x1600' })?.sizes).toContain('1024x1600');
  });

  test('nothing where no model is left', () => {
    expect(order([plain], { count: 4 }, ['plain'])).toBeNull();
  });
});

test('flags in the text win; a text that can’t be read changes nothing', () => {
  expect(order([plain, rich], { quality: 'low' }, [], 'a fox --quality medium --n 2')?.plan).toMatchObject({
    quality: 'medium',
    count: 2,
    credits: 16,
  });
  expect(order([plain, rich], { quality: 'low' }, [], 'a fox --qualty medium')?.plan).toMatchObject({ credits: 2 });
});

test('an edit stays as its picture is where nothing is chosen', () => {
  const from = {
    parentId: 'x',
    parentPicture: 1,
    terms: { model: 'rich', size: '1536x1024', quality: 'medium' },
  } as const;
  const chosen = { size: null, quality: null, count: 1, style: null };
  const parts = offerOn('2026-09-01', [plain, rich], 'plain');
  expect(formOrder(parts, new Set(), { text: '', from }, chosen)?.plan).toMatchObject({
    model: 'rich',
    size: '1536x1024',
    quality: 'medium',
  });
  expect(fieldsOf(chosen)).toEqual({ count: 1 });
});
