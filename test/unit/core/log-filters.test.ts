import { expect, test } from 'vitest';
import { readCommand } from '../../../src/core/asking/command.ts';
import { NO_FILTER } from '../../../src/core/log/entry.ts';
import { readFilters } from '../../../src/core/log/read-filters.ts';

const BRUNO = '<@U1BRUNO|bruno>';
const DESIGN = '<#C1DESIGN|design>';

test.each([
  [
    `${BRUNO} ${DESIGN} failed last week`,
    { userId: 'U1BRUNO', channelId: 'C1DESIGN', outcome: 'failed', period: { kind: 'week', ago: 1 } },
  ],
  ['refused yesterday', { outcome: 'refused', period: { kind: 'day', ago: 1 } }],
  ['mine today', { userId: 'me', period: { kind: 'day', ago: 0 } }],
  [`last 30 days in ${DESIGN}`, { channelId: 'C1DESIGN', period: { kind: 'last', days: 30 } }],
  ['2026-11-02', { period: { kind: 'dates', from: '2026-11-02', to: '2026-11-02' } }],
  ['since 2026-11-02', { period: { kind: 'dates', from: '2026-11-02', to: null } }],
  ['since 2026-11-02 until 2026-11-05', { period: { kind: 'dates', from: '2026-11-02', to: '2026-11-05' } }],
  ['UNKNOWN this month', { outcome: 'unknown', period: { kind: 'month', ago: 0 } }],
  [
    `recusadas de ${BRUNO} na semana passada`,
    { userId: 'U1BRUNO', outcome: 'refused', period: { kind: 'week', ago: 1 } },
  ],
  ['em andamento hoje', { outcome: 'open', period: { kind: 'day', ago: 0 } }],
  ['nos últimos 7 dias', { period: { kind: 'last', days: 7 } }],
  ['até 2026-11-05', { period: { kind: 'dates', from: null, to: '2026-11-05' } }],
  [
    `fallidas en ${DESIGN} el mes pasado`,
    { channelId: 'C1DESIGN', outcome: 'failed', period: { kind: 'month', ago: 1 } },
  ],
  ['mías ayer', { userId: 'me', period: { kind: 'day', ago: 1 } }],
  ['los últimos 3 días', { period: { kind: 'last', days: 3 } }],
])('%s', (said, filter) => {
  expect(readFilters(said)).toEqual({ filter: { ...NO_FILTER, ...filter }, unread: [] });
});

test.each([
  [`${BRUNO} faild last week`, ['faild']],
  [`${BRUNO} <@U2ANA>`, ['<@U2ANA>']],
  ['failed refused', ['refused']],
  ['2026-02-30', ['2026-02-30']],
  ['last 0 days', ['last', '0', 'days']],
  ['since tomorrow', ['since', 'tomorrow']],
])('of “%s” some words say nothing', (said, unread) => {
  expect(readFilters(said).unread).toEqual(unread);
});

// The line: it begins with a filter and at most one word is none, or it is drawn.
test.each([
  [`log ${BRUNO} faild last week`, 'log'],
  ['log failed', 'log'],
  ['registro falharam ontem', 'log'],
  ['log', 'log'],
  ['log cabin in the snow', 'image'],
  ['log failed experiments of a mad scientist', 'image'],
  ['log in the forest', 'image'],
  [`log cabin for ${BRUNO}`, 'image'],
  ['log today', 'log'],
  ['log @nobody failed', 'log'],
  ['log #nowhere', 'log'],
  ['log #1 priority poster', 'image'],
  ['login page today', 'image'],
])('“%s” is read as: %s', (said, kind) => {
  expect(readCommand(said).kind).toBe(kind);
});
