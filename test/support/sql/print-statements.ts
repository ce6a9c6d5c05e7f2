import { readdirSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * Prints every statement of src/ as it is sent: a JSON list of `Statement`s. Each file is loaded with a list of its
 * statements put behind it, so that the constants in them are the ones it has itself.
 */
const SRC = new URL('../../../src/', import.meta.url);
/** As they stand in our files: whole, with constants only (test/house/architecture.test.ts holds them to that). */
const QUERY = /\bquery(?:<[^()]*?>)?\(\s*(`[^`]*`|'[^'\n]*')/g;
/** What a function, or one of a store's, begins with. */
const NAME = /^(?:export )?(?:async )?function (\w+)|^ {4}(?:async )?(\w+)(?=\(|: )/gm;

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => ({ file, text: readFileSync(new URL(file, SRC), 'utf8') }))
  .map(({ file, text }) => ({ file, text, found: [...text.matchAll(QUERY)] }))
  .filter(({ found }) => found.length > 0);

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    const own = files.find(({ file }) => new URL(file, SRC).href === url);
    if (!own) return loaded;
    // the names are those of a move, which one statement is made of
    const lists = own.found.map(
      ([, statement]) => `({ from, set, jobs = [] } = {}) => { try { return ${statement}; } catch { return null; } }`,
    );
    return { ...loaded, source: `${loaded.source}\nexport const $statements = [${lists.join(',\n')}];` };
  },
});

const { MAKING, POSTING, CHANGING } = await import('../../../src/postgres/moves/moves.ts');
const MOVES = Object.entries({ ...MAKING, ...POSTING, ...CHANGING });

const statements = [];
for (const { file, text, found } of files) {
  const { $statements: made } = await import(fileURLToPath(new URL(file, SRC)));
  for (const [i, { index, 1: written = '' }] of found.entries()) {
    const named = [...text.slice(0, index).matchAll(NAME)].at(-1);
    const where = `${file} ${named?.[1] ?? named?.[2] ?? ''}`;
    if (/\$\{set\}/.test(written))
      for (const [name, move] of MOVES) statements.push({ where: `${where} ${name}`, text: made[i](move) });
    else statements.push({ where, text: made[i]() });
  }
}
process.stdout.write(JSON.stringify(statements));
