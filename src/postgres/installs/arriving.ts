import type { ArrivalStore } from '../../core/install/arrivals.ts';
import type { Welcome, WelcomeStore } from '../../core/install/welcome.ts';
import type { InstallationStore, StoredInstallation } from '../../core/team/installation-store.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';

/** The tables of installations, in the transaction that is given. */
export type InstallationsIn = (sql: Sql) => InstallationStore;

export function arrivingStore(
  { single, within, begin }: Work,
  installationsIn: InstallationsIn,
): ArrivalStore & WelcomeStore {
  return {
    arrive: (installation, defaultCredits) =>
      within(async (sql) => {
        await lockInstallation(sql, installation);
        const isKnown = await isInstalled(sql, installation);
        await installationsIn(sql).saveInstallation(installation);
        const { teamId, enterpriseId } = installation;
        if (teamId === null) return await returnTeams(sql, enterpriseId ?? '', installation);
        const wasHere = await wasInstalled(sql, teamId);
        await ensureTeam(sql, teamId, defaultCredits);
        await sql.query('update teams set left_at = null where team_id = $1 and left_at is not null', [teamId]);
        await auditInstalled(sql, teamId, installation, isKnown || wasHere);
        await dueWelcome(sql, teamId);
        begin(sql, 'welcome');
      }),
    isInstalled: (installation) => isInstalled(single, installation),
    meetThrough: (teamId, enterpriseId) =>
      within(async (sql) => {
        await installationsIn(sql).noteEnterprise(teamId, enterpriseId);
        await sql.query(
          `update teams set left_at = null where team_id = $1 and left_at is not null
             and exists (select from enterprise_installations where enterprise_id = $2)`,
          [teamId, enterpriseId],
        );
      }),
    claimWelcomes: () => claimWelcomes(single),
    markWelcomed: async (teamId) =>
      void (await single.query('update welcomes set told_at = now() where team_id = $1', [teamId])),
    dropWelcome: async (teamId) =>
      void (await single.query('update welcomes set claimed_at = null where team_id = $1', [teamId])),
  };
}

/** What comes and what goes wait for one another. */
export async function lockInstallation(
  sql: Sql,
  { teamId, enterpriseId }: Pick<StoredInstallation, 'teamId' | 'enterpriseId'>,
): Promise<void> {
  await sql.query('select pg_advisory_xact_lock(hashtext($1))', [`installation:${teamId ?? enterpriseId}`]);
}

async function isInstalled(
  sql: Sql,
  { teamId, enterpriseId }: Pick<StoredInstallation, 'teamId' | 'enterpriseId'>,
): Promise<boolean> {
  const found =
    teamId === null
      ? await sql.query('select from enterprise_installations where enterprise_id = $1', [enterpriseId])
      : await sql.query('select from installations where team_id = $1', [teamId]);
  return found.rowCount !== 0;
}

async function wasInstalled(sql: Sql, teamId: string): Promise<boolean> {
  const { rowCount } = await sql.query(
    `select from audit_entries where team_id = $1 and action in ('installed', 'reinstalled') limit 1`,
    [teamId],
  );
  return rowCount !== 0;
}

async function auditInstalled(sql: Sql, teamId: string, { installedBy }: StoredInstallation, isAgain: boolean) {
  const action = isAgain ? 'reinstalled' : 'installed';
  await audit(sql, { teamId, userId: installedBy, action, subject: 'team', from: null, to: null });
}

/** The workspaces of an organization that had left with it. */
async function returnTeams(sql: Sql, enterpriseId: string, installation: StoredInstallation): Promise<void> {
  const { rows } = await sql.query<{ teamId: string }>(
    `update teams t set left_at = null from team_enterprises e
     where e.enterprise_id = $1 and e.team_id = t.team_id and t.left_at is not null returning t.team_id as "teamId"`,
    [enterpriseId],
  );
  for (const { teamId } of rows) await auditInstalled(sql, teamId, installation, true);
}

/** Whoever installs it again within a month has read it. */
async function dueWelcome(sql: Sql, teamId: string): Promise<void> {
  await sql.query(
    `insert into welcomes (team_id) values ($1) on conflict (team_id) do update
  set due_at = now(), claimed_at = null, told_at = null where welcomes.told_at < now() - interval '30 days'`,
    [teamId],
  );
}

async function claimWelcomes(sql: Sql): Promise<Welcome[]> {
  const { rows } = await sql.query<Welcome>(`with due as (
    select team_id from welcomes where told_at is null and (claimed_at is null or claimed_at < now() - interval '5 minutes')
    order by due_at limit 50 for update skip locked
  )
  update welcomes w set claimed_at = now() from due, installations i, budgets b
  where w.team_id = due.team_id and i.team_id = w.team_id
    and b.team_id = w.team_id and b.scope = 'team' and b.scope_id = w.team_id
  returning w.team_id as "teamId", i.installed_by as "userId", b.monthly_credits as budget, b.period = 'month' as "isMonthly"`);
  return rows;
}
