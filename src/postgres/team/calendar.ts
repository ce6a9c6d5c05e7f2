import type { Calendar, CalendarAnswer } from '../../core/team/budget.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from './audit.ts';

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** Of a team that is known. */
export async function readCalendar(sql: Sql, teamId: string): Promise<Calendar> {
  const { rows } = await sql.query<Calendar>(
    `select t.time_zone as "timeZone", t.first_day as "firstDay", period_start(t, 'month') as month, period_start(t, 'day') as day,
       period_end(t, 'month') as "monthEnds", period_end(t, 'day') as "dayEnds"
     from teams t where t.team_id = $1`,
    [teamId],
  );
  if (!rows[0]) throw new Error('team has no row');
  return rows[0];
}

const ZONE = /^[A-Za-z0-9_+\-/]{1,64}$/;

/** The name as the database writes it; null: it knows no such time zone. */
async function findZone(sql: Sql, name: string): Promise<string | null> {
  if (!ZONE.test(name)) return null;
  const { rows } = await sql.query<{ name: string }>(
    'select name from pg_timezone_names where lower(name) = lower($1) order by name limit 1',
    [name],
  );
  return rows[0]?.name ?? null;
}

export async function setZone(sql: Sql, by: By, timeZone: string): Promise<CalendarAnswer> {
  const zone = await findZone(sql, timeZone);
  if (zone === null) return { outcome: 'unknown_zone' };
  return await change(sql, by, 'zone_set', (before) => ({ ...before, timeZone: zone }));
}

export async function setFirstDay(sql: Sql, by: By, firstDay: number): Promise<CalendarAnswer> {
  return await change(sql, by, 'first_day_set', (before) => ({ ...before, firstDay }));
}

/** The zone of the first manager who sets a budget, for a team that has none of its own yet; nothing where it is unknown. */
export async function takeZone(sql: Sql, by: By, timeZone: string): Promise<void> {
  const { rows } = await sql.query<{ isOwn: boolean }>(
    `select time_zone <> 'UTC' or zone_is_set as "isOwn" from teams where team_id = $1 for no key update`,
    [by.teamId],
  );
  if (rows[0]?.isOwn) return;
  const zone = await findZone(sql, timeZone);
  if (zone === null || zone === 'UTC') return;
  await changePeriod(sql, by.teamId, zone, null);
  await audit(sql, { ...by, action: 'zone_set', subject: 'team', from: 'UTC', to: zone });
}

async function change(
  sql: Sql,
  by: By,
  action: 'zone_set' | 'first_day_set',
  anew: (before: Calendar) => Pick<Calendar, 'timeZone' | 'firstDay'>,
): Promise<CalendarAnswer> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const before = await readCalendar(sql, by.teamId);
  const { timeZone, firstDay } = anew(before);
  if (action === 'zone_set') await sql.query('update teams set zone_is_set = true where team_id = $1', [by.teamId]);
  if (timeZone === before.timeZone && firstDay === before.firstDay) return { outcome: 'set', before, now: before };
  await changePeriod(sql, by.teamId, timeZone, firstDay);
  const [from, to] = action === 'zone_set' ? [before.timeZone, timeZone] : [before.firstDay, firstDay];
  await audit(sql, { ...by, action, subject: 'team', from, to });
  return { outcome: 'set', before, now: await readCalendar(sql, by.teamId) };
}

async function changePeriod(sql: Sql, teamId: string, zone: string, firstDay: number | null): Promise<void> {
  await sql.query('select change_period($1, $2, coalesce($3, (select first_day from teams where team_id = $1)))', [
    teamId,
    zone,
    firstDay,
  ]);
}
