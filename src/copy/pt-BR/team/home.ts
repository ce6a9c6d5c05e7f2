import type { Outcome } from '../../../core/log/outcome.ts';
import type { homeEn } from '../../en/team/home.ts';
import { counted, number } from '../../format.ts';

const locale = 'pt-BR';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const outcomes: Record<Outcome, string> = {
  open: 'em andamento',
  made: 'concluído',
  refused: 'recusado',
  failed: 'imagem não criada',
  canceled: 'cancelado',
  unknown: 'resultado desconhecido',
};

export const homePtBR: typeof homeEn = {
  spent: (n) => `${credits(n)} ${n === 1 ? 'gasto' : 'gastos'}`,
  held: (n) => `${number(locale, n)} ${n === 1 ? 'reservado' : 'reservados'}`,
  requests: (n) => counted(locale, n, { one: 'pedido', other: 'pedidos' }),
  failed: (n) => `${number(locale, n)} sem imagem`,
  mine: (spent, pictures) =>
    `Neste mês você gastou ${credits(spent)}, em ${counted(locale, pictures, { one: 'imagem', other: 'imagens' })}.`,
  left: (left, budget) => `${left === 1 ? 'Resta' : 'Restam'} ${number(locale, left)} de ${credits(budget)}`,
  unlimited: 'Sem limite',
  most: (day, n) => `O dia de maior gasto: ${number(locale, n)}, em ${day}`,
  byPerson: 'Por pessoa',
  byModel: 'Por modelo',
  share: (who, n) => `${who} · ${credits(n)}`,
  more: (n) => `e mais ${number(locale, n)}`,
  show: 'Ver',
  newest: 'Pedidos mais recentes',
  all: 'Todos os pedidos…',
  private: 'um pedido privado',
  outcomes,
  /** Refused or failed. */
  notMade: 'sem imagem',
  list: {
    title: 'Pedidos',
    submit: 'Ver',
    person: 'Pessoa',
    place: 'Canal',
    outcome: 'Como terminou',
    model: (model) => `Só os feitos com \`${model}\`.`,
    from: 'De',
    to: 'Até',
    any: 'Tanto faz',
    older: 'Mais antigos',
    newer: 'Mais recentes',
    none: 'Não há pedidos assim.',
    backwards: 'O primeiro dia vem depois do último.',
    notOpened: 'O Slack não me deixou abrir a lista. Tente de novo ou digite `/imagine history`.',
  },
};
