import type pg from 'pg';

const MOST = 300;
const names = new Map<string, string>();

/**
 * Lets a connection prepare each of its statements once: the queue's are long, and to plan one takes longer than to
 * run it. Texts are ours and the queue's, a few dozen; should they ever be made up at run time, the rest goes unprepared.
 */
export function prepareStatements(client: pg.PoolClient): void {
  const plain = client.query.bind(client) as (...args: unknown[]) => unknown;
  const prepared = (text: unknown, values?: unknown, ...rest: unknown[]) => {
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
    return name ? plain({ name, text, values }, ...rest) : plain(text, values, ...rest);
  };
  client.query = prepared as typeof client.query;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known || names.size >= MOST) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}
