import type { ApprovalKey } from '../../core/approvals/approval.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';

const AT_ONCE = 200;

/** What nobody answered in time, the oldest first. */
export async function letRunOut(sql: Sql): Promise<ApprovalKey[]> {
  const { rows } = await sql.query<ApprovalKey>(
    `select team_id as "teamId", id from approvals where state = 'asked' and runs_out_at <= now()
     order by runs_out_at limit $1 for update skip locked`,
    [AT_ONCE],
  );
  const ended: ApprovalKey[] = [];
  for (const key of rows) if (await noteEnd(sql, key, 'ran_out')) ended.push(key);
  return ended;
}

/** A question ends without an answer. False: it has ended before. */
export async function noteEnd(sql: Sql, { teamId, id }: ApprovalKey, how: 'ran_out' | 'unreachable'): Promise<boolean> {
  const { rows } = await sql.query<{ userId: string; generationId: string; credits: number }>(
    `update approvals set state = $3, decided_at = now() where team_id = $1 and id = $2 and state = 'asked'
     returning user_id as "userId", generation_id as "generationId", credits`,
    [teamId, id, how],
  );
  const [ended] = rows;
  if (!ended) return false;
  const { userId, generationId, credits } = ended;
  await audit(sql, {
    ...{ teamId, userId, action: `approval_${how}`, subject: `request:${generationId}` },
    ...{ from: credits, to: null },
  });
  return true;
}
