import type { budgetFormsEn } from '../../en/team/budget-forms.ts';
import { number } from '../../format.ts';

const locale = 'es-ES';

export const budgetFormsEs: typeof budgetFormsEn = {
  button: 'Presupuestos…',
  title: 'Presupuestos',
  intro:
    'Cuánto se puede gastar y quién. Una solicitud tiene que caber en todos los presupuestos que le tocan; el más estrecho que no tenga sitio lo dice.',
  change: 'Cambiar',
  channel: 'Un canal…',
  person: 'Una persona…',
  group: 'Un grupo…',
  guests: 'Invitados…',
  topUp: 'Añadir créditos…',
  calendar: 'Mes y zona horaria…',
  whichChannel: 'Canal',
  whichPerson: 'Persona',
  whichGroup: 'Grupo de usuarios',
  rule: 'Cómo se entiende',
  each: 'Para cada miembro por separado',
  pot: 'Para todos juntos',
  credits: 'Créditos',
  period: 'Se renueva',
  month: 'cada mes',
  day: 'cada día',
  until: 'Hasta el final del día',
  give: 'Dar',
  budgetOf: (whose) => `Presupuesto ${whose}`,
  nobody: 'Elige de quién es el presupuesto.',
  firstDay: 'El mes empieza el día',
  zone: 'Zona horaria',
  save: 'Guardar',
  changedMeanwhile: (amount) =>
    `Alguien cambió este presupuesto mientras tenías abierto el formulario: ahora es ${amount}. No se ha cambiado nada. Si aún quieres el tuyo, pulsa otra vez *Fijar*.`,
  noGroups: {
    noScope:
      'No puedo ver los grupos de este espacio de trabajo, así que ninguno puede tener presupuesto. Un administrador puede darle a la app el permiso `usergroups:read`.',
    noPlan:
      'No puedo ver los grupos de este espacio de trabajo, así que ninguno puede tener presupuesto. Slack solo los tiene en los planes de pago.',
    none: 'Este espacio de trabajo aún no tiene grupos de usuarios.',
  },
  topUpOf: (whose) => `Añadir créditos al presupuesto ${whose}`,
  notOpened: 'Slack no me dejó abrir el formulario. Escríbelo, por ejemplo `/imagine budget set 500 for #design`.',
  runsOn:
    'Cambiar esto nunca abre un segundo presupuesto: lo que está en marcha sigue, con lo que ya se gastó, hasta su próximo comienzo según la nueva regla.',
  more: (n) => `y ${number(locale, n)} más`,
};
