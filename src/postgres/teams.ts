import { audit } from './budgets.ts';
import type { Sql } from './pool.ts';

/** The language of a team's public messages. */
export async function readLanguage(sql: Sql, teamId: string): Promise<string> {
  const { rows } = await sql.query<{ language: string }>('select language from teams where team_id = $1', [teamId]);
  return rows[0]?.language ?? 'en';
}

export async function writeLanguage(sql: Sql, teamId: string, userId: string, language: string): Promise<void> {
  const from = await readLanguage(sql, teamId);
  await sql.query('update teams set language = $2 where team_id = $1', [teamId, language]);
  await audit(sql, { teamId, userId, action: 'language_set', subject: 'team', from, to: language });
}

export async function insertRetiredModel(sql: Sql, model: string): Promise<void> {
  await sql.query('insert into retired_models (model) values ($1) on conflict do nothing', [model]);
}

export async function listRetiredModels(sql: Sql): Promise<Set<string>> {
  const { rows } = await sql.query<{ model: string }>('select model from retired_models');
  return new Set(rows.map(({ model }) => model));
}

export async function claimNotice(sql: Sql, teamId: string, notice: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    'insert into notices (team_id, notice) select team_id, $2 from teams where team_id = $1 on conflict do nothing',
    [teamId, notice],
  );
  return rowCount === 1;
}
