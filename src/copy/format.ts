/** The forms of a counted word, by the language's own plural rules. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** `1 credit`, `4 credits`. */
export function counted(locale: string, n: number, forms: Counted): string {
  return `${number(locale, n)} ${forms[plurals(locale).select(n)] ?? forms.other}`;
}

/** `1st`, `22nd`: the number in the form of its place, by the language's own rules. */
export function ordinal(locale: string, n: number, forms: Counted): string {
  const form = forms[new Intl.PluralRules(locale, { type: 'ordinal' }).select(n)] ?? forms.other;
  return `${number(locale, n)}${form}`;
}

/** `38 s`, `2.5 min`: whole seconds up to two minutes, then tenths of minutes; rounded up where it is to be a limit. */
export function duration(locale: string, seconds: number, roundUp = false): string {
  const round = roundUp ? Math.ceil : Math.round;
  const whole = Math.max(1, round(seconds));
  if (whole < 120) return `${number(locale, whole)} s`;
  return `${number(locale, round(seconds / 6) / 10)} min`;
}

export function number(locale: string, n: number): string {
  return numbers(locale).format(n);
}

/** One for each of our languages: making one takes many times as long as using it, and a message has many numbers. */
const numbers = forEachLocale((locale) => new Intl.NumberFormat(locale));
const plurals = forEachLocale((locale) => new Intl.PluralRules(locale));

function forEachLocale<T>(make: (locale: string) => T): (locale: string) => T {
  const made = new Map<string, T>();
  return (locale) => {
    const one = made.get(locale) ?? make(locale);
    made.set(locale, one);
    return one;
  };
}

/** The name of the month of a day YYYY-MM-DD. */
export function monthName(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));
}

/** `December 1`, in the language's own form. */
export function longDate(locale: string, day: string): string {
  return new Intl.DateTimeFormat(locale, { month: 'long', day: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
