import type { PolicyChange, PolicyRules } from '../policy/policy.ts';
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
  | { readonly kind: 'policy'; readonly change: PolicyChange }
  /** One rule of those that the policy's form sets. */
  | { readonly kind: 'rule'; readonly rule: Partial<PolicyRules> }
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'first_day'; readonly day: number }
  /** For owners and admins alone, as naming people is. */
  | { readonly kind: 'manager'; readonly managerId: string; readonly isNamed: boolean }
  | { readonly kind: 'retention'; readonly days: number | null }
  | { readonly kind: 'tag'; readonly channelId: string; readonly tag: string | null }
  | { readonly kind: 'warnings'; readonly percents: readonly number[] }
  | { readonly kind: 'low'; readonly isLow: boolean }
  | { readonly kind: 'answer_days'; readonly days: number };

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
      return policyUndo(subject, from, to) ?? ruleUndo(subject, from);
    case 'manager_added':
    case 'manager_removed':
      return managerUndo(subject, action === 'manager_removed');
    case 'retention_set':
      return retentionUndo(from, to);
    case 'tag_set':
      return subject.startsWith('channel:') ? { kind: 'tag', channelId: subject.slice(8), tag: from } : null;
    default:
      return from === null ? null : figureUndo(action, from);
  }
}

/** Of settings that are never without a value. */
function figureUndo(action: string, from: string): UndoChange | null {
  switch (action) {
    case 'zone_set':
      return { kind: 'zone', zone: from };
    case 'first_day_set':
      return { kind: 'first_day', day: Number(from) };
    case 'warnings_set':
      return { kind: 'warnings', percents: from.split(' ').map(Number) };
    case 'low_when_short_set':
      return { kind: 'low', isLow: from === 'on' };
    case 'answer_days_set':
      return { kind: 'answer_days', days: Number(from) };
    default:
      return null;
  }
}

function managerUndo(subject: string, isNamed: boolean): UndoChange | null {
  const [, managerId = ''] = /^person:(.+)$/u.exec(subject) ?? [];
  return managerId === '' || isNobody(managerId) ? null : { kind: 'manager', managerId, isNamed };
}

/** Only to keep things longer: the other way would erase what is there, and is said in the form that sets it. */
function retentionUndo(from: string | null, to: string | null): UndoChange | null {
  const days = from === null ? null : Number(from);
  const isLonger = to !== null && (days === null || days > Number(to));
  return isLonger ? { kind: 'retention', days } : null;
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
  if (subject === 'policy:guests') return { kind: 'setting', change: { guestsMaySpend: from === 'spend' } };
  if (subject !== 'policy:blocked_word') return null;
  if (from !== null) return { kind: 'policy', change: { kind: 'block', word: from } };
  return to === null ? null : { kind: 'policy', change: { kind: 'unblock', word: to } };
}

/** Of the lists and defaults: as the audit writes them, null for no rule. */
function ruleUndo(subject: string, from: string | null): UndoChange | null {
  const list = from === null ? null : from.split(', ');
  switch (subject) {
    case 'policy:spend_groups':
      return { kind: 'rule', rule: { spendGroups: list } };
    case 'policy:models':
      return { kind: 'rule', rule: { models: list } };
    case 'policy:sizes':
      return { kind: 'rule', rule: { sizes: list } };
    case 'policy:qualities':
      return { kind: 'rule', rule: { qualities: list } };
    case 'policy:default_model':
      return { kind: 'rule', rule: { defaultModel: from } };
    case 'policy:default_size':
      return { kind: 'rule', rule: { defaultSize: from } };
    case 'policy:default_quality':
      return { kind: 'rule', rule: { defaultQuality: from } };
    default:
      return null;
  }
}

/** `conflict`: it has been changed since, by whom. `known`: somebody took it back already. */
export type UndoAnswer =
  | { readonly outcome: 'undone'; readonly entry: AuditEntry }
  | { readonly outcome: 'conflict'; readonly by: string }
  | { readonly outcome: 'known' | 'gone' | 'not_undoable' | 'only_admins' };

/** A manager; `isAdmin`: an owner or admin of the workspace, and not only named. */
export interface UndoBy {
  readonly teamId: string;
  readonly userId: string;
  readonly isAdmin: boolean;
}

export interface UndoStore {
  /** Takes a change back, and writes both the change and that it was taken back. */
  undoEntry(by: UndoBy, id: number): Promise<UndoAnswer>;
}
