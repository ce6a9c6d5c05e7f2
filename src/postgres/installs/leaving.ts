import type { GenerationKey } from '../../core/generation.ts';
import type { LeavingStore } from '../../core/install/leaving.ts';
import type { Installed } from '../../core/team/installation-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { moveWithin } from '../moves/move.ts';
import { LEAVING } from '../moves/moves.ts';
import { audit } from '../team/audit.ts';
import type { Work } from '../work.ts';
import { type InstallationsIn, lockInstallation } from './arriving.ts';

export function leavingStore(work: Work, installationsIn: InstallationsIn): LeavingStore {
  const { single, within, begin } = work;
  return {
    leave: (installed, { before, served }) =>
      within(async (sql) => {
        await lockInstallation(sql, installed);
        const store = installationsIn(sql);
        if (served && (await store.readInstallation(served.teamId))?.token !== served.token) return false;
        const userId = await botOf(sql, installed);
        if (!(await store.removeInstallation(installed, before))) return false;
        await markLeft(sql, installed, userId);
        begin(sql, 'leave');
        return true;
      }),
    leaveOrganization: (teamId) =>
      within(async (sql) => {
        const { rows } = await sql.query<{ botUserId: string }>(
          `delete from team_enterprises t using enterprise_installations e
           where t.team_id = $1 and e.enterprise_id = t.enterprise_id returning e.bot_user_id as "botUserId"`,
          [teamId],
        );
        if (!rows[0]) return;
        await markLeft(sql, { teamId, enterpriseId: null }, rows[0].botUserId);
        begin(sql, 'leave');
      }),
    listLeft: () => listLeft(single),
    stopLeft: (key) =>
      within(async (sql) => {
        for (const move of Object.values(LEAVING)) if (await moveWithin(work, sql, key, move)) return;
      }),
    eraseLongLeft: () =>
      within(async (sql) => {
        const begun = await eraseLeft(sql, null);
        if (begun.length > 0) begin(sql, 'erase');
        return begun;
      }),
  };
}

interface Bot {
  readonly botUserId: string;
}

/** In the audit log it is the app itself that left: Slack does not say who took it out. */
async function botOf(sql: Sql, { teamId, enterpriseId }: Installed): Promise<string> {
  const { rows } =
    teamId === null
      ? await sql.query<Bot>(
          'select bot_user_id as "botUserId" from enterprise_installations where enterprise_id = $1',
          [enterpriseId],
        )
      : await sql.query<Bot>('select bot_user_id as "botUserId" from installations where team_id = $1', [teamId]);
  return rows[0]?.botUserId ?? '';
}

/** This workspace, or those of the organization, where no installation serves them any more. */
async function markLeft(sql: Sql, { teamId, enterpriseId }: Installed, userId: string): Promise<void> {
  const { rows } = await sql.query<{ teamId: string }>(
    `update teams t set left_at = now()
  where t.left_at is null
    and (t.team_id = $1 or ($1 is null and t.team_id in (select team_id from team_enterprises where enterprise_id = $2)))
    and not exists (select from installations i where i.team_id = t.team_id)
    and not exists (select from team_enterprises e join enterprise_installations i on i.enterprise_id = e.enterprise_id
      where e.team_id = t.team_id)
  returning t.team_id as "teamId"`,
    [teamId, enterpriseId],
  );
  await sql.query('delete from pixapi_keys where team_id = any ($1)', [rows.map((one) => one.teamId)]);
  for (const one of rows)
    await audit(sql, { teamId: one.teamId, userId, action: 'uninstalled', subject: 'team', from: null, to: null });
}

async function listLeft(sql: Sql): Promise<GenerationKey[]> {
  const { rows } =
    await sql.query<GenerationKey>(`select g.team_id as "teamId", g.id from teams t join generations g on g.team_id = t.team_id
  where t.left_at is not null
    and ((g.failure is null and g.state in ('requested', 'made')) or (g.failure is not null and g.told_at is null))
  limit 500`);
  return rows;
}

/**
 * Begins to erase a workspace that has left, or (null) all that left as long ago as they kept things: unless somebody there has to
 * keep records, or it is done or begun already. Audited. Answers which.
 */
export async function eraseLeft(sql: Sql, teamId: string | null): Promise<string[]> {
  const { rows } = await sql.query<{ teamId: string; userId: string }>(
    `insert into erasures (team_id, id, erased_id, asked_by)
     select t.team_id, gen_random_uuid(), 'erased-' || right(gen_random_uuid()::text, 12), a.user_id
     from teams t, lateral (select user_id from audit_entries
       where team_id = t.team_id and action = 'uninstalled' order by id desc limit 1) a
     where t.left_at is not null
       and (t.team_id = $1 or ($1::text is null and t.left_at < now() - coalesce(t.retention_days, 90) * interval '1 day'))
       and not exists (select from legal_holds h where h.team_id = t.team_id)
       and not exists (select from erasures e where e.team_id = t.team_id and e.user_id is null and e.part_of is null
         and e.asked_at > t.left_at)
     on conflict do nothing returning team_id as "teamId", asked_by as "userId"`,
    [teamId],
  );
  for (const one of rows) await audit(sql, { ...one, action: 'team_erased', subject: 'team', from: null, to: null });
  return rows.map((one) => one.teamId);
}
