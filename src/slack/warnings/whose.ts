import type { Copy } from '../../copy/copy.ts';
import type { BudgetScope } from '../../core/team/budget.ts';
import { GUESTS } from '../../core/team/standing.ts';
import { personOf } from '../kit/erased.ts';

/** Whose budget it is, in words that follow the word budget: `for #launch`. */
export function whoseWords(whose: BudgetScope, copy: Copy): string {
  const words = copy.team.warnings.whose;
  switch (whose.kind) {
    case 'team':
      return words.team;
    case 'channel':
      return words.channel(`<#${whose.id}>`);
    case 'person':
      return words.person(personOf(whose.id, copy));
    case 'own':
      return words.own(personOf(whose.id, copy));
    case 'group':
      if (whose.id === GUESTS) return whose.rule === 'each' ? words.eachGuest : words.guestPot;
      return whose.rule === 'each' ? words.each(groupName(whose.id)) : words.pot(groupName(whose.id));
    default:
      return whose satisfies never;
  }
}

/** A user group by its name in Slack. */
export const groupName = (id: string) => `<!subteam^${id}>`;
