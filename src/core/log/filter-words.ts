import type { Outcome } from './outcome.ts';
import type { Period } from './period.ts';

/** How each outcome may be said. */
export const OUTCOME_WORDS: Readonly<Record<Outcome, readonly string[]>> = {
  open: ['open', 'running', 'waiting', 'pending', 'em andamento', 'na fila', 'pendentes', 'en curso', 'pendientes'],
  made: ['made', 'done', 'posted', 'feitas', 'feitos', 'prontas', 'prontos', 'hechas', 'hechos', 'listas', 'listos'],
  refused: ['refused', 'rejected', 'recusadas', 'recusados', 'rechazadas', 'rechazados'],
  failed: ['failed', 'failures', 'falharam', 'falhas', 'com falha', 'fallidas', 'fallidos', 'fallaron', 'fallos'],
  canceled: ['canceled', 'cancelled', 'canceladas', 'cancelados'],
  unknown: [
    'unknown',
    'unclear',
    'desconhecidas',
    'desconhecidos',
    'incertas',
    'desconocidas',
    'desconocidos',
    'inciertas',
  ],
};

type Named = Extract<Period, { kind: 'day' | 'week' | 'month' }>;

export const PERIOD_WORDS: readonly (readonly [Named, readonly string[]])[] = [
  [{ kind: 'day', ago: 0 }, ['today', 'hoje', 'hoy']],
  [{ kind: 'day', ago: 1 }, ['yesterday', 'ontem', 'ayer']],
  [{ kind: 'week', ago: 0 }, ['this week', 'esta semana', 'nesta semana', 'en esta semana']],
  [{ kind: 'week', ago: 1 }, ['last week', 'semana passada', 'semana pasada']],
  [{ kind: 'month', ago: 0 }, ['this month', 'este mês', 'este mes', 'neste mês', 'neste mes']],
  [{ kind: 'month', ago: 1 }, ['last month', 'mês passado', 'mes passado', 'mes pasado']],
];

/** Whose: the asker's own. */
export const MINE = ['mine', 'my', 'minhas', 'meus', 'mías', 'mias', 'míos', 'mios'];
export const SINCE = ['since', 'desde'];
export const UNTIL = ['until', 'até', 'ate', 'hasta'];
/** `last 7 days`: what stands before the number, and after it. */
export const LAST = ['last', 'últimos', 'ultimos', 'los últimos', 'los ultimos', 'nos últimos', 'nos ultimos'];
export const DAYS = ['days', 'dias', 'días'];
/** They join filters and say nothing. */
export const JOINING = [
  'in',
  'by',
  'of',
  'from',
  'and',
  'em',
  'na',
  'no',
  'de',
  'da',
  'do',
  'por',
  'e',
  'en',
  'la',
  'el',
  'y',
  'the',
];
