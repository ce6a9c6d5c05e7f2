import type { BudgetRuleStore } from '../../core/team/budget-rules.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { audit } from './audit.ts';
import { ensureTeam } from './budgets.ts';

export function budgetRuleStore({ single, within }: Work): BudgetRuleStore {
  /** In a transaction that has the team's row. */
  const withTeam = <T>(teamId: string, defaultCredits: number | null, work: (sql: Sql) => Promise<T>) =>
    within(async (sql) => {
      await ensureTeam(sql, teamId, defaultCredits);
      await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
      return await work(sql);
    });
  return {
    setWarnAt: (by, percents, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => writeWarnAt(sql, by, percents)),
    setLowWhenShort: (by, isLow, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => writeLowWhenShort(sql, by, isLow)),
    setTag: (by, channelId, tag, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => writeTag(sql, by, channelId, tag)),
    async readDayEnd(teamId, day) {
      const { rows } = await single.query<{ end: Date }>(
        `select ($2::date + 1)::timestamp at time zone time_zone as "end" from teams where team_id = $1`,
        [teamId, day],
      );
      if (!rows[0]) throw new Error('team has no row');
      return rows[0].end;
    },
  };
}

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** Under the team's lock, as the other two. */
export async function writeWarnAt(sql: Sql, by: By, percents: readonly number[]): Promise<void> {
  const { rows } = await sql.query<{ before: number[] }>('select warn_at as before from teams where team_id = $1', [
    by.teamId,
  ]);
  const [from, to] = [rows[0]?.before.join(' ') ?? null, percents.join(' ')];
  if (from === to) return;
  await sql.query('update teams set warn_at = $2 where team_id = $1', [by.teamId, percents]);
  await audit(sql, { ...by, action: 'warnings_set', subject: 'team', from, to });
  // what is passed already is told now, and not when the next credit is spent
  await sql.query('select note_reached(team_id, scope, scope_id) from budgets where team_id = $1', [by.teamId]);
}

export async function writeLowWhenShort(sql: Sql, by: By, isLow: boolean): Promise<void> {
  const { rowCount } = await sql.query(
    'update teams set is_low_when_short = $2 where team_id = $1 and is_low_when_short <> $2',
    [by.teamId, isLow],
  );
  if (rowCount !== 1) return;
  const [from, to] = isLow ? (['off', 'on'] as const) : (['on', 'off'] as const);
  await audit(sql, { ...by, action: 'low_when_short_set', subject: 'team', from, to });
}

export async function writeTag(sql: Sql, by: By, channelId: string, tag: string | null): Promise<void> {
  const { rows } = await sql.query<{ tag: string }>(
    'select tag from channel_tags where team_id = $1 and channel_id = $2',
    [by.teamId, channelId],
  );
  const from = rows[0]?.tag ?? null;
  if (from === tag) return;
  if (tag === null)
    await sql.query('delete from channel_tags where team_id = $1 and channel_id = $2', [by.teamId, channelId]);
  else
    await sql.query(
      `insert into channel_tags (team_id, channel_id, tag) values ($1, $2, $3)
       on conflict (team_id, channel_id) do update set tag = excluded.tag`,
      [by.teamId, channelId, tag],
    );
  await audit(sql, { ...by, action: 'tag_set', subject: `channel:${channelId}`, from, to: tag, channelId });
}
