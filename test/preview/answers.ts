import type { PromptProblem } from '../../src/core/asking/prompt.ts';
import type { Over } from '../../src/core/ordering/order-store.ts';
import { MOST_MANAGERS } from '../../src/core/policy/managers.ts';
import { NO_POLICY } from '../../src/core/policy/policy.ts';
import type { AfterEnding } from '../../src/core/pricing/after-ending.ts';
import type { PlanProblem } from '../../src/core/pricing/plan-order.ts';
import type { HistoryEntry } from '../../src/core/team/history.ts';
import { overBudgetAnswer, problemAnswer } from '../../src/slack/ask/answer-request.ts';
import { helpAnswer } from '../../src/slack/ask/imagine.ts';
import { historyAnswer } from '../../src/slack/kit/history-lines.ts';
import { answer } from '../../src/slack/kit/message.ts';
import { priceChangedAnswer } from '../../src/slack/kit/priced.ts';
import { managersAnswer } from '../../src/slack/policy/managers.ts';
import { policyAnswer } from '../../src/slack/policy/policy-lines.ts';
import { tooManyWords } from '../../src/slack/receive/limited.ts';
import { mistypedAnswer } from '../../src/slack/team/mistyped.ts';
import { modelLines, settingsAnswer } from '../../src/slack/team/settings.ts';
import { ENDING_OFFER, OFFER } from '../support/models.ts';
import { CREDITS, ID, type Load, MONTH, PROMPT, RENEWS, SOME_DAY } from './data.ts';
import { POLICY_PROBLEMS, policyOf } from './policy.ts';
import type { Sample } from './sample.ts';

const OVER: Over = {
  outcome: 'over',
  id: ID,
  scope: 'team',
  scopeId: 'T0ACME',
  rule: null,
  left: 6,
  granted: 0,
  room: 6,
  budget: 500,
  period: 'month',
  renewsAt: new Date(`${RENEWS}T00:00:00Z`),
  month: MONTH,
};

const HOLDERS: readonly Partial<Over>[] = [
  ...(['team', 'channel', 'person', 'own'] as const).map((scope) => ({ scope })),
  ...['S0ACMEDESIGN', 'guests'].flatMap((scopeId) =>
    (['each', 'pot'] as const).map((rule) => ({ scope: 'group' as const, scopeId, rule })),
  ),
];

const AFTER_ENDINGS: readonly AfterEnding[] = [
  { kind: 'moves', successor: 'gpt-image-2' },
  { kind: 'nothing' },
  { kind: 'stays' },
  { kind: 'dearer', successor: 'gpt-image-2', isDefault: true },
  { kind: 'dearer', successor: 'gpt-image-2', isDefault: false },
];

export const monthOf = (load: Load) => ({
  budget: CREDITS[load],
  held: CREDITS[load],
  spent: CREDITS[load],
  left: CREDITS[load],
  month: MONTH,
  renews: RENEWS,
  timeZone: 'America/Argentina/ComodRivadavia',
});

export const entryOf = (load: Load): HistoryEntry => ({
  prompt: PROMPT[load],
  state: 'posted',
  failure: null,
  heldCredits: CREDITS[load],
  chargedCredits: CREDITS[load],
  chargeEstimated: load === 'worst',
  requestedAt: SOME_DAY,
  erasedAt: null,
});

const problems = (load: Load): (PromptProblem | PlanProblem)[] => {
  const value = PROMPT[load].slice(0, 500);
  const plan = { model: 'gpt-image-2', size: '3840x2160', quality: 'high', count: 4, credits: 532 } as const;
  const words = { flag: '--quality', value, nearest: 'medium', allowed: ['low', 'medium', 'high'] };
  return [
    { kind: 'prompt_empty' },
    { kind: 'prompt_too_long', length: 4_001, limit: 4_000 },
    { kind: 'flag_unknown', flag: `--${value}`, nearest: '--quality', allowed: ['--quality', '--size'] },
    { kind: 'flag_repeated', flag: '--size' },
    { kind: 'flags_conflict', flags: ['--size', '--ar'] },
    { kind: 'value_missing', flag: '--quality', allowed: words.allowed },
    { kind: 'value_unknown', ...words },
    { kind: 'size_invalid', ...words, flag: '--size', reason: 'not_multiple_of_16', nearest: '1920x1088' },
    { kind: 'ratio_too_elongated', flag: '--ar', value, nearest: '3:1' },
    { kind: 'model_unknown', model: value, nearest: 'gpt-image-2', allowed: ['gpt-image-1.5', 'gpt-image-2'] },
    { kind: 'model_cannot_draw', model: 'gpt-image-1.5', size: '3840x2160', quality: 'high', able: ['gpt-image-2'] },
    { kind: 'model_cannot_draw', model: 'gpt-image-1.5', size: '3840x2160', quality: null, able: [] },
    { kind: 'model_retired', model: 'gpt-image-1.5', successor: 'gpt-image-2', plan },
  ];
};

/** What only the asker reads. */
export const ANSWERS: readonly Sample[] = [
  ...(['person', 'team'] as const).map(
    (tooMany): Sample => ({
      name: `tooManyWords: ${tooMany}`,
      build: (copy) => answer(tooManyWords({ tooMany, isNews: true }, copy)),
    }),
  ),
  { name: 'helpAnswer', build: (copy) => helpAnswer(OFFER.models, copy) },
  ...HOLDERS.map(
    (holder): Sample => ({
      name: `overBudgetAnswer: ${[holder.scope, holder.scopeId, holder.rule].filter(Boolean).join(' ')}`,
      build: (copy, load) => {
        const over = { ...OVER, ...holder, left: 6, budget: 500 };
        return overBudgetAnswer({ ...over, credits: CREDITS[load], atLow: { credits: 1, quality: 'low' } }, 10, copy);
      },
    }),
  ),
  {
    name: 'priceChangedAnswer',
    build: (copy, load) =>
      priceChangedAnswer({ actionId: 'vary_image', value: `${ID}:1`, credits: CREDITS[load] }, 10, copy),
  },
  {
    name: 'overBudgetAnswer: asks before it makes it low',
    build: (copy, load) => {
      const over = { ...OVER, left: 600, budget: 600 };
      return overBudgetAnswer({ ...over, credits: 5_320, atLow: { credits: CREDITS[load], quality: 'low' } }, 0, copy);
    },
  },
  ...([0, 20, null] as const).map(
    (confirmAbove): Sample => ({
      name: `settingsAnswer: confirm above ${confirmAbove}`,
      build: (copy, load) => {
        const settings = { language: 'pt-BR', guestsMaySpend: confirmAbove === null, confirmAbove };
        return settingsAnswer(settings, monthOf(load), modelLines(ENDING_OFFER, new Set(), copy), copy);
      },
    }),
  ),
  ...AFTER_ENDINGS.map(
    (after): Sample => ({
      name: `notice: a model ends, ${after.kind}${'isDefault' in after && !after.isDefault ? ', not the default' : ''}`,
      build: (copy) => answer(copy.notices.modelEnds('gpt-image-1.5', 7, '2026-12-01', after)),
    }),
  ),
  { name: 'managersAnswer: nobody is named', build: (copy) => managersAnswer([], [], copy) },
  {
    name: 'managersAnswer',
    build: (copy, load) => {
      const people = Array.from({ length: load === 'worst' ? MOST_MANAGERS : 1 }, () => 'U0ACMEANA1');
      return managersAnswer(
        people.map((userId) => ({ userId, addedBy: userId })),
        people.slice(0, 10),
        copy,
      );
    },
  },
  ...POLICY_PROBLEMS.map(
    (problem): Sample => ({
      name: `problemAnswer: ${problem.kind}`,
      build: (copy) => problemAnswer({ outcome: 'unreadable', id: ID, problem, nearest: null }, 10, copy),
    }),
  ),
  { name: 'policyAnswer: nothing was decided', build: (copy) => policyAnswer(NO_POLICY, false, copy) },
  {
    name: 'policyAnswer',
    build: (copy, load) => policyAnswer(policyOf(load === 'worst' ? 200 : 2), load === 'worst', copy),
  },
  {
    name: 'mistypedAnswer',
    build: (copy, load) =>
      mistypedAnswer({ head: load === 'worst' ? 'budget' : 'policy', text: PROMPT[load].slice(0, 200) }, copy),
  },
  { name: 'courtesy: stop', build: (copy) => answer(copy.talk.stop) },
  { name: 'historyAnswer: nothing yet', build: (copy) => historyAnswer([], copy) },
  {
    name: 'historyAnswer',
    build: (copy, load) => {
      const entry = entryOf(load);
      const states = ['requested', 'submitted', 'made', 'posted', 'failed', 'canceled', 'unknown'] as const;
      const made: HistoryEntry = { ...entry, state: 'made', failure: 'chat_refused' };
      return historyAnswer([...states.map((state) => ({ ...entry, state })), made, entry, entry], copy);
    },
  },
  ...problems('usual').map(
    ({ kind }, i): Sample => ({
      name: `problemAnswer: ${kind}`,
      build: (copy, load) => {
        const problem = problems(load)[i] ?? { kind: 'prompt_empty' };
        const value = 'nearest' in problem ? problem.nearest : null;
        const nearest = value === null ? null : { value, credits: CREDITS[load] };
        return problemAnswer({ outcome: 'unreadable', id: ID, problem, nearest }, 10, copy);
      },
    }),
  ),
];
