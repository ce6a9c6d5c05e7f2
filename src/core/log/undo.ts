import type { PolicyChange } from '../policy/policy.ts';
import { isNobody } from '../privacy/nobody.ts';
import type { BudgetTarget, SetBudget } from '../team/budget.ts';
import { readBudgetWords } from '../team/budget-words.ts';
import type { SettingChange } from '../team/settings.ts';
import type { AuditEntry } from './audit.ts';

/** What takes a change back. Budget null: that scope had none of its own. */
export type UndoChange =
  | { readonly kind: 'budget'; readonly scope: BudgetTarget; readonly budget: Omit<SetBudget, 'version'> | null }
  | { readonly kind: 'setting'; readonly change: SettingChange }
  | { readonly kind: 'language'; readonly language: string }
  | { readonly kind: 'policy'; readonly change: PolicyChange };

/** What would take an entry back; null: nothing can, or somebody has. What was sent, shown, given or erased stays so. */
export function undoOf({ action, subject, from, to, undoneBy }: AuditEntry): UndoChange | null {
  if (undoneBy !== null) return null;
  switch (action) {
    case 'budget_set':
      return budgetUndo(subject, from);
    case 'guests_set':
      return { kind: 'setting', change: { guestsMaySpend: from === 'spend' } };
    case 'confirm_set':
      return { kind: 'setting', change: { confirmAbove: from === null ? null : Number(from) } };
    case 'language_set':
      return from === null ? null : { kind: 'language', language: from };
    case 'paused':
      return { kind: 'policy', change: { kind: 'resume' } };
    case 'resumed':
      return { kind: 'policy', change: { kind: 'pause' } };
    case 'policy_set':
      return policyUndo(subject, from, to);
    default:
      return null;
  }
}

function budgetUndo(subject: string, from: string | null): UndoChange | null {
  const [, kind, id = ''] = /^(team|channel|person|group):(.+)$/u.exec(subject) ?? [];
  // what was decided about somebody who was erased stands under a name that is not here any more
  if (isNobody(id)) return null;
  const budget = from === null ? null : readBudgetWords(from);
  if (from !== null && !budget) return null;
  if (kind === 'team') return budget && { kind: 'budget', scope: { kind: 'team' }, budget };
  if (kind === 'channel' || kind === 'person') return { kind: 'budget', scope: { kind, id }, budget };
  if (kind === 'group') return { kind: 'budget', scope: { kind, id, rule: budget?.rule ?? 'each' }, budget };
  return null;
}

const MODES = ['on', 'private', 'drafts', 'off'] as const;

function policyUndo(subject: string, from: string | null, to: string | null): UndoChange | null {
  const [, channelId] = /^policy:channel:(.+)$/u.exec(subject) ?? [];
  const mode = MODES.find((one) => one === from);
  if (channelId && mode) return { kind: 'policy', change: { kind: 'channel', channelId, mode } };
  if (subject === 'policy:most_credits')
    return { kind: 'policy', change: { kind: 'max', credits: from === null ? null : Number(from) } };
  if (subject !== 'policy:blocked_word') return null;
  if (from !== null) return { kind: 'policy', change: { kind: 'block', word: from } };
  return to === null ? null : { kind: 'policy', change: { kind: 'unblock', word: to } };
}

/** `conflict`: it has been changed since, by whom. `known`: somebody took it back already. */
export type UndoAnswer =
  | { readonly outcome: 'undone'; readonly entry: AuditEntry }
  | { readonly outcome: 'conflict'; readonly by: string }
  | { readonly outcome: 'known' | 'gone' | 'not_undoable' };

export interface UndoStore {
  /** Takes a change back, and writes both the change and that it was taken back. */
  undoEntry(by: { readonly teamId: string; readonly userId: string }, id: number): Promise<UndoAnswer>;
}
