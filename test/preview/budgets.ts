import type { BudgetScope, Calendar, Limit, SetBudget } from '../../src/core/team/budget.ts';
import type { Letter } from '../../src/core/warnings/letter.ts';
import { REFUSAL_CLASSES } from '../../src/core/warnings/letter.ts';
import type { Warning } from '../../src/core/warnings/warning.ts';
import { type BudgetSet, budgetSetAnswer } from '../../src/slack/team/budget-change.ts';
import { limitsAnswer, type SeenLimit } from '../../src/slack/team/limits.ts';
import { letterMessage } from '../../src/slack/warnings/letter-message.ts';
import { spikeMessage, warningMessage } from '../../src/slack/warnings/warning-message.ts';
import { CREDITS, type Load, MONTH, PROMPT, RENEWS } from './data.ts';
import type { Sample } from './sample.ts';

const renewsAt = new Date('2026-12-01T03:00:00Z');
const ana = (load: Load) => ({ id: 'U0ACMEANA1', credits: CREDITS[load] });
const general = (load: Load) => ({ id: 'C0ACMEGENERAL', credits: CREDITS[load] });

const warningOf = (load: Load, about: Partial<Warning> = {}): Warning => ({
  whose: { kind: 'team' },
  period: 'month',
  percent: 80,
  credits: load === 'worst' ? CREDITS.worst : 500,
  used: load === 'worst' ? CREDITS.worst : 400,
  left: load === 'worst' ? CREDITS.worst : 100,
  renewsAt,
  person: ana(load),
  channel: general(load),
  forecast: { kind: 'ends', on: '2026-11-27' },
  isLow: load === 'worst',
  ...about,
});

const WHOSE: readonly BudgetScope[] = [
  { kind: 'channel', id: 'C0ACMEGENERAL' },
  { kind: 'person', id: 'U0ACMEANA1' },
  { kind: 'own', id: 'U0ACMEANA1' },
  { kind: 'group', id: 'S0ACMEDESIGN', rule: 'each' },
  { kind: 'group', id: 'S0ACMEDESIGN', rule: 'pot' },
  { kind: 'group', id: 'guests', rule: 'each' },
  { kind: 'group', id: 'guests', rule: 'pot' },
];

const letterOf = (load: Load, about: Partial<Letter> = {}): Letter => ({
  month: MONTH,
  next: RENEWS,
  spent: 412,
  budget: load === 'worst' ? CREDITS.worst : 500,
  requests: 220,
  pictures: 310,
  savedByDrafts: 96,
  channels: Array.from({ length: load === 'worst' ? 10 : 2 }, (_, i) => ({
    id: i === 1 ? 'direct' : 'C0ACMEGENERAL',
    tag: i === 1 ? null : load === 'worst' ? PROMPT.worst.slice(0, 40) : 'launch',
    credits: CREDITS[load],
  })),
  moreChannels: load === 'worst' ? 1_000 : 1,
  tags: Array.from({ length: load === 'worst' ? 10 : 1 }, () => ({
    id: load === 'worst' ? PROMPT.worst.slice(0, 40) : 'launch',
    credits: CREDITS[load],
  })),
  refusals: REFUSAL_CLASSES.map((name) => ({ name, count: CREDITS[load] })),
  styles: [
    { name: 'watercolor', count: 31 },
    { name: 'poster', count: 4 },
  ],
  forecast: { kind: 'ends', on: '2026-12-27' },
  ...about,
});

export const limitOf = (load: Load, scope: BudgetScope, about: Partial<Limit> = {}): SeenLimit => ({
  limit: {
    ...{ scope, period: 'month', start: MONTH, renewsAt, version: 1, granted: 0 },
    ...{ credits: CREDITS[load], used: CREDITS[load], held: 0, left: CREDITS[load] },
    ...about,
  },
  forecast: { kind: 'silent' },
});

const limitsOf = (load: Load): SeenLimit[] => [
  limitOf(load, { kind: 'own', id: 'U0ACMEANA1' }, { period: 'day', held: 1 }),
  limitOf(load, { kind: 'group', id: 'S0ACMEDESIGN', rule: 'each' }),
  limitOf(load, { kind: 'person', id: 'U0ACMEANA1' }, { granted: 100 }),
  limitOf(load, { kind: 'group', id: 'guests', rule: 'pot' }),
  { ...limitOf(load, { kind: 'channel', id: 'C0ACMEGENERAL' }), forecast: { kind: 'ends', on: '2026-11-27' } },
  limitOf(load, { kind: 'team' }, { credits: null, left: null }),
];

export const CALENDAR: Calendar = {
  ...{ timeZone: 'America/Argentina/ComodRivadavia', firstDay: 15, month: MONTH, day: '2026-11-24' },
  ...{ monthEnds: renewsAt, dayEnds: renewsAt },
};

const set = (credits: number | null, about: Partial<SetBudget> = {}): SetBudget => ({
  ...{ credits, period: 'month', rule: null, version: 1 },
  ...about,
});

const setOf = (load: Load, about: Partial<BudgetSet> = {}): BudgetSet => ({
  ...{ scope: { kind: 'channel', id: 'C0ACMEGENERAL' }, before: null, now: set(CREDITS[load]), all: [] },
  knowsGroups: true,
  ...about,
});

const CHANGES: readonly Sample[] = [
  {
    name: 'limitsAnswer: of whoever asks',
    build: (copy, load) => limitsAnswer(copy.team.budgets.title, limitsOf(load), CALENDAR, 'U0ACMEANA1', copy),
  },
  {
    name: 'limitsAnswer: of the workspace',
    build: (copy, load) => limitsAnswer(copy.team.budgets.details, limitsOf(load), CALENDAR, null, copy),
  },
  { name: 'budgetSetAnswer: the first', build: (copy, load) => budgetSetAnswer(setOf(load), copy) },
  {
    name: 'budgetSetAnswer: as it was',
    build: (copy, load) => budgetSetAnswer(setOf(load, { before: set(CREDITS[load]) }), copy),
  },
  {
    name: 'budgetSetAnswer: another period, spent already, more than the workspace has',
    build: (copy, load) =>
      budgetSetAnswer(
        setOf(load, {
          before: set(5, { period: 'day' }),
          all: [
            limitOf(load, { kind: 'team' }, { credits: 3 }).limit,
            limitOf(load, { kind: 'channel', id: 'C0ACMEGENERAL' }, { left: -2 }).limit,
          ],
        }),
        copy,
      ),
  },
  {
    name: 'budgetSetAnswer: nearly spent, and of nobody known',
    build: (copy, load) => {
      const scope = { kind: 'group', id: 'S0ACMEDESIGN', rule: 'pot' } as const;
      const { limit } = limitOf(load, scope, { credits: 100, left: 12 });
      return budgetSetAnswer(
        setOf(load, { scope, now: set(100, { rule: 'pot' }), all: [limit], knowsGroups: false }),
        copy,
      );
    },
  },
];

/** What managers are told of the team's money. */
export const BUDGETS: readonly Sample[] = [
  ...CHANGES,
  { name: 'warningMessage: the workspace', build: (copy, load) => warningMessage(warningOf(load), copy) },
  ...WHOSE.map(
    (whose): Sample => ({
      name: `warningMessage: ${whose.kind}${whose.kind === 'group' ? ` ${whose.id} ${whose.rule}` : ''}`,
      build: (copy, load) =>
        warningMessage(warningOf(load, { whose, person: null, channel: null, forecast: { kind: 'lasts' } }), copy),
    }),
  ),
  {
    name: 'warningMessage: nothing is left of a day',
    build: (copy, load) =>
      warningMessage(
        warningOf(load, {
          percent: 100,
          left: 0,
          period: 'day',
          channel: null,
          forecast: { kind: 'silent' },
          isLow: true,
        }),
        copy,
      ),
  },
  {
    name: 'spikeMessage',
    build: (copy, load) =>
      spikeMessage({ credits: 120, usualDay: 40, person: ana(load), channel: general(load) }, copy),
  },
  { name: 'letterMessage: with a chart', build: (copy, load) => letterMessage(letterOf(load), 'F0CHART0001', copy) },
  {
    name: 'letterMessage: a small month',
    build: (copy, load) =>
      letterMessage(
        letterOf(load, {
          ...{ budget: null, savedByDrafts: 0, moreChannels: 0, tags: [], refusals: [], styles: [] },
          forecast: { kind: 'silent' },
        }),
        null,
        copy,
      ),
  },
];
