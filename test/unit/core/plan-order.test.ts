import { describe, expect, it, test } from 'vitest';
import type { Asked } from '../../../src/core/asking/prompt.ts';
import type { ImageModel } from '../../../src/core/image-model.ts';
import { offerOn } from '../../../src/core/pricing/offer.ts';
import { planOrder } from '../../../src/core/pricing/plan-order.ts';

const OLD: ImageModel = {
  id: 'gpt-image-1.5',
  sizes: ['1024x1024', '1536x1024', '1024x1536', 'auto'],
  qualities: [],
  credits: () => 1,
  retires: { on: '2026-12-01', successor: 'gpt-image-2', quality: 'low' },
};
const NEW: ImageModel = {
  id: 'gpt-image-2',
  sizes: 'any',
  qualities: ['low', 'medium', 'high'],
  credits: (size, quality) =>
    (quality === 'low' ? 1 : quality === 'medium' ? 4 : 14) * (size === '2048x1152' || size === '3840x2160' ? 4 : 1),
};
const SMALL: ImageModel = { id: 'banana', sizes: ['1024x1024'], qualities: [], credits: () => 2 };
const MODELS = [OLD, NEW, SMALL];

const plan = (asked: Omit<Asked, 'prompt'>, defaultModel = OLD.id, retired: string[] = [], models = MODELS) => {
  const offer = offerOn('2026-09-01', models, defaultModel);
  const planned = planOrder(asked, offer, new Set(retired));
  return planned.ok ? planned.plan : planned.problem;
};

describe('the model follows from what was asked', () => {
  test.each<[Omit<Asked, 'prompt'>, object]>([
    [{}, { model: OLD.id, size: '1024x1024', quality: null, count: 1, credits: 1 }],
    [{ count: 3 }, { model: NEW.id, quality: 'low', count: 3, credits: 3 }],
    [
      { count: 3, model: OLD.id },
      { model: OLD.id, quality: null, count: 3, credits: 3 },
    ],
    [
      { count: 3, quality: 'high' },
      { model: NEW.id, quality: 'high', credits: 42 },
    ],
    [{ size: '1536x1024' }, { model: OLD.id, size: '1536x1024' }],
    [{ size: 'auto' }, { model: OLD.id, size: 'auto' }],
    [{ size: '2048x1152' }, { model: NEW.id, quality: 'low', credits: 4 }],
    [
      { quality: 'high', count: 2 },
      { model: NEW.id, quality: 'high', size: '1024x1024', credits: 28 },
    ],
    [{ quality: 'low' }, { model: NEW.id, quality: 'low', credits: 1 }],
    [{ model: 'GPT-Image-2' }, { model: NEW.id, quality: 'low', credits: 1 }],
    [{ model: 'banana' }, { model: 'banana', quality: null, credits: 2 }],
  ])('%j', (asked, expected) => expect(plan(asked)).toMatchObject(expected));

  it('stays with a default that can draw it', () => {
    expect(plan({}, NEW.id)).toMatchObject({ model: NEW.id, quality: 'low' });
    expect(plan({ quality: 'high' }, NEW.id)).toMatchObject({ model: NEW.id, quality: 'high' });
  });
});

describe('what no such model draws is a problem that names the others', () => {
  test.each<[Omit<Asked, 'prompt'>, object]>([
    [
      { model: OLD.id, size: '2048x1152' },
      { kind: 'model_cannot_draw', model: OLD.id, size: '2048x1152', quality: null, able: [NEW.id] },
    ],
    [
      { model: OLD.id, quality: 'high' },
      { kind: 'model_cannot_draw', size: null, quality: 'high', able: [NEW.id] },
    ],
    [{ size: '1920x1080' }, { kind: 'model_cannot_draw', size: '1920x1080', able: [] }],
    [
      { model: 'gpt-image-3' },
      { kind: 'model_unknown', model: 'gpt-image-3', nearest: NEW.id, allowed: [OLD.id, NEW.id, SMALL.id] },
    ],
    [{ model: 'dall-e' }, { kind: 'model_unknown', nearest: null }],
  ])('%j', (asked, problem) => expect(plan(asked)).toMatchObject(problem));

  it('also when the default itself does not exist', () => {
    expect(plan({}, 'nobody')).toMatchObject({ kind: 'model_unknown', model: 'nobody' });
  });
});

describe('a retired model', () => {
  it('is replaced by its successor at the same price', () => {
    expect(plan({}, OLD.id, [OLD.id])).toEqual({
      model: NEW.id,
      size: '1024x1024',
      quality: 'low',
      count: 1,
      credits: 1,
    });
    expect(plan({ model: OLD.id, count: 2 }, OLD.id, [OLD.id])).toMatchObject({ model: NEW.id, credits: 2 });
  });

  it('is never replaced silently by a dearer one', () => {
    const dear = { ...NEW, credits: () => 5 };
    const problem = {
      kind: 'model_retired',
      model: OLD.id,
      successor: NEW.id,
      plan: { model: NEW.id, size: '1024x1024', quality: 'low', count: 2, credits: 10 },
    };
    expect(plan({ model: OLD.id, count: 2 }, OLD.id, [OLD.id], [OLD, dear])).toEqual(problem);
    expect(plan({}, OLD.id, [OLD.id], [OLD, dear])).toMatchObject({ kind: 'model_retired', plan: { credits: 5 } });
    expect(plan({ model: NEW.id }, OLD.id, [OLD.id], [OLD, dear])).toMatchObject({ model: NEW.id, credits: 5 });
  });

  it('is not among the models that can, nor among those to choose from', () => {
    expect(plan({ quality: 'high' }, OLD.id, [NEW.id])).toMatchObject({ kind: 'model_cannot_draw', able: [] });
    expect(plan({ model: 'x' }, OLD.id, [OLD.id])).toMatchObject({ allowed: [NEW.id, SMALL.id] });
  });

  it('with a retired successor gives way to the next that can, at its price', () => {
    expect(plan({}, OLD.id, [OLD.id, NEW.id])).toMatchObject({ kind: 'model_retired', successor: SMALL.id });
    expect(plan({}, OLD.id, [OLD.id, NEW.id, SMALL.id])).toMatchObject({ kind: 'model_cannot_draw', able: [] });
  });
});
