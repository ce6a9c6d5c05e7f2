import { readEnvironment } from '../../config.ts';
import { endWith } from '../../run.ts';
import { fill, withCopy, withDatabase, withOwn } from './databases.ts';
import { readFile, writeFile } from './file.ts';

const [what, given] = process.argv.slice(2);
const env = readEnvironment();

/** `npm run backup`: everything the app keeps, into one file. */
async function backup(path = `imagine-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.backup.gz`) {
  const rows = await withDatabase(env, (url) =>
    withCopy(url, (migrations, batches) => writeFile(path, { migrations }, batches)),
  );
  return `${rows} rows → ${path}, which only you can read. It holds prompts and names: keep it as you would the database.`;
}

/** `npm run restore`: such a file into an empty database. */
async function restore(path: string | undefined) {
  if (!path) throw new Error('Which backup? npm run restore -- FILE');
  const { head, batches } = await readFile(path);
  const into = (url: string) => fill(url, head.migrations, batches);
  const rows = await (env.DATABASE_URL ? into(env.DATABASE_URL) : withOwn(env, into));
  return `${rows} rows are back.`;
}

/** `npm run move`: from our own PostgreSQL to another one. */
async function move(target: string | undefined) {
  if (!target || !/^postgres(ql)?:/.test(target))
    throw new Error('Where to? npm run move -- postgres://user:password@host/database');
  const rows = await withOwn(env, (url) => withCopy(url, (migrations, batches) => fill(target, migrations, batches)));
  return `${rows} rows are there. Now set DATABASE_URL to that address, in .env or the environment, and start the app; ${env.DATA_DIR ?? './data'} stays as it is.`;
}

const does = { backup, restore, move }[what ?? ''];
if (!does) throw new Error('backup, restore or move');
await does(given).then((said) => process.stdout.write(`${said}\n`), endWith);
