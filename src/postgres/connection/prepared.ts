import type pg from 'pg';

/** What runs statements: each with its values beside it. */
export interface Sql {
  readonly query: <Row extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ) => Promise<pg.QueryResult<Row>>;
}

const MOST = 300;
const names = new Map<string, string>();

/**
 * Statements of a connection, each prepared there once: the queue's are long, and to plan one takes longer than to run
 * it. Texts are ours and the queue's, a few dozen; should they ever be made up at run time, the rest goes unprepared.
 */
export function prepared(client: pg.PoolClient): Sql {
  return {
    query: (text, values) => {
      const name = values?.length || ONE_READING.test(text) ? nameOf(text) : undefined;
      return name ? client.query({ name, text, values: values ?? [] }) : client.query(text, values);
    },
  };
}

/** The queue also sends several statements in one text, which can't be prepared. */
const ONE_READING = /^\s*(?:select|with)\b[^;]*$/i;

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
