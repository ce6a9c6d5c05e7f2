import type { welcomeEn } from '../../en/install/welcome.ts';
import { counted } from '../../format.ts';

const credits = (n: number) => counted('pt-BR', n, { one: 'crédito', other: 'créditos' });

export const welcomePtBR: typeof welcomeEn = {
  text: 'O Imagine está no seu workspace. Ele faz imagens a partir de palavras e as edita nas próprias threads.',
  try: 'Para a primeira, aperte o botão ou digite isto em qualquer canal: `/imagine uma raposa vermelha lendo jornal`',
  budget: (budget) =>
    budget === null
      ? 'O workspace pode gastar sem limite. Proprietários e administradores podem definir um acima, em *Início*.'
      : `O workspace pode gastar ${credits(budget)} por mês. Proprietários e administradores podem mudar isso acima, em *Início*.`,
  button: 'Fazer uma imagem…',
};
