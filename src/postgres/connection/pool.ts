import pg from 'pg';
import { Failure } from '../../core/failure.ts';
import { prepareStatements } from './prepared.ts';

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
  pool.on('connect', prepareStatements);
  return pool;
}

const ASK_AGAIN_MS = 200;

/**
 * The same pool for work that can wait: while no connection is to be had, nothing has happened yet, and it is asked
 * for again until `ms` are over or `signal` fires. So what a worker has in hand outlives a restart of the database.
 */
export function patient(pool: pg.Pool, ms: number, signal: AbortSignal): pg.Pool {
  const connect = async (): Promise<pg.PoolClient> => {
    const deadline = Date.now() + ms;
    for (;;) {
      try {
        return await pool.connect();
      } catch (error) {
        if (Date.now() > deadline || signal.aborted || pool.ending) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  };
  // pg's `query` connects through `this.connect`, with a callback.
  type Done = (error: Error | undefined, client?: pg.PoolClient, release?: pg.PoolClient['release']) => void;
  return Object.create(pool, {
    connect: {
      value: (done?: Done) =>
        done
          ? void connect().then(
              (client) => done(undefined, client, client.release),
              (error) => done(error),
            )
          : connect(),
    },
  });
}

const RELEASE_LOCK = 71_002;

/** Runs `work` while no other release phase does: what two at once would both create, the second finds. Waits for `queryMs` of the pool. */
export async function alone<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [RELEASE_LOCK]);
    return await work();
  } finally {
    // the lock goes with the connection
    client.release(true);
  }
}

/**
 * Runs `work` in a transaction. A connection on which something failed leaves the pool. Any error means that nothing
 * was stored, but for `commit_unclear`: the answer to the commit was lost. `rollback`: nothing is to be kept.
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<T>,
  end: 'commit' | 'rollback' = 'commit',
): Promise<T> {
  const client = await pool.connect();
  let failed: Error | undefined;
  const onError = (error: Error) => {
    failed = error;
  };
  client.on('error', onError);
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query(end).catch((error) => {
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
