import { readFileSync, statSync } from 'node:fs';
import { BUILT_IN } from './built-in.ts';
import { type ModelEntry, merge, modelsFile, tableProblems } from './table.ts';

const MOST_BYTES = 262_144;

export type ReadTable =
  | { readonly ok: true; readonly table: readonly ModelEntry[] }
  | { readonly ok: false; readonly complaints: readonly string[] };

/** The models in force: ours, and those of the operator's file where there is one. All complaints at once. */
export function readTable(path: string | undefined): ReadTable {
  if (path === undefined) return { ok: true, table: BUILT_IN };
  let said: unknown;
  try {
    if (statSync(path).size > MOST_BYTES) return no([`larger than ${MOST_BYTES / 1024} KB`]);
    said = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return no([error instanceof SyntaxError ? 'is not JSON' : `can't be read: ${codeOf(error)}`]);
  }
  return tableOf(said);
}

/** The same of what such a file says. */
export function tableOf(said: unknown): ReadTable {
  const read = modelsFile.safeParse(said);
  if (!read.success)
    return no(read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`));
  const table = merge(BUILT_IN, read.data.models);
  const ids = read.data.models.map(({ id }) => id.toLowerCase());
  const twice = read.data.models.filter(({ id }, i) => ids.indexOf(id.toLowerCase()) !== i);
  const problems = [...new Set([...twice.map(({ id }) => `${id}: is there twice`), ...tableProblems(table)])];
  return problems.length > 0 ? no(problems) : { ok: true, table };
}

const no = (complaints: readonly string[]): ReadTable => ({ ok: false, complaints });

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
