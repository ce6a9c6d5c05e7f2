import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';

/** Which folders each folder may import, `types` only their types, and which packages. One line a folder. */
const ARROWS: Record<string, { folders: string[]; types?: string[]; packages: RegExp }> = {
  core: { folders: ['core'], packages: /^$/ },
  copy: { folders: ['copy'], types: ['core'], packages: /^$/ },
  slack: { folders: ['slack', 'core', 'copy', 'calls'], packages: /^(?:@slack\/|lru-cache$|zod$|node:)/ },
  postgres: { folders: ['postgres', 'core', 'secrets'], packages: /^(?:pg$|node:)/ },
  secrets: { folders: ['secrets', 'core'], packages: /^node:/ },
  pixapi: { folders: ['pixapi', 'core', 'calls'], packages: /^(?:undici$|zod$|node:)/ },
  upstreams: { folders: ['upstreams', 'core'], packages: /^cockatiel$/ },
  pictures: { folders: ['pictures', 'core'], packages: /^(?:sharp$|node:)/ },
  embedded: { folders: ['embedded'], packages: /^(?:pg$|zod$|node:)/ },
  operate: { folders: ['operate', 'core', '', 'postgres', 'embedded', 'jobs'], packages: /^(?:pg$|yaml$|zod$|node:)/ },
  calls: { folders: ['calls'], packages: /^node:/ },
  observe: { folders: ['observe', 'calls', 'core'], packages: /^(?:prom-client$|node:)/ },
  jobs: { folders: ['jobs', 'core'], packages: /^(?:pg-boss$|lru-cache$|uuid$|zod$|node:)/ },
};
/** The files beside the folders that may know several of them; the others know one at most. */
const TIES = [
  'config.ts',
  'compose.ts',
  'compose-worker.ts',
  'compose-tasks.ts',
  'overrides.ts',
  'run.ts',
  'migrate.ts',
  'web.ts',
  'worker.ts',
  'start.ts',
  'web-server.ts',
];
const LONGEST = 250;
const MOST_FILES = 15;

interface Source {
  /** From `src/` or `test/` on. */
  readonly path: string;
  readonly text: string;
}

function read(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: file, text: readFileSync(join(folder, file), 'utf8') }));
}

const sources = read('src');
const tests = read('test').filter(({ path }) => path !== 'house/architecture.test.ts');

const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s(type\s)?[^;'"]*?from\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g;

function importsOf({ path, text }: Source) {
  return [...text.matchAll(IMPORT)].map(([, type, from, bare]) => {
    const what = from ?? bare ?? '';
    const target = what.startsWith('.') ? normalize(join(dirname(path), what)) : null;
    return {
      what,
      isType: type !== undefined,
      target,
      folder: target && (target.includes('/') ? (target.split('/')[0] ?? '') : ''),
    };
  });
}

/** Imports against the arrows; empty when there are none. */
function strayImports(files: Source[]): string[] {
  return files.flatMap((file) => {
    const home = file.path.includes('/') ? (file.path.split('/')[0] ?? '') : '';
    const imports = importsOf(file);
    if (home === '') {
      const known = new Set(imports.map(({ folder }) => folder).filter((folder) => folder));
      return known.size > 1 && !TIES.includes(file.path) ? [`${file.path} knows ${[...known].join(' and ')}`] : [];
    }
    const arrows = ARROWS[home];
    if (!arrows) return [`${file.path} is in a folder without arrows`];
    return imports
      .filter(({ what, folder, isType }) =>
        folder === null
          ? !arrows.packages.test(what)
          : !arrows.folders.includes(folder) && !(isType && arrows.types?.includes(folder)),
      )
      .map(({ what }) => `${file.path} imports ${what}`);
  });
}

test('folders import only what their arrows allow', () => {
  expect(sources.flatMap(importsOf).length).toBeGreaterThan(100);
  expect(strayImports(sources)).toEqual([]);
});

test.each([
  ['core/a.ts', `import { z } from 'zod';`],
  ['core/a.ts', `import { randomUUID } from 'node:crypto';`],
  ['core/a.ts', `import type { Sql } from '../postgres/pool.ts';`],
  ['core/a.ts', `import { readConfig } from '../config.ts';`],
  ['copy/a.ts', `import { FAILURES } from '../core/failure.ts';`],
  ['slack/listeners/a.ts', `import { MODELS } from '../../../pixapi/models.ts';`],
  ['slack/a.ts', `import { request } from 'undici';`],
  ['postgres/a.ts', `export { startPump } from '../jobs/pump.ts';`],
  ['pixapi/a.ts', `const { Pool } = await import('pg');`],
  ['jobs/a.ts', `import '../slack/app.ts';`],
  ['jobs/a.ts', `import {\n  a,\n  b,\n} from '../postgres/store.ts';`],
  ['extra/a.ts', ''],
  ['log.ts', `import './core/a.ts';\nimport './slack/b.ts';`],
])('in %s, %s would be found', (path, text) => {
  expect(strayImports([{ path, text }])).toHaveLength(1);
});

/** Files that import one another in a circle, types included; one line for each circle. */
function circles(files: Source[]): string[] {
  const imports = new Map(
    files.map((file) => [file.path, importsOf(file).flatMap(({ target }) => (target ? [target] : []))]),
  );
  const reached = (from: string): Set<string> => {
    const seen = new Set<string>();
    const open = [from];
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      for (const next of imports.get(one) ?? []) {
        if (!seen.has(next)) open.push(next);
        seen.add(next);
      }
    }
    return seen;
  };
  const reach = new Map([...imports.keys()].map((path) => [path, reached(path)]));
  const paths = [...reach.keys()].filter((path) => reach.get(path)?.has(path)).sort();
  const groups = paths.map((path) =>
    paths.filter((other) => reach.get(path)?.has(other) && reach.get(other)?.has(path)),
  );
  return [...new Set(groups.map((group) => group.join(' <-> ')))];
}

test('no files import one another in a circle, not even for a type', () => {
  expect(circles(sources)).toEqual([]);
});

test.each([
  [{ 'core/a.ts': `import { b } from './b.ts';`, 'core/b.ts': `import type { A } from './a.ts';` }],
  [
    {
      'core/a.ts': `export { b } from './x/b.ts';`,
      'core/x/b.ts': `import {\n  c,\n} from '../c.ts';`,
      'core/c.ts': `import type { A } from './a.ts';`,
      'core/d.ts': `import { a } from './a.ts';`,
    },
  ],
])('the circle in %j would be found', (files) => {
  const found = circles(Object.entries(files).map(([path, text]) => ({ path, text })));
  expect(found).toEqual([
    Object.keys(files)
      .filter((path) => path !== 'core/d.ts')
      .sort()
      .join(' <-> '),
  ]);
});

/** Folders that hold more files than one takes in at a glance. */
function fullFolders(paths: readonly string[]): string[] {
  const byFolder = Map.groupBy(paths, (path) => dirname(path));
  return [...byFolder].filter(([, files]) => files.length > MOST_FILES).map(([folder]) => folder);
}

test(`no folder holds more than ${MOST_FILES} files`, () => {
  expect(fullFolders(sources.map(({ path }) => path))).toEqual([]);
});

test('a folder that holds one file too many would be found', () => {
  const files = Array.from({ length: MOST_FILES }, (_, n) => `core/${n}.ts`);
  expect(fullFolders([...files, 'core/team/a.ts'])).toEqual([]);
  expect(fullFolders([...files, 'core/a.ts'])).toEqual(['core']);
});

test.each(['vary', 'finish', 'undo', 'delete', 'private'])('the name of a file says where "%s" is', (word) => {
  expect(sources.filter(({ path }) => path.includes(word)).length).toBeGreaterThan(0);
});

test(`no file is longer than ${LONGEST} lines`, () => {
  expect(sources.filter(({ text }) => text.trimEnd().split('\n').length > LONGEST).map(({ path }) => path)).toEqual([]);
});

test('the environment is read in config.ts alone', () => {
  expect(holding(sources, /process\.env|process\[|\benv\b.*from 'node:process'/)).toEqual(['config.ts']);
});

test('nothing is written past the log', () => {
  expect(holding(sources, /\bconsole\s*[.[]/)).toEqual([]);
  // migrate.ts has no log, and run.ts none yet when the configuration can't be read; the decoder answers its parent with pictures; models.ts prints what it was asked for
  expect(holding(sources, /process\.std(?:out|err)/).sort()).toEqual([
    'migrate.ts',
    'models.ts',
    'operate/copy/run.ts',
    'operate/doctor.ts',
    'operate/erase.ts',
    'operate/keys/run.ts',
    'operate/outcomes/run.ts',
    'operate/setup.ts',
    'operate/setup/prompt.ts',
    'pictures/decoder.ts',
    'run.ts',
  ]);
});

test('no test puts a stand-in in place of our own files', () => {
  expect(holding(tests, /\bvi\s*\.\s*(?:mock|doMock|hoisted|stubGlobal)\b/)).toEqual([]);
});

test('certificates are always checked', () => {
  const unchecked =
    /rejectUnauthorized['"]?\s*:\s*(?!true)|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity|sslmode=(?:no-verify|allow|prefer)/;
  expect(holding([...sources, ...tests], unchecked)).toEqual([]);
});

/** The statements that are handed to a database, each as it is written. */
const QUERY = /\bquery(?:<[^()]*?>)?\(\s*(`[^`]*`|'[^'\n]*'|[^,)]*)\s*(\+)?/g;

/**
 * Statements that are not whole as they stand. What may be put into one: a constant (in capitals), a name that
 * `escapeIdentifier` made safe. Everything that anybody said goes beside it, as `$1`.
 */
function openStatements({ path, text }: Source): string[] {
  return [...text.matchAll(QUERY)]
    .filter(([, statement = '', plus]) => {
      if (plus || !/^[`']/.test(statement)) return true;
      const put = [...statement.matchAll(/\$\{([^}]*)\}/g)].map(([, inside = '']) => inside);
      return put.some((inside) => !/^[A-Z_]+$|^pg\.escapeIdentifier\(\w+\)$/.test(inside));
    })
    .map(([, statement = '']) => `${path}: ${statement.replace(/\s+/g, ' ').slice(0, 60)}`);
}

/** Constants all the same: `commit` or `rollback` by its type; what the job queue wrote; our own files; a move (see the next test). */
const KNOWN = [
  'postgres/connection/pool.ts: end',
  'postgres/connection/pool.ts: text',
  'postgres/connection/prepared.ts: { name',
  'postgres/connection/prepared.ts: text',
  'postgres/connection/queue-database.ts: text',
  'postgres/replace-functions.ts: statement',
  `postgres/moves/move.ts: \`update generations set \${set} where team_id = $1 and id = $`,
  // Postgres itself writes these, for each table that it names (format with %I): a copy knows no table by heart
  'operate/copy/load.ts: statement',
  'operate/copy/load.ts: drop',
  'operate/copy/load.ts: add',
  'operate/copy/tables.ts: read',
  'operate/copy/tables.ts: write',
];

test('statements are constants; what anybody said goes beside them', () => {
  expect(sources.flatMap(({ text }) => [...text.matchAll(QUERY)]).length).toBeGreaterThan(20);
  expect(sources.flatMap(openStatements).filter((one) => !KNOWN.includes(one))).toEqual([]);
});

/** What stands after `from:` and `set:`, or makes a name that stands there, and is no constant text. */
function openMoves(text: string): string[] {
  const literal = String.raw`(?:'[^'\n]*'|\`(?:[^\`$]|\$(?!\{)|\$\{[A-Z_]+\})*\`)`;
  const constant = new RegExp(String.raw`^(?:from:|set:|const [A-Z_]+ =)\s*(?:${literal}|[A-Z_]+|\d|\[)[^+]*$`);
  return [...text.matchAll(/(?:\b(?:from|set):|^const \w+ =)\s*(?:`[^`]*`|'[^'\n]*'|[^,\n]*)[^,\n]*/gm)]
    .map(([found]) => found)
    .filter((found) => !/^\w+: string;/.test(found) && !constant.test(found));
}

test('every move of a generation is a constant, and all of them stand in one file', () => {
  const text = sources.find(({ path }) => path === 'postgres/moves/moves.ts')?.text ?? '';
  expect([...text.matchAll(/\bset:/g)].length).toBeGreaterThan(20);
  expect(openMoves(text)).toEqual([]);
  const others = sources.filter(({ path }) => path.startsWith('postgres/') && path !== 'postgres/moves/moves.ts');
  expect(holding(others, /\bset\s*:|\bset\b[^\n]*=>/)).toEqual([]);
  expect(holding(others, /import type \{[^}]*\bMove\b/)).toEqual(['postgres/moves/move.ts']);
});

test.each([
  `  a: { from: \`state = '\${state}'\`, set: 'b = 1' },`,
  `  a: { from: 'true', set: \`b = \${b(1)}\` },`,
  `  a: { from: 'true', set: setOf(b) },`,
  `  a: { from: 'true', set: 'b = ' + b },`,
  `const SET = \`b = \${b}\`;`,
  `const SET = setOf(b);`,
])('the move in %s would be found', (text) => {
  expect(openMoves(text)).toHaveLength(1);
});

test.each([
  `sql.query(\`select 1 from teams where team_id = \${teamId}\`)`,
  "sql.query('select ' + what)",
  `pool.query<Row>(\`select \${columns} from a\`, [])`,
  'client.query(statement)',
])('%s would be found', (text) => {
  expect(openStatements({ path: 'a.ts', text })).toHaveLength(1);
});

/** Shapes of real secrets; the made-up ones of the tests have none of them. */
const SECRET = [
  /xox[a-z]-\d{9,}-\d{9,}-\w{16,}/,
  /xoxe\.xox[a-z]-\d-\w{60,}/,
  /xapp-\d-A\w{8,}-\d{9,}-[\da-f]{32,}/,
  /\bsk_(?!sim_)[A-Za-z\d_-]{20,}/,
  /hooks\.slack\.com\/(?:services|workflows|commands)\/[TE][A-Z\d]{8,}\/[A-Z\d]{8,}\/\w{16,}/,
  /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----/,
  /\b(?:AKIA|ASIA)[A-Z\d]{16}\b/,
  /\bgh[pousr]_\w{36}/,
  /\bnpm_[A-Za-z\d]{36}/,
  /\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}/,
];

test('no file of the repository holds anything of the shape of a secret', () => {
  const folders = ['.ci', 'docs', 'migrations', 'src', 'test'];
  const inFolders = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((found) => found.isFile() && found.name !== 'architecture.test.ts')
      .map((found) => join(found.parentPath, found.name)),
  );
  const atTop = readdirSync('.', { withFileTypes: true }).filter((found) => found.isFile() && found.name !== '.env');
  const files = [...inFolders, ...atTop.map(({ name }) => name)];
  expect(files.length).toBeGreaterThan(100);
  const found = files.filter((file) => SECRET.some((shape) => shape.test(readFileSync(file, 'latin1'))));
  expect(found).toEqual([]);
});

function holding(files: Source[], pattern: RegExp): string[] {
  return files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
}
