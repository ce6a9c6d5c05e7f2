import type pg from 'pg';
import { listen } from './notifications.ts';
import type { Sql } from './pool.ts';

/** A statement runner in the form that the job queue takes, for the pool or for a transaction in hand. */
export function runnerOf(sql: Sql | pg.Pool): {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
} {
  return { executeSql: async (text, values) => ({ rows: (await sql.query(text, values)).rows }) };
}

/** The database as the job queue uses it: our pool, and notifications, which `onNotification` hears too. */
export function queueDatabase(
  pool: pg.Pool,
  connectionString: string,
  hooks: { onNotification: (queue: string) => void; onReconnect: () => void; onError: (error: Error) => void },
) {
  return {
    ...runnerOf(pool),
    listen: (channel: string, onNotification: (payload: string) => void, onReconnect: () => void) =>
      listen(
        connectionString,
        channel,
        (payload) => {
          onNotification(payload);
          hooks.onNotification(payload);
        },
        () => {
          onReconnect();
          hooks.onReconnect();
        },
        hooks.onError,
      ),
  };
}
