import type { Outcome } from '../../../core/log/outcome.ts';
import type { homeEn } from '../../en/team/home.ts';
import { counted, number } from '../../format.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

const outcomes: Record<Outcome, string> = {
  open: 'en curso',
  made: 'completada',
  refused: 'rechazada',
  failed: 'imagen no creada',
  canceled: 'cancelada',
  unknown: 'resultado desconocido',
};

export const homeEs: typeof homeEn = {
  spent: (n) => `${credits(n)} ${n === 1 ? 'gastado' : 'gastados'}`,
  held: (n) => `${number(locale, n)} ${n === 1 ? 'reservado' : 'reservados'}`,
  requests: (n) => counted(locale, n, { one: 'solicitud', other: 'solicitudes' }),
  failed: (n) => `${number(locale, n)} sin imagen`,
  mine: (spent, pictures) =>
    `Este mes has gastado ${credits(spent)}, en ${counted(locale, pictures, { one: 'imagen', other: 'imágenes' })}.`,
  left: (left, budget) => `${left === 1 ? 'Queda' : 'Quedan'} ${number(locale, left)} de ${credits(budget)}`,
  unlimited: 'Sin límite',
  most: (day, n) => `El día de más gasto: ${number(locale, n)}, el ${day}`,
  byPerson: 'Por persona',
  byModel: 'Por modelo',
  share: (who, n) => `${who} · ${credits(n)}`,
  more: (n) => `y ${number(locale, n)} más`,
  show: 'Ver',
  newest: 'Últimas solicitudes',
  all: 'Todas las solicitudes…',
  private: 'una solicitud privada',
  outcomes,
  /** Refused or failed. */
  notMade: 'sin imagen',
  list: {
    title: 'Solicitudes',
    submit: 'Ver',
    person: 'Persona',
    place: 'Canal',
    outcome: 'Cómo acabó',
    model: (model) => `Solo las hechas con \`${model}\`.`,
    from: 'Desde',
    to: 'Hasta',
    any: 'Da igual',
    older: 'Anteriores',
    newer: 'Más recientes',
    none: 'No hay solicitudes así.',
    backwards: 'El primer día es posterior al último.',
    notOpened: 'Slack no me dejó abrir la lista. Inténtalo otra vez o escribe `/imagine history`.',
  },
};
