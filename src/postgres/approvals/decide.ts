import type { Approval, ApprovalKey, Decision } from '../../core/approvals/approval.ts';
import type { GrantScope } from '../../core/team/budget.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { giveGrant } from '../team/grants.ts';
import { findApproval } from './read.ts';
import { noteEnd } from './run-out.ts';

/** The first answer wins; what nobody answered in time runs out here, at the latest. Only a grant waits for the team's money: the buttons of the others go at once. */
export async function decide(
  sql: Sql,
  key: ApprovalKey,
  userId: string,
  decision: Decision,
): Promise<{ readonly outcome: 'decided' | 'late'; readonly approval: Approval } | null> {
  const { teamId, id } = key;
  if (decision.kind === 'until') await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const { rows } = await sql.query<{ isOpen: boolean; isOver: boolean }>(
    `select state = 'asked' as "isOpen", runs_out_at <= now() as "isOver" from approvals where team_id = $1 and id = $2 for update`,
    [teamId, id],
  );
  const [standing] = rows;
  if (!standing) return null;
  const isDecided = standing.isOpen && !standing.isOver;
  if (isDecided) await write(sql, key, userId, decision);
  else if (standing.isOpen) await noteEnd(sql, key, 'ran_out');
  const approval = await findApproval(sql, key);
  if (!approval) return null;
  if (isDecided) {
    await auditDecision(sql, approval, decision);
    await grant(sql, approval);
  }
  return { outcome: isDecided ? 'decided' : 'late', approval };
}

async function write(sql: Sql, { teamId, id }: ApprovalKey, userId: string, decision: Decision): Promise<void> {
  const isNo = decision.kind === 'no';
  const until = decision.kind === 'until' ? decision : null;
  await sql.query(
    `update approvals a set state = $3, decided_by = $4, decided_at = now(), reason = $5, granted_credits = $6,
       granted_until = (select ((now() at time zone t.time_zone)::date + $7::integer + 1)::timestamp at time zone t.time_zone from teams t where t.team_id = a.team_id)
     where a.team_id = $1 and a.id = $2`,
    [
      ...[teamId, id, isNo ? 'refused' : 'allowed', userId],
      ...[isNo ? decision.reason : null, until?.credits ?? null, until?.days ?? null],
    ],
  );
}

async function auditDecision(sql: Sql, approval: Approval, decision: Decision): Promise<void> {
  const { teamId, generationId, credits, decidedBy, reason, granted } = approval;
  const allowed = granted ? `${granted.credits} until ${granted.until.toISOString()}` : 'once';
  await audit(sql, {
    ...{ teamId, userId: decidedBy ?? '', subject: `request:${generationId}`, from: credits, reason },
    ...(decision.kind === 'no'
      ? { action: 'approval_refused', to: null }
      : { action: 'approval_allowed', to: allowed }),
  });
}

/** What is allowed until a day is a grant: at the budget that is short, for who asked alone. */
async function grant(sql: Sql, approval: Approval): Promise<void> {
  const { teamId, id, userId, decidedBy, granted } = approval;
  if (!granted) return;
  await giveGrant(sql, {
    ...{ teamId, id, userId, scope: grantScope(approval), credits: granted.credits, endsAt: granted.until },
    ...{ givenBy: decidedBy ?? '', reason: null, approvalId: id },
  });
}

/** What limits each member of a group is counted for each member; a cap of one's own is nobody else's to lift. */
function grantScope({ scope, scopeId, rule, userId }: Approval): GrantScope {
  switch (scope) {
    case 'team':
      return { kind: 'team' };
    case 'channel':
      return { kind: 'channel', id: scopeId };
    case 'group':
      return rule === 'pot' ? { kind: 'group', id: scopeId, rule } : { kind: 'person', id: userId };
    default:
      return { kind: 'person', id: userId };
  }
}
