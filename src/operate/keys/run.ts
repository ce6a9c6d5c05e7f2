import { readEnvironment, readKeys } from '../../config.ts';
import { openPool, statements } from '../../postgres/connection/pool.ts';
import { rewrapAll } from '../../postgres/installs/rewrap.ts';
import { endWith } from '../../run.ts';
import { withDatabase } from '../copy/databases.ts';
import { sayUse } from './words.ts';

const env = readEnvironment();

/** `npm run rewrap`: whatever is sealed needs the newest of `ENCRYPTION_KEYS` alone. Ends with 1 where something can't be opened. */
async function main(): Promise<void> {
  const ring = readKeys(env);
  const { wrapped, use } = await withDatabase(env, async (url) => {
    const pool = openPool(url, { max: 1, connectMs: 10_000, name: 'imagine-rewrap', onError: () => undefined });
    try {
      return await rewrapAll(statements(pool), ring);
    } finally {
      await pool.end();
    }
  });
  const { lines, isWell } = sayUse(ring, wrapped, use);
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = isWell ? 0 : 1;
}

await main().catch((error) => endWith(error, env.DATABASE_URL ?? null));
