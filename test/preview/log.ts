import type { AuditEntry } from '../../src/core/log/audit.ts';
import type { ExportEnd } from '../../src/core/log/export.ts';
import { auditAnswer } from '../../src/slack/log/audit-answer.ts';
import { exportAllModal } from '../../src/slack/log/export.ts';
import { exportEndMessage, exportMessage } from '../../src/slack/log/export-message.ts';
import { type LogPage, logAnswer } from '../../src/slack/log/log-answer.ts';
import { CREDITS, ID, type Load, PROMPT, SOME_DAY } from './data.ts';
import { logEntryOf } from './homes.ts';
import type { Sample } from './sample.ts';

const pageOf = (load: Load, about: Partial<LogPage> = {}): LogPage => ({
  entries: [
    logEntryOf(load),
    logEntryOf(load, { outcome: 'open', chargedCredits: null, channelId: 'D0ACMEAPPANA' }),
    logEntryOf(load, { prompt: null, isPrivate: true, outcome: 'refused', failure: 'budget_exhausted' }),
    logEntryOf(load, { prompt: '', erasedAt: SOME_DAY, outcome: 'unknown', failure: 'outcome_unknown' }),
  ],
  filters: load === 'worst' ? '<!channel> <@U0ACMEANA1|ana> failed last week' : '',
  next: { at: SOME_DAY.toISOString(), id: ID },
  isFirst: load === 'usual',
  isManagers: true,
  timeZone: 'Europe/Lisbon',
  ...about,
});

const ENDS: readonly ExportEnd[] = [
  { outcome: 'empty' },
  { outcome: 'canceled' },
  ...(['no_manager', 'too_large', 'no_uploads', 'no_room', 'unknown'] as const).map((why) => ({
    outcome: 'failed' as const,
    why,
  })),
];

const auditOf = (load: Load): AuditEntry[] =>
  [
    { action: 'budget_set', subject: 'channel:C0ACMEGENERAL', from: '500', to: '600' },
    { action: 'budget_set', subject: 'group:guests', from: '5 for each a day', to: 'unlimited for each' },
    { action: 'budget_refused', subject: 'team', from: null, to: null },
    { action: 'manager_added', subject: 'person:U0ACMEBRUNO', from: null, to: 'U0ACMEBRUNO' },
    { action: 'prompt_read', subject: `request:${ID}`, from: null, to: null, reason: PROMPT[load] },
    { action: 'person_forgotten', subject: 'person:erased-1', from: null, to: null, userId: 'erased-1' },
    { action: 'something_new', subject: 'team', from: PROMPT[load], to: null },
  ].map((entry, n) => ({
    ...{ id: n + 1, at: SOME_DAY, userId: 'U0ACMEANA1', reason: null, channelId: null, undoes: null, undoneBy: null },
    ...entry,
  }));

/** The request log, the audit and their files. */
export const LOG: readonly Sample[] = [
  { name: 'logAnswer', build: (copy, load) => logAnswer(pageOf(load), copy) },
  {
    name: 'logAnswer: where Slack takes no tables',
    build: (copy, load) => logAnswer(pageOf(load), copy).plainer ?? logAnswer(pageOf(load), copy),
  },
  {
    name: 'logAnswer: of somebody who is no manager, and asked for nothing',
    build: (copy, load) => logAnswer(pageOf(load, { entries: [], next: null, isManagers: false }), copy),
  },
  {
    name: 'auditAnswer',
    build: (copy, load) => auditAnswer({ entries: auditOf(load), next: 1, isFirst: load === 'usual' }, copy),
  },
  {
    name: 'auditAnswer: nothing yet',
    build: (copy) => auditAnswer({ entries: [], next: null, isFirst: true }, copy),
  },
  { name: 'exportAllModal', build: (copy) => exportAllModal(copy) },
  {
    name: 'exportEndMessage: of everything',
    build: (copy, load) => exportEndMessage({ kind: 'all' }, { outcome: 'done', rows: CREDITS[load] }, copy),
  },
  { name: 'exportMessage: of everything', build: (copy) => exportMessage({ id: ID, kind: 'all' }, 0, copy) },
  { name: 'exportMessage', build: (copy) => exportMessage({ id: ID, kind: 'log' }, 0, copy) },
  {
    name: 'exportMessage: of the audit, on its way',
    build: (copy, load) => exportMessage({ id: ID, kind: 'audit' }, CREDITS[load], copy),
  },
  {
    name: 'exportEndMessage',
    build: (copy, load) => exportEndMessage({ kind: 'log' }, { outcome: 'done', rows: CREDITS[load] }, copy),
  },
  ...ENDS.map((end) => ({
    name: `exportEndMessage: ${end.outcome === 'failed' ? end.why : end.outcome}`,
    build: ((copy) => exportEndMessage({ kind: 'log' }, end, copy)) satisfies Sample['build'],
  })),
];
