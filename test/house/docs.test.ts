import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md')];
/** Decisions tell what was decided then, with the names of that time. */
const LIVING = PAGES.filter((page) => !page.startsWith('docs/decisions/'));
const SCRIPTS = Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).scripts);

const read = (page: string) => readFileSync(page, 'utf8');

/** What a page names in backticks as a file or folder of this repository: `src/compose.ts`, `test/outer/crash/`. */
const named = (text: string) =>
  [...text.matchAll(/`((?:src|test|docs|migrations)\/[\w./-]*)`/g)].map(([, path = '']) => path);

/** The targets of links and pictures within the repository. */
const linked = (text: string) =>
  [...text.matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);

/** The scripts a page tells people to run: `npm run bench -- accept`, `npm test`. */
const run = (text: string) =>
  [...text.matchAll(/npm run (?:-s )?([\w:]+)|npm (test|start)\b/g)].map(([, script, bare]) => script ?? bare ?? '');

const missing = (paths: string[], among: (path: string) => boolean) => paths.filter((path) => !among(path));

test.each(LIVING)('%s names files and folders that exist', (page) => {
  expect(missing(named(read(page)), existsSync)).toEqual([]);
});

test.each(PAGES)('%s links to pages and pictures that exist', (page) => {
  expect(missing(linked(read(page)), (path) => existsSync(join(dirname(page), path)))).toEqual([]);
});

test.each(LIVING)('%s tells people to run scripts that exist', (page) => {
  expect(missing(run(read(page)), (script) => SCRIPTS.includes(script))).toEqual([]);
});

test('README stays short enough to be read, and leads to every page of docs', () => {
  const readme = read('README.md');
  expect(readme.split('\n').length - 1).toBeLessThanOrEqual(200);
  expect(missing(globSync('docs/*.md'), (page) => linked(readme).includes(page))).toEqual([]);
});

test('a page that names what is not there is found out', () => {
  expect(missing(named('see `src/compose.ts` and `test/nowhere.test.ts`'), existsSync)).toEqual([
    'test/nowhere.test.ts',
  ]);
  expect(missing(linked('[a](docs/nowhere.md#x) ![b](docs/pictures/form.png)'), existsSync)).toEqual([
    'docs/nowhere.md',
  ]);
  expect(run('`npm run test:outer`, `npm test`')).toEqual(['test:outer', 'test']);
});
