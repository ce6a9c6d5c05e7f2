import pg from 'pg';

/** A table of ours as a copy takes it: what is generated is left out, since it makes itself anew. */
export interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns whose values count on from the highest. */
  readonly counted: readonly string[];
}

/** Every table of the app's own; the queue's are not among them: open requests get new jobs by themselves. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = '') as columns,
       coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attidentity <> ''), '{}') as counted
     from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
     group by 1 order by 1`,
  );
  return rows;
}

/** The migrations that a database has seen; what is copied fits only the same. */
export async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
  return rows.map(({ name }) => name);
}

const AT_ONCE = 500;

/** All rows of a table, as JSON texts: numbers keep every digit. In the transaction in hand. */
export async function* readRows(client: pg.Client, { name, columns }: Table): AsyncGenerator<string[]> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  await client.query(
    `declare rows_of no scroll cursor for select to_jsonb(r)::text as row from (select ${list} from ${pg.escapeIdentifier(name)}) r`,
  );
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${AT_ONCE} from rows_of`);
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query('close rows_of');
}

/** Puts rows into a table. */
export async function writeRows(client: pg.Client, { name, columns }: Table, rows: readonly string[]): Promise<void> {
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(', ');
  const table = pg.escapeIdentifier(name);
  await client.query(
    `insert into ${table} (${list}) overriding system value
     select ${list} from jsonb_populate_recordset(null::${table}, $1::jsonb) on conflict do nothing`,
    [`[${rows.join(',')}]`],
  );
}
