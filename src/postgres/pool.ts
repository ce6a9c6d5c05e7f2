import pg from 'pg';
import { Failure } from '../core/failure.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Sql = Pick<pg.PoolClient, 'query'>;

/**
 * A pool in which nothing waits for ever: a connection `connectMs`, a query `queryMs`. An error of an idle connection is
 * handed to `onError`; the pool replaces the connection.
 */
export function openPool(
  connectionString: string,
  options: { max: number; connectMs?: number; queryMs?: number; name: string; onError: (error: Error) => void },
): pg.Pool {
  const queryMs = options.queryMs ?? 5_000;
  const pool = new pg.Pool({
    connectionString,
    max: options.max,
    connectionTimeoutMillis: options.connectMs ?? 2_000,
    query_timeout: queryMs,
    statement_timeout: queryMs,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    application_name: options.name,
  });
  pool.on('error', options.onError);
  return pool;
}

/**
 * Runs `work` in a transaction. A connection on which something failed leaves the pool. Any error means that nothing
 * was stored, but for `commit_unclear`: the answer to the commit was lost.
 */
export async function transaction<T>(pool: pg.Pool, work: (sql: Sql) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  const onError = (error: Error) => {
    failed = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit').catch((error) => {
      throw new Failure('commit_unclear', { cause: error });
    });
    return result;
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(failed);
  }
}
