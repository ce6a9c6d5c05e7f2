import type pg from 'pg';

/** A table of ours as a copy takes it, with the statements for it: Postgres itself puts the names into them. */
export interface Table {
  readonly name: string;
  /** Opens the cursor `rows_of` on its rows as JSON texts, in which numbers keep every digit. What is generated is left out, since it makes itself anew. */
  readonly read: string;
  /** Puts in what `$1` holds, a JSON list of such rows. */
  readonly write: string;
  /** Lets numbers count on from the highest; one for each column that counts. */
  readonly countOn: readonly string[];
}

/** Every table of the app's own; the queue's are not among them: what is under way gets new jobs. */
export async function listTables(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `select name,
       format('declare rows_of no scroll cursor for select to_jsonb(r)::text as row from (select %s from %I) r', columns, name) as read,
       format('insert into %1$I (%2$s) overriding system value select %2$s from jsonb_populate_recordset(null::%1$I, $1::jsonb) on conflict do nothing',
         name, columns) as write,
       array(select format('select setval(pg_get_serial_sequence(%L, %L), coalesce(max(%I), 0) + 1, false) from %I',
         quote_ident(name), one, one, name) from unnest(counted) one) as "countOn"
     from (
       select c.relname::text as name,
         string_agg(quote_ident(a.attname), ', ' order by a.attnum) filter (where a.attgenerated = '') as columns,
         coalesce(array_agg(a.attname::text) filter (where a.attidentity <> ''), '{}') as counted
       from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migrations'
       group by 1) t
     order by 1`,
  );
  return rows;
}

/** The migrations that a database has seen; what is copied fits only the same. */
export async function listMigrations(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name');
  return rows.map(({ name }) => name);
}

/** All rows of a table, some hundred at a time. In the transaction in hand. */
export async function* readRows(client: pg.Client, { read }: Table): AsyncGenerator<string[]> {
  await client.query(read);
  for (;;) {
    const { rows } = await client.query<{ row: string }>('fetch 500 from rows_of');
    if (rows.length === 0) break;
    yield rows.map(({ row }) => row);
  }
  await client.query('close rows_of');
}

/** Puts rows into a table. */
export async function writeRows(client: pg.Client, { write }: Table, rows: readonly string[]): Promise<void> {
  await client.query(write, [`[${rows.join(',')}]`]);
}
