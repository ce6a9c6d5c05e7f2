import type { Sql } from './prepared.ts';

/** A statement runner in the form that the job queue takes, for single ones or for a transaction in hand. */
export function runnerOf(sql: Sql): {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: unknown[] }>;
} {
  return {
    async executeSql(text, values) {
      // A text of several statements (the queue's monitor sends such) is answered by a list, whatever pg's types say.
      const results = [await sql.query(text, values)].flat();
      return { rows: results.flatMap(({ rows }) => rows) };
    },
  };
}
