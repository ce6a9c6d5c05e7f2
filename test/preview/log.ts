import type { ExportEnd } from '../../src/core/log/export.ts';
import { exportEndMessage, exportMessage } from '../../src/slack/log/export-message.ts';
import { type LogPage, logAnswer } from '../../src/slack/log/log-answer.ts';
import { CREDITS, ID, type Load, SOME_DAY } from './data.ts';
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

/** The request log and its files. */
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
