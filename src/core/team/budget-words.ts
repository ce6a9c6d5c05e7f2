import type { GroupRule, Period, SetBudget } from './budget.ts';

type Terms = Omit<SetBudget, 'version'>;

/** A budget as the audit writes it: `500`, `unlimited`, `5 a day`, `50 for each`, `500 shared a day`. */
export function budgetWords({ credits, period, rule }: Terms): string {
  const words = [credits === null ? 'unlimited' : String(credits)];
  if (rule !== null) words.push(RULES[rule]);
  if (period === 'day') words.push('a day');
  return words.join(' ');
}

const RULES: Record<GroupRule, string> = { each: 'for each', pot: 'shared' };
const WORDS = /^(\d{1,16}|unlimited)( for each| shared)?( a day)?$/;

/** What `budgetWords` wrote; null: it did not write that. */
export function readBudgetWords(words: string): Terms | null {
  const [, credits, rule, day] = WORDS.exec(words) ?? [];
  if (!credits) return null;
  return {
    credits: credits === 'unlimited' ? null : Number(credits),
    rule: rule ? (rule === ' shared' ? 'pot' : 'each') : null,
    period: (day ? 'day' : 'month') satisfies Period,
  };
}
