import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type pg from 'pg';
import { openTables, type PlanNode, type TeamColumns } from './plan.ts';
import { readBody, type Variable, withParameters } from './plpgsql.ts';

/** A statement of ours, and where it stands: the file and the function, or the SQL function. */
export interface Statement {
  readonly where: string;
  /** null: something of the moment is in it. */
  readonly text: string | null;
}

const PRINT = fileURLToPath(new URL('./print-statements.ts', import.meta.url));

/** Those of src/, as they are sent. */
export async function listStatements(): Promise<Statement[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [PRINT], { maxBuffer: 16 * 1024 * 1024 });
  return JSON.parse(stdout);
}

/** Which tables have a team, by Postgres itself. */
export async function readTeamColumns(client: pg.Client): Promise<TeamColumns> {
  const { rows } = await client.query<{ name: string; column: number }>(
    `select c.relname as name, a.attnum - 1 as column from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attname = 'team_id'`,
  );
  return new Map(rows.map(({ name, column }) => [name, column]));
}

/** The tables of teams that a statement reaches without a team: `openTables` of the plan that serves any values. */
export async function openTablesOf(client: pg.Client, text: string, teams: TeamColumns): Promise<string[]> {
  const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
    `explain (generic_plan, verbose, format json) ${text}`,
  );
  const plan = rows[0]?.['QUERY PLAN'][0].Plan;
  if (!plan) throw new Error(`no plan: ${text}`);
  return openTables(plan, teams);
}

interface SqlFunction {
  readonly name: string;
  readonly language: string;
  readonly body: string;
  readonly parameters: readonly Variable[];
  /** Of a trigger. */
  readonly table: string | null;
}

/** Of the functions in the database, as it has them; with whatever triggers it has. */
export async function listFunctionStatements(client: pg.Client): Promise<Statement[]> {
  const { rows } = await client.query<SqlFunction>(
    `select p.proname as name, l.lanname as language, p.prosrc as body,
       (select coalesce(json_agg(json_build_object('name', p.proargnames[n], 'type', format_type(type, null)) order by n), '[]')
        from unnest(p.proargtypes) with ordinality t (type, n)) as parameters,
       (select tgrelid::regclass::text from pg_trigger where tgfoid = p.oid limit 1) as table
     from pg_proc p join pg_language l on l.oid = p.prolang where p.pronamespace = 'public'::regnamespace
       and l.lanname in ('sql', 'plpgsql') order by 1`,
  );
  const statements: Statement[] = [];
  for (const one of rows) statements.push(...(await statementsOf(client, one)));
  return statements;
}

async function statementsOf(client: pg.Client, { name, language, body, parameters, table }: SqlFunction) {
  if (language === 'sql')
    return body
      .replace(/--[^\n]*/g, '')
      .split(';')
      .filter((text) => text.trim() !== '')
      .map((text) => ({ where: name, text: withParameters(text, parameters) }));
  const { declared, steps } = readBody(body);
  const own = table ? ['new', 'old'].map((row) => ({ name: row, type: table })) : [];
  const variables: Variable[] = [...parameters, ...declared, { name: 'found', type: 'boolean' }, ...own];
  const statements: Statement[] = [];
  for (const { sql, into } of steps) {
    const text = withParameters(sql, variables);
    statements.push({ where: name, text });
    const at = declared.findIndex((one) => one.name === into && one.type === 'record');
    if (at >= 0) variables[parameters.length + at] = { name: into ?? '', type: await typeOfRow(client, text) };
  }
  return statements;
}

let rows = 0;

/** A type like the rows of a statement, for as long as the connection lasts. */
async function typeOfRow(client: pg.Client, text: string): Promise<string> {
  const name = `row_${++rows}`;
  await client.query(`create temp view ${name} as ${text.replace(/\$\d+::/g, 'null::')}`);
  return name;
}
