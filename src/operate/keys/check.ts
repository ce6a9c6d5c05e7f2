import pg from 'pg';
import { readKeys } from '../../config.ts';
import { countUse } from '../../postgres/installs/rewrap.ts';
import { type Check, ok, wrong } from '../check.ts';

/** Whether all that is sealed in the database can be opened, as far as the names of the keys say. */
export const encryptionKeys: Check = {
  name: 'ENCRYPTION_KEYS',
  async run(env) {
    const { DATABASE_URL: url } = env;
    if (!url || !URL.canParse(url)) return null;
    const ids = (() => {
      try {
        return env.ENCRYPTION_KEYS ? readKeys(env).ids : [];
      } catch {
        return null;
      }
    })();
    // `variables` says what is wrong with it, the database's own check what is wrong there
    const use = ids && (await readUse(url).catch(() => null));
    if (!ids || !use) return null;
    const missing = [...use].filter(([id]) => !ids.includes(id)).map(([id, count]) => `${count} need "${id}"`);
    if (missing.length > 0)
      return wrong(
        `is not all that the database is sealed with: ${missing.join(', ')}`,
        'put the missing key back, behind the newest',
      );
    if (ids.length === 0) return null;
    return ok(use.size === 0 ? 'can be read; nothing is sealed yet' : 'opens all that is sealed');
  },
};

async function readUse(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, query_timeout: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await countUse(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
