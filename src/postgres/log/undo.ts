import type { AuditEntry } from '../../core/log/audit.ts';
import { type UndoAnswer, type UndoBy, type UndoChange, type UndoStore, undoOf } from '../../core/log/undo.ts';
import { writeAnswerDays } from '../approvals/store.ts';
import type { Sql } from '../connection/prepared.ts';
import { addManager, removeManager } from '../policy/managers.ts';
import { applyPolicy, applyRule } from '../policy/policy.ts';
import { writeRetention } from '../privacy/decisions.ts';
import { audit } from '../team/audit.ts';
import { writeLowWhenShort, writeTag, writeWarnAt } from '../team/budget-rules.ts';
import { subjectOf, writeBudget } from '../team/budgets.ts';
import { setFirstDay, setZone } from '../team/calendar.ts';
import { writeLanguage, writeSetting } from '../team/store.ts';
import type { Work } from '../work.ts';
import { findAuditEntry } from './audit.ts';

export function undoStore({ within }: Work): UndoStore {
  return { undoEntry: (by, id) => within((sql) => undoEntry(sql, by, id)) };
}

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** Takes a change back through the door by which it was made, unless it has been changed since. Of a team that is known. */
async function undoEntry(sql: Sql, { isAdmin, ...by }: UndoBy, id: number): Promise<UndoAnswer> {
  // whoever changes a budget, a setting or a rule waits for this
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const entry = await findAuditEntry(sql, by.teamId, id);
  if (!entry) return { outcome: 'gone' };
  if (entry.undoneBy !== null) return { outcome: 'known' };
  const change = undoOf(entry);
  if (!change) return { outcome: 'not_undoable' };
  if (change.kind === 'manager' && !isAdmin) return { outcome: 'only_admins' };
  const later = await changedSince(sql, by.teamId, entry);
  if (later) return { outcome: 'conflict', by: later };
  await applyUndo(sql, by, change);
  const { subject, from, to } = entry;
  await audit(sql, { ...by, action: 'undone', subject, from: to, to: from, undoes: id });
  return { outcome: 'undone', entry };
}

/** Who changed the same thing after that entry, through whichever door. */
async function changedSince(sql: Sql, teamId: string, entry: AuditEntry): Promise<string | null> {
  const { id, action, subject, from, to } = entry;
  const { rows } = await sql.query<{ userId: string }>(
    `select user_id as "userId" from audit_entries where team_id = $1 and id > $2
       and (subject = $3 and (action = $4 or ($4 in ('paused', 'resumed') and action in ('paused', 'resumed'))
           or ($4 in ('manager_added', 'manager_removed') and action in ('manager_added', 'manager_removed')))
         or ($4 = 'guests_set' or $3 = 'policy:guests') and (action = 'guests_set' or subject = 'policy:guests'))
       and ($3 <> 'policy:blocked_word' or coalesce(from_value, to_value) = $5)
     order by id desc limit 1`,
    [teamId, id, subject, action, from ?? to],
  );
  return rows[0]?.userId ?? null;
}

async function applyUndo(sql: Sql, by: By, undo: UndoChange): Promise<void> {
  switch (undo.kind) {
    case 'budget': {
      const { scope, budget } = undo;
      if (!budget) return await removeBudget(sql, by.teamId, subjectOf(by.teamId, scope));
      const { credits, period } = budget;
      await writeBudget(sql, { ...by, scope, credits, period, timeZone: null });
      return;
    }
    case 'setting':
      return void (await writeSetting(sql, by, undo.change));
    case 'language':
      return void (await writeLanguage(sql, by.teamId, by.userId, undo.language));
    case 'policy':
      await applyPolicy(sql, by, undo.change);
      return;
    case 'rule':
      return await applyRule(sql, by, undo.rule);
    case 'zone':
      return void (await setZone(sql, by, undo.zone));
    case 'first_day':
      return void (await setFirstDay(sql, by, undo.day));
    case 'manager':
      return void (await (undo.isNamed ? addManager : removeManager)(sql, { ...by, managerId: undo.managerId }));
    case 'retention':
      return void (await writeRetention(sql, by, undo.days));
    case 'tag':
      return await writeTag(sql, by, undo.channelId, undo.tag);
    case 'warnings':
      return await writeWarnAt(sql, by, undo.percents);
    case 'low':
      return await writeLowWhenShort(sql, by, undo.isLow);
    case 'answer_days':
      return await writeAnswerDays(sql, by, undo.days);
    default:
      undo satisfies never;
  }
}

/** There was none before; `undone` says so in the audit. */
async function removeBudget(sql: Sql, teamId: string, subject: string): Promise<void> {
  await sql.query(`delete from budgets where team_id = $1 and scope || ':' || scope_id = $2`, [teamId, subject]);
}
