import type { Copy } from '../en/copy.ts';
import { counted, number } from '../format.ts';
import { endingEs } from './ending.ts';

const locale = 'es-ES';
const credits = (n: number) => counted(locale, n, { one: 'crédito', other: 'créditos' });

export const settingsEs: Copy['settings'] = {
  title: '*Ajustes de este espacio de trabajo*',
  ownName: 'español',
  language: (language) => `Mensajes públicos: ${language}.`,
  guestsSpend: 'Los invitados pueden gastar créditos, igual que los miembros.',
  guestsLook: 'Los invitados pueden mirar, pero no gastar créditos.',
  confirmAbove: (n) => `Los botones piden confirmación cuando cuestan más de ${credits(n)}.`,
  confirmAlways: 'Los botones piden confirmación siempre que cuestan algo.',
  confirmNever: 'Los botones nunca piden confirmación.',
  budget: (budget, left) => `Presupuesto del mes: ${budget}${left === null ? '' : ` · ${left}`}`,
  models: (standard, all) =>
    standard === null
      ? 'Modelo: ahora mismo no hay ninguno disponible.'
      : `Modelo: \`${standard}\`, salvo que la solicitud necesite otro. Disponibles: ${all}.`,
  ending: endingEs,
  howTo:
    'Los admins pueden cambiarlos: `/imagine language en`, `/imagine guests look` o `spend`, `/imagine confirm above 20`, `always` o `never`, `/imagine budget set 1000`.',
  guestsOnlyLook:
    'Los admins de este espacio de trabajo dejan que los invitados miren, pero no que gasten créditos. No se cobró nada. Un miembro puede crear la imagen por ti.',
  confirm: {
    title: (cost) => `¿Gastar ${credits(cost)}?`,
    text: (cost, above) =>
      above === 0
        ? `Esto cuesta ${credits(cost)}. Este espacio de trabajo pide confirmación antes de cualquier gasto.`
        : `Esto cuesta ${credits(cost)}. Este espacio de trabajo pide confirmación cuando son más de ${number(locale, above)}.`,
    yes: 'Gastar',
    no: 'Dejarlo así',
  },
};
