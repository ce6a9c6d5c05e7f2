import type { LegalHold, Privacy, PrivacyStore } from '../../core/privacy/privacy-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';
import { readPrompt } from './readings.ts';

/** What managers decide of what is kept, and what a person wishes of their own. */
export function privacyStore({ single, within, begin }: Work): PrivacyStore {
  /** In a transaction that knows the team and has its row alone, so that of two changes each sees the other. */
  const withTeam = <T>(teamId: string, defaultCredits: number | null, work: (sql: Sql) => Promise<T>) =>
    within(async (sql) => {
      await ensureTeam(sql, teamId, defaultCredits);
      await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
      return await work(sql);
    });
  return {
    readPrivacy: (teamId) => readPrivacy(single, teamId),
    setRetention: (by, days, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, (sql) => writeRetention(sql, by, days)),
    setHold: (by, userId, reason, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, async (sql) => {
        const { rowCount } = await sql.query(
          'insert into legal_holds (team_id, user_id, set_by, reason) values ($1, $2, $3, $4) on conflict do nothing',
          [by.teamId, userId, by.userId, reason],
        );
        if (rowCount === 0) return false;
        await audit(sql, { ...by, ...ofHold(userId), from: null, to: 'held', reason });
        return true;
      }),
    liftHold: (by, userId, reason, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, async (sql) => {
        const { rowCount } = await sql.query(
          'delete from legal_holds where team_id = $1 and user_id is not distinct from $2',
          [by.teamId, userId],
        );
        if (rowCount === 0) return false;
        await audit(sql, { ...by, ...ofHold(userId), from: 'held', to: null, reason });
        return true;
      }),
    isHeld: ({ teamId, userId }) => isHeld(single, teamId, userId),
    askErasure: (by, userId, defaultCredits) =>
      withTeam(by.teamId, defaultCredits, async (sql) => {
        if (await isHeld(sql, by.teamId, userId)) return 'held';
        const { rowCount } = await sql.query(
          `insert into erasures (team_id, id, user_id, erased_id, asked_by)
           values ($1, gen_random_uuid(), $2, 'erased-' || right(gen_random_uuid()::text, 12), $3) on conflict do nothing`,
          [by.teamId, userId, by.userId],
        );
        if (rowCount === 0) return 'asked_already';
        const action = userId === null ? 'team_erased' : 'person_forgotten';
        await audit(sql, {
          ...by,
          action,
          subject: userId === null ? 'team' : `person:${userId}`,
          from: null,
          to: null,
        });
        begin(sql, 'erase');
        return 'asked';
      }),
    readCounted: async ({ teamId, userId }) => {
      const { rows } = await single.query<{ until: string | null }>(
        `select (period_end(t, 'month') at time zone t.time_zone)::date as until from teams t
         where t.team_id = $1 and counts_since($1, $2) is not null`,
        [teamId, userId],
      );
      return rows[0]?.until ?? null;
    },
    readPrompt: (by, id, reason) =>
      within(async (sql) => {
        const read = await readPrompt(sql, by, id, reason);
        begin(sql, 'erase');
        return read;
      }),
  };
}

/** Under the team's lock; answers what held before. */
export async function writeRetention(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  days: number | null,
): Promise<number | null> {
  const { rows } = await sql.query<{ days: number | null }>(
    'select retention_days as days from teams where team_id = $1',
    [by.teamId],
  );
  const before = rows[0]?.days ?? null;
  // the week that managers were promised is not over by saying the same once more
  if (before === days) return before;
  await sql.query('update teams set retention_days = $2, retention_from = now() where team_id = $1', [by.teamId, days]);
  await audit(sql, { ...by, action: 'retention_set', subject: 'team', from: before, to: days });
  return before;
}

function ofHold(userId: string | null) {
  return { action: 'legal_hold_set', subject: userId === null ? 'team' : `person:${userId}` };
}

/** `userId` null: of the whole workspace, which anybody's hold keeps. */
async function isHeld(sql: Sql, teamId: string, userId: string | null): Promise<boolean> {
  const { rows } = await sql.query<{ held: boolean }>(
    `select case when $2::text is null then exists (select from legal_holds where team_id = $1 and user_id is null)
       else is_held($1, $2) end as held`,
    [teamId, userId],
  );
  return rows[0]?.held ?? true;
}

async function readPrivacy(sql: Sql, teamId: string): Promise<Privacy> {
  const { rows } = await sql.query<Omit<Privacy, 'holds'>>(
    `select t.retention_days as "retentionDays", t.retention_from as "retentionFrom",
       (select count(*)::integer from erasures e where e.team_id = t.team_id and e.ended_at is null) as erasing,
       (select count(*)::integer from erased_files f where f.team_id = t.team_id and f.tries > 0) as "filesLeft"
     from teams t where t.team_id = $1`,
    [teamId],
  );
  const holds = await sql.query<LegalHold>(
    `select user_id as "userId", set_by as "setBy", reason, at from legal_holds where team_id = $1 order by at limit 100`,
    [teamId],
  );
  const [found] = rows;
  return { ...(found ?? NEW_TEAM), holds: holds.rows };
}

/** Of a team that has no row yet; the columns of `teams` begin with the same. */
const NEW_TEAM = { retentionDays: 90, retentionFrom: null, erasing: 0, filesLeft: 0 };
