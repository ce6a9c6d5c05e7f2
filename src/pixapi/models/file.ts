import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';
import { BUILT_IN } from './built-in.ts';
import { MOST_MODELS, type ModelEntry, merge, model, modelsFile, tableProblems } from './table.ts';

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
  if (!read.success) {
    const shapes = read.error.issues.map(({ path, message }) => `${path.join('.') || 'the file'}: ${message}`);
    return no([...shapes, ...problemsOf(wellFormed(said))]);
  }
  const problems = problemsOf(read.data.models);
  return problems.length > 0 ? no(problems) : { ok: true, table: merge(BUILT_IN, read.data.models) };
}

function problemsOf(models: readonly ModelEntry[]): string[] {
  const ids = models.map(({ id }) => id.toLowerCase());
  const twice = models.filter(({ id }, i) => ids.indexOf(id.toLowerCase()) !== i);
  return [...new Set([...twice.map(({ id }) => `${id}: is there twice`), ...tableProblems(merge(BUILT_IN, models))])];
}

/** Those entries of a file that can be judged although others can't; of a successor that may be one of the others nothing is said. */
function wellFormed(said: unknown): ModelEntry[] {
  const { data } = z.object({ models: z.array(z.unknown()).max(MOST_MODELS) }).safeParse(said);
  const models = (data?.models ?? []).flatMap((one) => model.safeParse(one).data ?? []);
  const ids = [...BUILT_IN, ...models].map(({ id }) => id);
  return models.map((one) => (ids.includes(one.retires?.successor ?? '') ? one : { ...one, retires: undefined }));
}

const no = (complaints: readonly string[]): ReadTable => ({ ok: false, complaints });

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}
