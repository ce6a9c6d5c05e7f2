import type { GenerationKey } from '../../core/generation.ts';
import { OPERATOR } from '../../core/privacy/nobody.ts';
import type { Sql } from '../connection/prepared.ts';
import { audit } from '../team/audit.ts';
import type { Work } from '../work.ts';
import { resolveHold, settleUnknown } from './hold.ts';
import { moveWithin } from './move.ts';
import { MAKING } from './moves.ts';

/** What is done with the credits of an order of which nobody knows what became of it. */
export type Decision = 'capture' | 'release';

/** Such an order, without a word of what was asked for. */
export interface UnknownOutcome extends GenerationKey {
  /** Pixapi's own ids of the call that failed, and of the task. */
  readonly requestId: string | null;
  readonly taskId: string | null;
  readonly failure: string | null;
  readonly requestedAt: Date;
  /** When it was lost. */
  readonly since: Date;
  readonly ageSeconds: number;
  readonly heldCredits: number;
  /** Null: they are held still. */
  readonly chargedCredits: number | null;
}

const MOST_LISTED = 1_000;

/** Those that nobody has decided, the oldest first: a thousand at most. */
export async function listOutcomes(sql: Sql): Promise<UnknownOutcome[]> {
  const { rows } = await sql.query<UnknownOutcome>(
    `select team_id as "teamId", id, pixapi_request_id as "requestId", task_id as "taskId", failure, requested_at as "requestedAt",
       ended_at as since, floor(extract(epoch from now() - ended_at))::float8 as "ageSeconds", held_credits as "heldCredits",
       charged_credits as "chargedCredits"
     from generations where state = 'unknown' and outcome_decided is null order by ended_at, id limit $1`,
    [MOST_LISTED],
  );
  return rows;
}

/** The outcome whose id is, or begins with, so many digits; or why it is none. */
export async function findOutcome(
  sql: Sql,
  id: string,
): Promise<GenerationKey | 'not_found' | 'not_unknown' | 'several'> {
  const digits = id.toLowerCase().replaceAll('-', '');
  if (!/^[0-9a-f]{4,32}$/.test(digits)) return 'not_found';
  const { rows } = await sql.query<GenerationKey & { isOne: boolean }>(
    `select team_id as "teamId", id, state = 'unknown' or outcome_decided is not null as "isOne"
     from generations where id between $1 and $2 order by 3 desc limit 2`,
    [digits.padEnd(32, '0'), digits.padEnd(32, 'f')],
  );
  const [first, second] = rows;
  if (!first) return 'not_found';
  if (!first.isOne) return 'not_unknown';
  return second?.isOne ? 'several' : { teamId: first.teamId, id: first.id };
}

/** `known`: it was decided before, perhaps otherwise. Credits: what it is charged now. */
export type Decided =
  | { readonly outcome: 'decided' | 'known'; readonly decision: Decision; readonly at: Date; readonly credits: number }
  | { readonly outcome: 'not_unknown'; readonly state: string };

/**
 * Captures what an unknown outcome holds, or gives it back, also what it was charged by time; once, with its entry in the audit in
 * the same transaction. Whoever asked is told when it was given back.
 */
export async function decideOutcome(
  work: Work,
  key: GenerationKey,
  decision: Decision,
  reason: string,
): Promise<Decided> {
  return await work.within(async (sql) => {
    const before = await readDecision(sql, key);
    if (before?.decision) return { outcome: 'known', ...before, decision: before.decision };
    if (before?.state !== 'unknown') return { outcome: 'not_unknown', state: before?.state ?? 'gone' };
    if (decision === 'release') await giveBack(work, sql, key, before);
    else await settleUnknown(work, sql, key);
    const move = decision === 'release' ? MAKING.outcomeReleased : MAKING.outcomeCharged;
    await moveWithin(work, sql, key, move, [decision]);
    const after = await readDecision(sql, key);
    const credits = after?.credits ?? 0;
    await audit(sql, {
      ...{ teamId: key.teamId, userId: OPERATOR, action: `outcome_${decision}d`, subject: `request:${key.id}` },
      ...{ from: before.charged, to: credits, reason },
    });
    return { outcome: 'decided', decision, at: after?.at ?? new Date(), credits };
  });
}

interface Read {
  readonly state: string;
  readonly decision: Decision | null;
  readonly at: Date;
  readonly held: number;
  readonly charged: number | null;
  readonly credits: number;
}

/** Locked, so that of two who decide at once the second hears what the first did. */
async function readDecision(sql: Sql, { teamId, id }: GenerationKey): Promise<Read | undefined> {
  const { rows } = await sql.query<Read>(
    `select state, outcome_decided as decision, outcome_decided_at as at, held_credits as held, charged_credits as charged,
       coalesce(charged_credits, 0) as credits
     from generations where team_id = $1 and id = $2 for no key update`,
    [teamId, id],
  );
  return rows[0];
}

async function giveBack(work: Work, sql: Sql, { teamId, id }: GenerationKey, { held, charged }: Read): Promise<void> {
  if (charged === null) {
    const isReleased = await resolveHold(sql, { teamId, id }, { kind: 'release' });
    if (isReleased) work.tell(sql, [{ kind: 'settled', charged: 0, released: held }]);
  } else await sql.query('select return_charge($1, $2)', [teamId, id]);
}
