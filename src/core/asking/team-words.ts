import type { Grammar, Words } from './grammar.ts';

const WORDS: Words = {
  budget: ['budget', 'orçamento', 'orcamento', 'presupuesto'],
  set: ['set', 'definir', 'fijar'],
  for: ['for', 'para'],
  'a-day': ['a day', 'per day', 'daily', 'por dia', 'por día', 'al día', 'al dia'],
  'a-month': ['a month', 'per month', 'monthly', 'por mês', 'por mes', 'al mes'],
  'top-up': ['top up', 'top-up', 'topup', 'recarregar', 'recargar'],
  until: ['until', 'até', 'ate', 'hasta'],
  each: ['each', 'cada'],
  pot: ['pot', 'fundo', 'fondo'],
  zone: ['zone', 'fuso', 'zona'],
  'first-day': ['first day', 'primeiro dia', 'primer día', 'primer dia'],
  cap: ['cap', 'teto', 'tope'],
  warn: ['warn', 'avisar'],
  low: ['low', 'baixa', 'baja'],
  on: ['on', 'ligada', 'ligado', 'activada', 'activado'],
  tag: ['tag', 'etiqueta'],
  none: ['none', 'nenhuma', 'ninguna'],
  managers: ['managers', 'gestores'],
  add: ['add', 'adicionar', 'agregar', 'añadir', 'anadir'],
  remove: ['remove', 'remover', 'quitar'],
  log: ['log', 'registro'],
  export: ['export', 'exportar'],
  jsonl: ['json', 'jsonl'],
  all: ['all', 'everything', 'tudo', 'todo'],
  pause: ['pause', 'pausar'],
  resume: ['resume', 'retomar', 'reanudar'],
  policy: ['policy', 'política', 'politica'],
  block: ['block', 'bloquear'],
  unblock: ['unblock', 'desbloquear'],
  max: ['max', 'máximo', 'maximo'],
  retention: ['retention', 'retenção', 'retencao', 'retención', 'retencion'],
  days: ['days', 'day', 'dias', 'dia', 'días', 'día'],
  off: ['off', 'desligada', 'desligado', 'desactivada', 'desactivado'],
  'forget-me': ['forget me', 'esqueça-me', 'esqueca-me', 'me esqueça', 'me esqueca', 'olvídame', 'olvidame'],
  approvals: ['approvals', 'aprovações', 'aprovacoes', 'aprobaciones'],
  audit: ['audit', 'auditoria', 'auditoría'],
};

export type ChannelMode = 'on' | 'private' | 'drafts' | 'off';

export const MODES: Readonly<Record<ChannelMode, readonly string[]>> = {
  on: WORDS.on ?? [],
  private: ['private', 'privada', 'privado'],
  drafts: ['drafts', 'rascunhos', 'borradores'],
  off: WORDS.off ?? [],
};

/** Monday first. */
export const WEEKDAYS: readonly (readonly string[])[] = [
  ['monday', 'segunda', 'segunda-feira', 'lunes'],
  ['tuesday', 'terça', 'terca', 'terça-feira', 'martes'],
  ['wednesday', 'quarta', 'quarta-feira', 'miércoles', 'miercoles'],
  ['thursday', 'quinta', 'quinta-feira', 'jueves'],
  ['friday', 'sexta', 'sexta-feira', 'viernes'],
  ['saturday', 'sábado', 'sabado'],
  ['sunday', 'domingo'],
];

const FIELDS = {
  CREDITS: String.raw`unlimited|ilimitado|ilimitada|\d+|\d{1,3}(?:[.,'’ ]\d{3})+`,
  SCOPE: '<[^<>]{1,80}>|guests|convidados|invitados',
  CHANNEL: '<#[^<>]{1,80}>',
  PERSON: '<@[^<>]{1,80}>',
  DAY: String.raw`\d{4}-\d{2}-\d{2}|[\p{L}-]{5,14}`,
  ZONE: '[A-Za-z0-9_+/-]{2,60}',
  NUMBER: String.raw`\d{1,4}`,
  NUMBERS: String.raw`\d{1,3}(?:[ ,%]{1,3}\d{1,3}){0,9}%?`,
  WORD: '[^ ]{1,60}',
  MODE: Object.values(MODES).flat().join('|'),
  FILTERS: '.{1,150}',
};

/** How what concerns the team is said, in three languages. */
export const TEAM_WORDS: Grammar = { words: WORDS, fields: FIELDS };
