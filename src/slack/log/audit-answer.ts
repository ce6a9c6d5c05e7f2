import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { AuditEntry } from '../../core/log/audit.ts';
import { undoOf } from '../../core/log/undo.ts';
import { button, confirmation } from '../kit/button.ts';
import { readersDate } from '../kit/date.ts';
import { personOf } from '../kit/erased.ts';
import { actions, answer, type Message, section } from '../kit/message.ts';
import { escapeMrkdwn, oneLine } from '../kit/text.ts';
import { EXPORT_JSONL } from './log-answer.ts';

/** The button in Home. */
export const OPEN_AUDIT = 'open_audit';
export const AUDIT_PAGE = 'audit_page';
export const UNDO = 'undo_change';

export interface AuditPage {
  readonly entries: readonly AuditEntry[];
  /** The entry before which the next page begins; null: this is the last. */
  readonly next: number | null;
  readonly isFirst: boolean;
}

/** Who changed what, when, from what to what and why; with the way back of what can be taken back. */
export function auditAnswer({ entries, next, isFirst }: AuditPage, copy: Copy): Message {
  const { audit } = copy.team;
  const foot = actions([
    ...(next === null ? [] : [button(AUDIT_PAGE, audit.older, String(next))]),
    ...(isFirst ? [] : [button(`${AUDIT_PAGE}_first`, audit.newest, 'first')]),
    ...(entries.length > 0 ? [button(EXPORT_JSONL, audit.jsonl, 'audit')] : []),
  ]);
  const lines = entries.map((entry, n) => lineOf(entry, n, copy));
  const { text, blocks } = entries.length > 0 ? answer(`*${audit.title}*`) : answer(`*${audit.title}*`, audit.none);
  return { text, blocks: [...blocks, ...lines, ...foot] };
}

function lineOf(entry: AuditEntry, n: number, copy: Copy): types.SectionBlock {
  const { audit } = copy.team;
  const { id, at, userId, reason, from, to } = entry;
  const parts = [readersDate(at, copy.locale), personOf(userId, copy), `*${changeWords(entry, copy)}*`];
  const value = (one: string | null) => (one === null ? audit.nothing : typed(one));
  if (from !== null || to !== null) parts.push(`${value(from)} → ${value(to)}`);
  if (reason !== null) parts.push(`“${typed(reason)}”`);
  const line = section(parts.join(' · '));
  if (!undoOf(entry)) return line;
  const { title, text, yes, no } = audit.confirm;
  const confirm = confirmation({ title, text: text(actionWords(entry, copy)), yes, no });
  return { ...line, accessory: button(`${UNDO}:${n}`, audit.undo, String(id), confirm) };
}

/** What it was and of what: `Budget <#C1>`. */
export function changeWords(entry: AuditEntry, copy: Copy): string {
  const [, kind, id = ''] = /^(?:policy:)?(channel|person|own|group):(.+)$/u.exec(entry.subject) ?? [];
  const subject =
    kind === 'channel'
      ? `<#${escapeMrkdwn(id)}>`
      : kind === 'group'
        ? id === 'guests'
          ? copy.team.audit.actions.guests_set
          : `<!subteam^${escapeMrkdwn(id)}>`
        : kind
          ? personOf(id, copy)
          : '';
  const [, rule = ''] = /^policy:([a-z_]+)$/u.exec(entry.subject) ?? [];
  const rules: Readonly<Record<string, string>> = copy.team.audit.rules;
  return [actionWords(entry, copy), rules[rule] ?? subject].filter((part) => part !== '').join(' ');
}

/** By the word of ours; what somebody tried without the right to is said so. */
function actionWords({ action }: AuditEntry, { team: { audit } }: Copy): string {
  const words: Readonly<Record<string, string>> = audit.actions;
  const known = words[action];
  if (known) return known;
  const [, tried] = /^(.+)_refused$/u.exec(action) ?? [];
  return tried ? audit.tried(words[`${tried}_set`] ?? tried) : action;
}

const typed = (text: string) => escapeMrkdwn(oneLine(text, 200));
