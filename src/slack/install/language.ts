import { COPIES, type Copy, copyFor } from '../../copy/copy.ts';

const LONGEST = 500;
const MOST = 20;

/** The first of our languages that a browser asks for (`accept-language`), by the weights it gives; English where it asks for none. */
export function copyOfBrowser(header: string | undefined): Copy {
  const wishes = (header ?? '')
    .slice(0, LONGEST)
    .split(',', MOST)
    .map((wish) => {
      const [locale = '', ...rest] = wish.trim().split(';');
      const weight = rest.map((one) => /^\s*q=([\d.]{1,5})$/.exec(one)?.[1]).find((one) => one !== undefined);
      return { locale, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ locale, weight }) => weight > 0 && isOurs(locale))
    .sort((a, b) => b.weight - a.weight);
  return copyFor(wishes[0]?.locale);
}

const languageOf = (locale: string) => locale.toLowerCase().split(/[-_]/)[0] ?? '';
const OURS = new Set(COPIES.map(({ locale }) => languageOf(locale)));
const isOurs = (locale: string) => OURS.has(languageOf(locale));
