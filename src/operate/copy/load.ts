import type pg from 'pg';
import { listTables, writeRows } from './tables.ts';

/** A batch of rows of one table. */
export interface Batch {
  readonly table: string;
  readonly rows: readonly string[];
}

/**
 * Fills an empty database whose tables stand with what was copied, all or nothing; answers how many rows. References
 * between tables are checked at the end, whatever order the rows come in; `last` is done before the commit. Throws one sentence where it is not empty.
 */
export async function load(
  client: pg.Client,
  batches: AsyncIterable<Batch>,
  last: () => Promise<void>,
): Promise<number> {
  const { rows } = await client.query('select from teams limit 1');
  if (rows.length > 0) throw new Error('That database holds data of the app already: name an empty one.');
  const tables = new Map((await listTables(client)).map((table) => [table.name, table]));
  let loaded = 0;
  await client.query('begin');
  const restore = await withoutReferences(client);
  for await (const { table: name, rows: some } of batches) {
    const table = tables.get(name);
    if (!table) throw new Error(`The copy holds a table that this release does not know: ${name}`);
    await writeRows(client, table, some);
    loaded += some.length;
  }
  await restore();
  for (const { countOn } of tables.values()) for (const statement of countOn) await client.query(statement);
  await last();
  await client.query('commit');
  return loaded;
}

/** Takes the references away; the answer puts them back, and so checks them. */
async function withoutReferences(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ drop: string; add: string }>(
    `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as drop,
       format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as add
     from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`,
  );
  for (const { drop } of rows) await client.query(drop);
  return async () => {
    for (const { add } of rows) await client.query(add);
  };
}
