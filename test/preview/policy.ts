import { NO_POLICY, type Policy } from '../../src/core/policy/policy.ts';
import type { PolicyProblem } from '../../src/core/policy/problem.ts';
import { SOME_DAY } from './data.ts';

const channelId = 'C0ACMEGENERAL';

/** One for each rule that a request can be against. */
export const POLICY_PROBLEMS: readonly PolicyProblem[] = [
  { kind: 'paused', by: 'U0ACMEANA1', at: SOME_DAY },
  { kind: 'channel_off', channelId },
  { kind: 'channel_private_only', channelId },
  { kind: 'channel_drafts_only', channelId, quality: 'low' },
  { kind: 'guests_look' },
  { kind: 'no_spender', groups: ['S0DESIGN', 'S0BRAND'] },
  { kind: 'word_blocked', word: 'secret' },
  { kind: 'model_barred', model: 'gpt-image-1.5', allowed: ['gpt-image-2'] },
  { kind: 'size_barred', size: '3840x2160', allowed: ['1024x1024', '2048x1152'] },
  { kind: 'quality_barred', quality: 'high', allowed: ['low', 'medium'] },
  { kind: 'too_dear', credits: 532, most: 20 },
];

/** All rules that there are, and so many channels and words. */
export const policyOf = (many: number): Policy => ({
  ...NO_POLICY,
  paused: { by: 'U0ACMEANA1', at: SOME_DAY },
  guestsMaySpend: false,
  spendGroups: many > 10 ? ['S0DESIGN'] : null,
  models: ['gpt-image-2'],
  sizes: ['1024x1024', '2048x1152'],
  qualities: ['low', 'medium'],
  mostCredits: 20,
  defaultModel: 'gpt-image-2',
  defaultSize: '2048x1152',
  defaultQuality: 'low',
  blockedWords: Array.from({ length: many }, (_, i) => `word${i}`),
  channels: new Map(
    Array.from({ length: many }, (_, i) => [`C${i}`, (['private', 'drafts', 'off'] as const)[i % 3] ?? 'off']),
  ),
});
