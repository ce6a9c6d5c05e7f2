import type { Approval, ApprovalKey, NewApproval } from '../../core/approvals/approval.ts';
import type { ApprovalStore } from '../../core/approvals/approval-store.ts';
import { acceptAll, takenOf } from '../accept.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import { ensureTeam } from '../team/budgets.ts';
import type { Work } from '../work.ts';
import { cardStore } from './cards.ts';
import { decide } from './decide.ts';
import { findApproval, findApprovalOf, findOpen, listUnfinished, readEarlier } from './read.ts';
import { letRunOut, noteEnd } from './run-out.ts';

/** Questions for more credits. The team's row is locked first, here as in whatever moves its money. */
export function approvalStore(work: Work): Omit<ApprovalStore, 'findGeneration' | 'listRetiredModels'> {
  const { single, within, trying } = work;
  return {
    ...cardStore(work),
    readAnswerDays: (teamId) => readAnswerDays(single, teamId),
    setAnswerDays: (by, days, defaultCredits) => within((sql) => setAnswerDays(sql, by, days, defaultCredits)),
    findApproval: (key) => findApproval(single, key),
    findApprovalOf: (generation) => findApprovalOf(single, generation),
    tryGeneration: (request, defaultCredits) =>
      trying(async (sql) => takenOf((await acceptAll(work, sql, [{ request, defaultCredits }], null))[0])),
    ask: (question) => within((sql) => ask(sql, question)),
    decide: (key, userId, decision) => within((sql) => decide(sql, key, userId, decision)),
    markUnreachable: (key) => within((sql) => noteEnd(sql, key, 'unreachable')),
    startAllowed: (key, request, defaultCredits) =>
      within(async (sql) => {
        const approval = await lockAllowed(sql, key);
        if (!approval) return { outcome: 'duplicate', id: request.id };
        const once = { id: approval.id, by: approval.decidedBy ?? '' };
        const allowed = approval.granted ? request : { ...request, approval: once };
        const answer = takenOf((await acceptAll(work, sql, [{ request: allowed, defaultCredits }], null))[0]);
        if (answer.outcome !== 'accepted') return answer;
        await markStarted(sql, approval, request.id);
        await work.enqueue(sql, 'announce', [request]);
        return answer;
      }),
    markNotStarted: (key, again) =>
      within(async (sql) => {
        const approval = await lockAllowed(sql, key);
        if (!approval) return false;
        const asked = again ? (await ask(sql, again)).outcome === 'asked' : false;
        await sql.query('update approvals set came_of = $3 where team_id = $1 and id = $2', [
          ...[key.teamId, key.id, asked ? 'asked_again' : 'nothing'],
        ]);
        return true;
      }),
    letRunOut: () => within(letRunOut),
    listUnfinished: () => listUnfinished(single),
    readEarlier: (of) => readEarlier(single, of),
    async markAskerTold({ teamId, id }) {
      await single.query('update approvals set told_at = coalesce(told_at, now()) where team_id = $1 and id = $2', [
        ...[teamId, id],
      ]);
    },
  };
}

/** Runs out at the end of a working day of the team's. Two at once for the same person and scope are one question. */
async function ask(
  sql: Sql,
  question: NewApproval,
): Promise<{ readonly outcome: 'asked' | 'open'; readonly approval: Approval }> {
  const { teamId, id, generationId, userId, scope, scopeId, rule, credits, left, budget, renewsAt, againOf } = question;
  const { rowCount } = await sql.query(
    `insert into approvals (team_id, id, generation_id, user_id, scope, scope_id, credits, left_credits, budget, renews_at, again_of, rule, runs_out_at)
     select team_id, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, working_day_end(now(), time_zone, answer_days)
     from teams where team_id = $1
     on conflict (team_id, user_id, scope, scope_id) where state = 'asked' do nothing`,
    [teamId, id, generationId, userId, scope, scopeId, credits, left, budget, renewsAt, againOf, rule],
  );
  const approval = rowCount === 1 ? await findApproval(sql, { teamId, id }) : await findOpen(sql, question);
  // It was answered while we looked.
  if (!approval) throw new Error('a question was neither stored nor open');
  if (rowCount === 1) {
    await audit(sql, {
      teamId,
      userId,
      action: 'approval_asked',
      subject: `request:${generationId}`,
      from: null,
      to: credits,
    });
  }
  return { outcome: rowCount === 1 ? 'asked' : 'open', approval };
}

/** Whoever has it alone starts it. null: it is not allowed, or has started. */
async function lockAllowed(sql: Sql, { teamId, id }: ApprovalKey): Promise<Approval | null> {
  await sql.query('select from teams where team_id = $1 for no key update', [teamId]);
  const { rowCount } = await sql.query(
    `select from approvals where team_id = $1 and id = $2 and state = 'allowed' and came_of is null for update`,
    [teamId, id],
  );
  return rowCount === 1 ? await findApproval(sql, { teamId, id }) : null;
}

async function markStarted(sql: Sql, { teamId, id, userId, credits }: Approval, startedId: string): Promise<void> {
  await sql.query(`update approvals set came_of = 'started', started_id = $3 where team_id = $1 and id = $2`, [
    ...[teamId, id, startedId],
  ]);
  await audit(sql, {
    ...{ teamId, userId, action: 'approval_started', subject: `request:${startedId}` },
    ...{ from: null, to: credits },
  });
}

async function readAnswerDays(sql: Sql, teamId: string): Promise<number> {
  const { rows } = await sql.query<{ days: number }>('select answer_days as days from teams where team_id = $1', [
    teamId,
  ]);
  return rows[0]?.days ?? 1;
}

async function setAnswerDays(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  days: number,
  defaultCredits: number | null,
): Promise<void> {
  await ensureTeam(sql, by.teamId, defaultCredits);
  await writeAnswerDays(sql, by, days);
}

/** Of a team that is known. */
export async function writeAnswerDays(
  sql: Sql,
  by: { readonly teamId: string; readonly userId: string },
  days: number,
): Promise<void> {
  await sql.query('select from teams where team_id = $1 for no key update', [by.teamId]);
  const from = await readAnswerDays(sql, by.teamId);
  if (from === days) return;
  await sql.query('update teams set answer_days = $2 where team_id = $1', [by.teamId, days]);
  await audit(sql, { ...by, action: 'answer_days_set', subject: 'team', from, to: days });
}
