import type { mistypedEn } from '../../en/team/mistyped.ts';

export const mistypedPtBR: typeof mistypedEn = {
  words: (text: string, forms: string) =>
    `Não conheço o comando \`${text}\`; nada mudou nem foi cobrado. Conheço ${forms}. Se era uma imagem, escreva “desenhe” antes.`,
};
