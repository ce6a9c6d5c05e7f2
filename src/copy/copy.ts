import { type Copy, en } from './en/copy.ts';
import { es } from './es/copy.ts';
import { ptBR } from './pt-BR/copy.ts';

export type { Copy } from './en/copy.ts';

/** Every language that there are words in. */
export const COPIES: readonly Copy[] = [en, ptBR, es];

/** The words for a locale such as `pt-BR` or `es-MX`; English where we have none. */
export function copyFor(locale: string | null | undefined): Copy {
  const language = locale?.toLowerCase().split(/[-_]/)[0];
  if (language === 'pt') return ptBR;
  if (language === 'es') return es;
  return en;
}
