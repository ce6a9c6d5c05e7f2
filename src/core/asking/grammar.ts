/** A line of a grammar: words as people may say them, fields in capitals, `[…]` for what may be left out. */
export interface Rule<C> {
  readonly form: string;
  /** null: the words fit and what stands in a field does not. */
  readonly read: (field: (name: string) => string) => C | null;
}

export type Words = Readonly<Record<string, readonly string[]>>;

export interface Grammar {
  /** How each word may be said, by the word as the forms have it. A word that is not here is said as it stands. */
  readonly words: Words;
  /** What may stand in a field: the source of a regular expression without groups that are numbered. */
  readonly fields: Readonly<Record<string, string>>;
}

/** A reader of the lines that fit one of `rules` from beginning to end; the first that fits is taken. */
export function grammarOf<C>(rules: readonly Rule<C>[], grammar: Grammar): (line: string) => C | null {
  const compiled = rules.map(({ form, read }) => ({ pattern: patternOf(form, grammar), read }));
  return (line) => {
    for (const { pattern, read } of compiled) {
      const match = pattern.exec(line);
      const said = match && read((name) => match.groups?.[name] ?? '');
      if (said) return said;
    }
    return null;
  };
}

/** Its parts are separated by single spaces; an optional part takes the space before it along. */
function patternOf(form: string, { words, fields }: Grammar): RegExp {
  const one = (part: string) => {
    const field = fields[part];
    if (field !== undefined) return `(?<${part}>${field})`;
    return `(?:${(words[part] ?? [part]).map(escaped).join('|')})`;
  };
  const source = form.replace(/ ?\[([^\]]+)\]|[^ [\]]+/gu, (whole, optional: string | undefined) =>
    optional === undefined ? one(whole) : `(?: ${optional.split(' ').map(one).join(' ')})?`,
  );
  return new RegExp(`^${source}$`, 'iu');
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
