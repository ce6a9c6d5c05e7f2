import type { mistypedEn } from '../../en/team/mistyped.ts';

export const mistypedEs: typeof mistypedEn = {
  words: (text: string, forms: string) =>
    `No conozco el comando \`${text}\`; no ha cambiado nada ni se cobró nada. Conozco ${forms}. Si era una imagen, escribe “dibuja” antes.`,
};
