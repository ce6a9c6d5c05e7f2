import type { Approval, ApprovalKey, Earlier } from '../../core/approvals/approval.ts';
import type { GenerationKey } from '../../core/generation.ts';
import type { Sql } from '../connection/prepared.ts';

const COLUMNS = `team_id as "teamId", id, generation_id as "generationId", user_id as "userId", scope, scope_id as "scopeId", rule,
  credits, left_credits as "left", budget, renews_at as "renewsAt", again_of as "againOf", asked_at as "askedAt",
  runs_out_at as "runsOutAt", state, decided_by as "decidedBy", reason, came_of as "cameOf", started_id as "startedId",
  granted_credits as "grantedCredits", granted_until as "grantedUntil", told_at is not null as "isTold"`;

type Row = Omit<Approval, 'granted'> & { grantedCredits: number | null; grantedUntil: Date | null };

function approvalOf({ grantedCredits: credits, grantedUntil: until, ...row }: Row): Approval {
  return { ...row, granted: credits === null || until === null ? null : { credits, until } };
}

export async function findApproval(sql: Sql, { teamId, id }: ApprovalKey): Promise<Approval | null> {
  const { rows } = await sql.query<Row>(`select ${COLUMNS} from approvals where team_id = $1 and id = $2`, [
    teamId,
    id,
  ]);
  return rows[0] ? approvalOf(rows[0]) : null;
}

/** The last one about a refused request. */
export async function findApprovalOf(sql: Sql, { teamId, id }: GenerationKey): Promise<Approval | null> {
  const { rows } = await sql.query<Row>(
    `select ${COLUMNS} from approvals where team_id = $1 and generation_id = $2 order by asked_at desc limit 1`,
    [teamId, id],
  );
  return rows[0] ? approvalOf(rows[0]) : null;
}

export async function findOpen(
  sql: Sql,
  { teamId, userId, scope, scopeId }: Pick<Approval, 'teamId' | 'userId' | 'scope' | 'scopeId'>,
): Promise<Approval | null> {
  const { rows } = await sql.query<Row>(
    `select ${COLUMNS} from approvals
     where team_id = $1 and user_id = $2 and scope = $3 and scope_id = $4 and state = 'asked'`,
    [teamId, userId, scope, scopeId],
  );
  return rows[0] ? approvalOf(rows[0]) : null;
}

/** What the same person asked for before, in ninety days. */
export async function readEarlier(sql: Sql, { teamId, id, userId, askedAt }: Approval): Promise<Earlier> {
  const { rows } = await sql.query<Earlier>(
    `select count(*) as asked, count(*) filter (where state = 'allowed') as allowed,
       count(*) filter (where state = 'refused') as refused
     from approvals where team_id = $1 and user_id = $2 and id <> $3
       and asked_at <= $4 and asked_at > $4::timestamptz - interval '90 days'`,
    [teamId, userId, id, askedAt],
  );
  return rows[0] ?? { asked: 0, allowed: 0, refused: 0 };
}

const KEYS = 'team_id as "teamId", id';

/** Of which something is left to do. What somebody has in hand just now is not: they do it within seconds. */
export async function listUnfinished(sql: Sql): Promise<ApprovalKey[]> {
  const { rows } = await sql.query<ApprovalKey>(
    `select ${KEYS} from approvals a where coalesce(decided_at, asked_at) < now() - interval '20 seconds'
       and (state = 'asked' or told_at is null)
       and ((state = 'allowed' and came_of is null) or (state <> 'asked' and told_at is null)
         or (state = 'asked' and not exists (select from approval_cards c where c.team_id = a.team_id and c.approval_id = a.id)))
     union
     select a.team_id, a.id from approval_cards c join approvals a on a.team_id = c.team_id and a.id = c.approval_id
       where not c.is_lost and c.shown is distinct from ${LOOK}
         and (c.message_ts is not null or (a.state = 'asked' and (c.posting_at is null or c.posting_at < now() - interval '5 minutes')))
         and coalesce(a.decided_at, a.asked_at) < now() - interval '20 seconds'
     order by 1, 2 limit 200`,
  );
  return rows;
}

/** `lookOf` of core/approvals/approval.ts. */
export const LOOK = `case when c.reader = 'asker' and a.came_of is not null then a.state || ' ' || a.came_of else a.state end`;
