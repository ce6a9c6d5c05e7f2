/** What PL/pgSQL calls by a name: a parameter or a variable, and its type. `record`: of whatever is put into it. */
export interface Variable {
  readonly name: string;
  readonly type: string;
}

export interface Step {
  /** What Postgres is asked for: a statement, or an expression as `select …`. */
  readonly sql: string;
  /** Who gets its row. */
  readonly into: string | null;
}

/**
 * Everything that a body of PL/pgSQL asks Postgres for, in its order, each once, whichever way the branches go. Reads the
 * language as our functions are written: `then`, `loop` and `else` of its own end a line.
 */
export function readBody(body: string): { readonly declared: readonly Variable[]; readonly steps: readonly Step[] } {
  const text = body.replace(/--[^\n]*/g, '').replace(/^\s*#\w+ \w+\s*$/m, '');
  const [, declarations = '', rest = ''] =
    /^\s*(?:declare\b([\s\S]*?))?\bbegin\b([\s\S]*)\bend\s*;?\s*$/.exec(text) ?? [];
  const parts = split(declarations).map((part) => /^(\w+)\s+([\w[\]]+)\s*(?::=\s*([\s\S]+))?$/.exec(part.trim()));
  const declared = parts.flatMap((found) => (found ? [{ name: found[1] ?? '', type: found[2] ?? '' }] : []));
  const first = parts.flatMap((found) => (found?.[3] ? [{ sql: `select ${found[3]}`, into: null }] : []));
  return { declared, steps: [...first, ...split(rest).flatMap(read)] };
}

/** At the semicolons that stand outside of quotes. */
function split(text: string): string[] {
  return text.match(/(?:'(?:[^']|'')*'|[^;'])+/g)?.filter((part) => part.trim() !== '') ?? [];
}

const CONDITION = /^(?:if|elsif)\b([\s\S]*?)\bthen[ \t]*\n/;
const FOR = /^for\s+(\w+)\s+in\b([\s\S]*?)\bloop[ \t]*\n/;
const OTHER_LOOP = /^(?:while\b|foreach\s+\w+\s+in\s+array\b)([\s\S]*?)\bloop[ \t]*\n/;
const NOTHING =
  /^(?:else\b|begin\b|end\b(?:\s+(?:if|loop|case))?|exit\b|continue\b(?!\s+when)|return\s*$|get\s+diagnostics[\s\S]*|raise[\s\S]*)/;

function read(part: string): Step[] {
  const text = part.trim();
  if (text === '') return [];
  const found = CONDITION.exec(text) ?? OTHER_LOOP.exec(text);
  if (found) return [asked(`select ${found[1]}`), ...read(text.slice(found[0].length))];
  const each = FOR.exec(text);
  if (each) return [{ sql: (each[2] ?? '').trim(), into: each[1] ?? null }, ...read(text.slice(each[0].length))];
  const nothing = NOTHING.exec(text);
  if (nothing) return read(text.slice(nothing[0].length));
  const said = /^(?:return\s+query\s+|perform\b|continue\s+when\b|return\b|[\w.]+(?:\[[^\]]*\])?\s*:=)/.exec(text)?.[0];
  if (said === undefined) return [asked(text)];
  const rest = text.slice(said.length);
  return [asked(said.startsWith('return') && /query\s+$/.test(said) ? rest : `select ${rest}`)];
}

const INTO = /\binto\s+(v_\w+(?:\s*,\s*v_\w+)*)/;

function asked(sql: string): Step {
  const into = INTO.exec(sql);
  return { sql: sql.replace(INTO, '').trim(), into: into?.[1] ?? null };
}

/** The statement with a parameter of the right type in the place of each variable. */
export function withParameters(sql: string, variables: readonly Variable[]): string {
  return variables.reduce((text, { name, type }, i) => {
    const value = `($${i + 1}::${type})`;
    return replaceOutside(text, new RegExp(String.raw`(?<![\w.$"])${name}(?!\w|\s*\(| time zone\b)`, 'g'), value);
  }, sql);
}

/** Not in quotes, and not where columns are named. */
function replaceOutside(text: string, what: RegExp, value: string): string {
  const kept =
    /('(?:[^']|'')*'|\binto\s+\w+(?:\s+as\s+\w+)?\s*\([^)]*\)|\bset\s+\w+\s*=|\bas\s+\w+\b|,\s*\w+\s*=(?=\s*\w+\.\w+ \+))/;
  return text
    .split(kept)
    .map((part, i) => (i % 2 === 1 ? part : part.replace(what, () => value)))
    .join('');
}
