import pg from 'pg';
import { Failure } from '../../core/failure.ts';
import { prepared, type Sql } from './prepared.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

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
  // One that failed has left the pool already when the server says why; nobody listens then, and a word unheard ends the process.
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}

/**
 * How long work that can wait asks for a connection: while none is to be had, nothing has happened yet, and it is asked for
 * again until `ms` are over or `signal` fires. So what a worker has in hand outlives a restart of the database.
 */
export interface Patience {
  readonly ms: number;
  readonly signal: AbortSignal;
}

const ASK_AGAIN_MS = 200;

async function connect(pool: pg.Pool, patience: Patience | undefined): Promise<pg.PoolClient> {
  const deadline = Date.now() + (patience?.ms ?? 0);
  for (;;) {
    try {
      return await pool.connect();
    } catch (error) {
      if (!patience || Date.now() > deadline || patience.signal.aborted || pool.ending) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

/** Single statements, each on a connection of its own. */
export function statements(pool: pg.Pool, patience?: Patience): Sql {
  return { query: (text, values) => onConnection(pool, patience, (sql) => sql.query(text, values)) };
}

/** `deadlock_detected`: two waited for each other, and the other one goes on. */
const DEADLOCK = '40P01';
const MOST_DEADLOCKS = 3;

/**
 * Runs `work` in a transaction. Whoever is chosen to end a deadlock goes again from the beginning. Any error means that nothing was stored, but for `commit_unclear`: the answer to the
 * commit was lost. `rollback`: nothing is to be kept.
 */
export async function transaction<T>(
  pool: pg.Pool,
  work: (sql: Sql) => Promise<T>,
  { end = 'commit', patience }: { readonly end?: 'commit' | 'rollback'; readonly patience?: Patience | undefined } = {},
): Promise<T> {
  const once = () =>
    onConnection(pool, patience, async (sql) => {
      await sql.query('begin');
      const result = await work(sql);
      await sql.query(end).catch((error) => {
        throw new Failure('commit_unclear', { cause: error });
      });
      return result;
    });
  for (let deadlocks = 1; ; deadlocks++) {
    try {
      return await once();
    } catch (error) {
      const isDeadlock = error instanceof pg.DatabaseError && error.code === DEADLOCK;
      if (!isDeadlock || deadlocks > MOST_DEADLOCKS) throw error;
    }
  }
}

/** A connection on which something failed leaves the pool. */
async function onConnection<T>(
  pool: pg.Pool,
  patience: Patience | undefined,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const client = await connect(pool, patience);
  let failed: Error | undefined;
  const onError = (error: Error) => {
    failed = error;
  };
  client.on('error', onError);
  try {
    return await work(prepared(client));
  } catch (error) {
    failed = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.removeListener('error', onError);
    client.release(failed);
  }
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
