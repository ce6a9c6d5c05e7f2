import { DEFAULT_SETTINGS, type SettingChange, type TeamSettings } from '../core/team/settings.ts';
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

export async function readSettings(sql: Sql, teamId: string): Promise<TeamSettings> {
  const { rows } = await sql.query<TeamSettings>(
    `select language, guests_may_spend as "guestsMaySpend", confirm_above as "confirmAbove" from teams where team_id = $1`,
    [teamId],
  );
  return rows[0] ?? DEFAULT_SETTINGS;
}

/** Of a team that is known. */
export async function writeSetting(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  change: SettingChange,
): Promise<void> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const before = await readSettings(sql, by.teamId);
  if ('guestsMaySpend' in change) {
    await sql.query('update teams set guests_may_spend = $2 where team_id = $1', [by.teamId, change.guestsMaySpend]);
    const [from, to] = [before.guestsMaySpend, change.guestsMaySpend].map((may) => (may ? 'spend' : 'look'));
    await audit(sql, { ...by, action: 'guests_set', subject: 'team', from: from ?? null, to: to ?? null });
  } else {
    await sql.query('update teams set confirm_above = $2 where team_id = $1', [by.teamId, change.confirmAbove]);
    await audit(sql, {
      ...by,
      action: 'confirm_set',
      subject: 'team',
      from: before.confirmAbove,
      to: change.confirmAbove,
    });
  }
}

export async function readCarousels(sql: Sql, teamId: string): Promise<boolean | null> {
  const { rows } = await sql.query<{ taken: boolean | null }>(
    'select takes_carousels as taken from teams where team_id = $1',
    [teamId],
  );
  return rows[0]?.taken ?? null;
}

export async function saveCarousels(sql: Sql, teamId: string, taken: boolean): Promise<void> {
  await sql.query('update teams set takes_carousels = $2 where team_id = $1', [teamId, taken]);
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
