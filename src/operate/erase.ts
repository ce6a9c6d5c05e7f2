import { readDatabaseUrl, readEnvironment } from '../config.ts';
import { openPool, transaction } from '../postgres/connection/pool.ts';
import { eraseLeft } from '../postgres/installs/leaving.ts';

/** `npm run erase -- T0123ABCD`: begins to erase a workspace that has left; a worker does it. Ends with 1 where there is nothing to begin. */
const teamId = process.argv[2] ?? '';
const pool = openPool(readDatabaseUrl(readEnvironment()), { max: 1, name: 'imagine-erase', onError: () => undefined });
try {
  const begun = await transaction(pool, (sql) => eraseLeft(sql, teamId));
  process.stdout.write(
    begun.length > 0
      ? `Everything that is kept of ${teamId} is being erased: a worker does it, within minutes or, where there is much, hours.\n`
      : 'Nothing was begun: expected the id of a workspace (T…) that has taken the app out, that is not under a legal hold, and that is not being erased already.\n',
  );
  process.exitCode = begun.length > 0 ? 0 : 1;
} finally {
  await pool.end();
}
