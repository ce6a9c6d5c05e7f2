/** The forms of a counted word, by the language's own plural rules. */
export type Counted = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string };

/** `1 credit`, `4 credits`. */
export function counted(locale: string, n: number, forms: Counted): string {
  return `${number(locale, n)} ${forms[new Intl.PluralRules(locale).select(n)] ?? forms.other}`;
}

export function number(locale: string, n: number): string {
  return new Intl.NumberFormat(locale).format(n);
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
