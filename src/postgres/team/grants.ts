import type { GrantScope } from '../../core/team/budget.ts';
import type { Grant, GrantStore, NewGrant } from '../../core/team/grants.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { audit } from './audit.ts';
import { ensureTeam, subjectOf } from './budgets.ts';
import { scopeOf } from './limits.ts';

export function grantStore({ single, within }: Work): GrantStore {
  return {
    giveGrant: (grant, defaultCredits) =>
      within(async (sql) => {
        await ensureTeam(sql, grant.teamId, defaultCredits);
        return await giveGrant(sql, grant);
      }),
    takeBackGrant: (by, id) => within((sql) => takeBackGrant(sql, by, id)),
    listGrants: (teamId) => listGrants(single, teamId),
    async closeEndedGrants(most) {
      const { rows } = await single.query<{ teamId: string }>(
        `select distinct team_id as "teamId" from grants where closed_at is null and ends_at <= budget_now() limit $1`,
        [most],
      );
      let closed = 0;
      for (const { teamId } of rows) closed += await within((sql) => closeGrants(sql, teamId, null, null));
      return closed;
    },
  };
}

/** In the transaction in hand, of a team that is known. */
export async function giveGrant(sql: Sql, grant: NewGrant): Promise<boolean> {
  const { teamId, id, scope, userId, credits, endsAt, givenBy, reason, approvalId, channelId = null } = grant;
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const { rowCount } = await sql.query(
    `insert into grants (team_id, id, scope, scope_id, user_id, credits, ends_at, given_by, reason, approval_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing`,
    [
      ...[teamId, id, scope.kind, scope.kind === 'team' ? teamId : scope.id, userId, credits, endsAt],
      ...[givenBy, reason, approvalId],
    ],
  );
  if (rowCount === 0) return false;
  await sql.query('select write_grant($1, $2)', [teamId, id]);
  const about = { teamId, userId: givenBy, subject: subjectOf(teamId, scope), reason, channelId };
  await audit(sql, { ...about, action: 'grant_given', from: null, to: `${credits} until ${endsAt.toISOString()}` });
  return true;
}

async function takeBackGrant(
  sql: Sql,
  { teamId, userId }: { readonly teamId: string; readonly userId: string },
  id: string,
): Promise<Grant | null> {
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const [grant] = await listGrants(sql, teamId, id);
  if (!grant || (await closeGrants(sql, teamId, id, userId)) === 0) return null;
  const subject = subjectOf(teamId, grant.scope);
  const [from, to] = [grant.credits, grant.used];
  await audit(sql, { teamId, userId, action: 'grant_taken_back', subject, from, to });
  return grant;
}

async function closeGrants(sql: Sql, teamId: string, id: string | null, by: string | null): Promise<number> {
  const { rows } = await sql.query<{ closed: number }>('select close_grants($1, $2, $3) as closed', [teamId, id, by]);
  return rows[0]?.closed ?? 0;
}

/** As many as anybody reads. */
const MOST_LISTED = 200;

async function listGrants(sql: Sql, teamId: string, id: string | null = null): Promise<Grant[]> {
  const { rows } = await sql.query<Omit<Grant, 'scope'> & { scope: GrantScope['kind']; scopeId: string }>(
    `select id, scope, scope_id as "scopeId", user_id as "userId", credits, used, ends_at as "endsAt", given_by as "givenBy", reason,
       approval_id as "approvalId", at
     from grants where team_id = $1 and closed_at is null and ends_at > budget_now() and ($2::uuid is null or id = $2) order by ends_at, id limit ${MOST_LISTED}`,
    [teamId, id],
  );
  return rows.map(({ scope, scopeId, ...grant }) => ({
    ...grant,
    scope: scopeOf({ scope, scopeId, rule: null }) as GrantScope,
  }));
}
