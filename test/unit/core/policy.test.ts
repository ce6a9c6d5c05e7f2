import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findBlocked, fold } from '../../../src/core/policy/blocked-words.ts';
import { offerUnder } from '../../../src/core/policy/offer-under.ts';
import { NO_POLICY, type Policy } from '../../../src/core/policy/policy.ts';
import { type PolicyProblem, policyProblem } from '../../../src/core/policy/problem.ts';
import { planOrder, type Wish } from '../../../src/core/pricing/plan-order.ts';
import { OFFER } from '../../support/models.ts';
import { unicodeText } from '../../support/unicode-text.ts';

describe('blocked words are whole words, whatever their case and accents', () => {
  test.each<[text: string, words: string[], found: string | null]>([
    ['a red fox', ['fox'], 'fox'],
    ['A RED FOX!', ['fox'], 'fox'],
    ['foxes at night', ['fox'], null],
    ['a firefox logo', ['fox'], null],
    ['um leão', ['leao'], 'leao'],
    ['um LEÃO', ['leao'], 'leao'],
    ['um lea\u0303o', ['leao'], 'leao'],
    ['una niña', ['nina'], 'nina'],
    ['die Straße', ['strasse'], 'strasse'],
    ['*fox*, _please_', ['fox'], 'fox'],
    ['a f\u200box', ['fox'], 'fox'],
    ['a f\u00adox', ['fox'], 'fox'],
    ['ｆｏｘ', ['fox'], 'fox'],
    ['fox-like', ['fox'], 'fox'],
    ['red  bull can', ['red bull'], 'red bull'],
    ['red-bull', ['red bull'], 'red bull'],
    ['red, blue bull', ['red bull'], null],
    ['3d', ['3'], null],
    ['лиса', ['лиса'], 'лиса'],
    ['', ['fox'], null],
    ['a fox', [], null],
  ])('“%s” with %j: %s', (text, words, found) => expect(findBlocked(text, words)).toBe(found));

  test('what is folded twice is the same, and finds itself', () => {
    fc.assert(
      fc.property(unicodeText(), (text) => {
        const folded = fold(text);
        expect(fold(folded)).toBe(folded);
        if (folded !== '') expect(findBlocked(text, [folded])).toBe(folded);
      }),
      { numRuns: 500 },
    );
  });
});

const REQUEST = {
  act: 'make',
  channelId: 'C1',
  isPrivate: false,
  prompt: 'a red fox',
  model: 'gpt-image-2',
  size: '1024x1024',
  quality: 'medium',
  credits: 4,
} as const;
type Held = Parameters<typeof policyProblem>[1];
type Case = [rule: Partial<Policy>, request: Partial<Held>, kind: PolicyProblem['kind'] | null];

const member = { groupIds: ['S1'], isGuest: false };
const channel = (mode: 'private' | 'drafts' | 'off') => ({ channels: new Map([['C1', mode]]) });

describe('a request is against a rule', () => {
  test.each<Case>([
    [{}, {}, null],
    [{ paused: { by: 'U1', at: new Date(0) } }, {}, 'paused'],
    [{ paused: { by: 'U1', at: new Date(0) } }, { act: 'publish' }, null],
    [channel('off'), {}, 'channel_off'],
    [channel('off'), { isPrivate: true }, 'channel_off'],
    [channel('off'), { channelId: 'C2' }, null],
    [channel('off'), { channelId: 'D1' }, null],
    [channel('off'), { act: 'publish' }, 'channel_off'],
    [channel('off'), { act: 'undo' }, null],
    [channel('private'), {}, 'channel_private_only'],
    [channel('private'), { isPrivate: true }, null],
    [channel('private'), { act: 'publish' }, 'channel_private_only'],
    [channel('drafts'), {}, 'channel_drafts_only'],
    [channel('drafts'), { quality: 'low' }, null],
    [channel('drafts'), { quality: null, model: 'gpt-image-1.5' }, null],
    [channel('drafts'), { act: 'publish' }, null],
    [{ guestsMaySpend: false }, {}, null],
    [{ spendGroups: ['S1', 'S2'] }, {}, null],
    [{ spendGroups: ['S2'] }, {}, 'no_spender'],
    [{ spendGroups: [] }, {}, 'no_spender'],
    [{ blockedWords: ['fox'] }, {}, 'word_blocked'],
    [{ blockedWords: ['fox'] }, { prompt: 'foxes' }, null],
    [{ models: ['gpt-image-1.5'] }, {}, 'model_barred'],
    [{ models: ['gpt-image-2'] }, {}, null],
    [{ sizes: ['1536x1024'] }, {}, 'size_barred'],
    [{ qualities: ['low'] }, {}, 'quality_barred'],
    [{ qualities: ['low'] }, { quality: null }, null],
    [{ mostCredits: 3 }, {}, 'too_dear'],
    [{ mostCredits: 4 }, {}, null],
    [{ mostCredits: 0 }, { credits: 1 }, 'too_dear'],
  ])('%j, %j: %s', (rule, request, kind) => {
    const problem = policyProblem({ ...NO_POLICY, ...rule }, { ...REQUEST, ...request }, OFFER.models, member);
    expect(problem?.kind ?? null).toBe(kind);
  });

  test('of whom nothing is known may not spend where that matters', () => {
    const known = (rule: Partial<Policy>) =>
      policyProblem({ ...NO_POLICY, ...rule }, REQUEST, OFFER.models, null)?.kind ?? null;
    expect(known({})).toBeNull();
    expect(known({ guestsMaySpend: false })).toBe('guests_look');
    expect(known({ spendGroups: ['S1'] })).toBe('no_spender');
  });
});

describe('what a request means where it says nothing', () => {
  test.each<[Partial<Policy>, Wish, object, mode?: 'drafts']>([
    [{}, {}, { model: 'gpt-image-1.5', size: '1024x1024', quality: null }],
    [{ defaultModel: 'gpt-image-2' }, {}, { model: 'gpt-image-2', quality: 'low' }],
    [{ defaultModel: 'gpt-image-2', defaultQuality: 'high' }, {}, { quality: 'high', credits: 14 }],
    [{ defaultModel: 'gpt-image-2', defaultQuality: 'high' }, { quality: 'low' }, { quality: 'low' }],
    [{ defaultModel: 'gpt-image-2', defaultQuality: 'high' }, {}, { quality: 'low' }, 'drafts'],
    [{ defaultModel: 'gpt-image-2', defaultQuality: 'high', isShort: true }, {}, { quality: 'low' }],
    [{ defaultModel: 'gpt-image-2', isShort: true }, { quality: 'high' }, { quality: 'high' }],
    [{ models: ['gpt-image-2'], qualities: ['medium', 'high'], isShort: true }, {}, { quality: 'medium' }],
    [{ defaultSize: '1536x1024' }, {}, { size: '1536x1024' }],
    [{ sizes: ['1536x1024', '2048x1152'] }, {}, { size: '1536x1024' }],
    [{ sizes: ['1536x1024', '1024x1024'] }, {}, { size: '1024x1024' }],
    [{ models: ['gpt-image-2'] }, {}, { model: 'gpt-image-2' }],
    [{ models: ['gpt-image-2'], qualities: ['medium', 'high'] }, {}, { quality: 'medium' }],
    [{ qualities: ['medium', 'high'] }, { count: 4 }, { quality: 'medium', count: 4 }],
    // a model that is gone from the table stands in nobody's way
    [{ defaultModel: 'gpt-image-0' }, {}, { model: 'gpt-image-1.5' }],
  ])('under %j, %j is %j', (rule, wish, plan, mode) => {
    const planned = planOrder(wish, offerUnder({ ...NO_POLICY, ...rule }, OFFER, mode));
    expect(planned).toMatchObject({ ok: true, plan });
  });
});

describe('a model that a rule is against is never replaced by another of the same price', () => {
  const [like] = OFFER.models.filter(({ id }) => id === 'gpt-image-2');
  if (!like) throw new Error('no such model');
  const offer = {
    ...OFFER,
    models: [like, { ...like, id: 'its-twin' }],
    defaultModel: like.id,
    past: new Set<string>(),
  };
  const ofModel = { model: like.id, isModelInherited: true } as const;
  const inherited = { ...ofModel, quality: 'low', isQualityInherited: true } as const;
  const rules = { ...NO_POLICY, models: ['its-twin'] };

  test.each<[act: string, wish: Wish]>([
    ['Again', inherited],
    ['Vary', { ...inherited, count: 4 }],
    ['Finish', { ...ofModel, quality: 'high' }],
    ['Make it low', { ...ofModel, quality: 'low' }],
    ['an edit in its thread', ofModel],
  ])('%s', (_, wish) => {
    expect(planOrder(wish, offer)).toMatchObject({ ok: true, plan: { model: like.id } });
    expect(planOrder(wish, offerUnder(rules, offer))).toMatchObject({ ok: false });
    const free = planOrder(wish, offer);
    const held = { ...REQUEST, ...(free.ok ? free.plan : {}) };
    expect(policyProblem(rules, held, offer.models, null)?.kind).toBe('model_barred');
  });

  test('of a model that nobody knows any more, what there is stands in', () => {
    const gone = { ...inherited, model: 'long-gone' };
    expect(planOrder(gone, offerUnder(rules, offer))).toMatchObject({ ok: true, plan: { model: 'its-twin' } });
  });
});
