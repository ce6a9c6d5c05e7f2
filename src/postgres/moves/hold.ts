import type { GenerationKey } from '../../core/generation.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';

/** Resolves the hold; false when it was resolved before. */
export async function resolveHold(
  sql: Sql,
  { teamId, id }: GenerationKey,
  how: { kind: 'capture'; amount: number; estimated: boolean } | { kind: 'release' },
): Promise<boolean> {
  const amount = how.kind === 'capture' ? how.amount : 0;
  const { rows } = await sql.query<{ done: boolean }>('select resolve_hold($1, $2, $3, $4, $5) as done', [
    teamId,
    id,
    how.kind,
    amount,
    how.kind === 'capture' && how.estimated,
  ]);
  return rows[0]?.done ?? false;
}

/** Captures what an unknown outcome holds, in full, as an estimate. */
export async function settleUnknown(
  { tell }: Pick<Work, 'tell'>,
  sql: Sql,
  { teamId, id }: GenerationKey,
): Promise<boolean> {
  const { rows } = await sql.query<{ held: number }>(
    `select held_credits as held from generations where team_id = $1 and id = $2 and state = 'unknown' for no key update`,
    [teamId, id],
  );
  const held = rows[0]?.held;
  if (held === undefined) return false;
  const isSettled = await resolveHold(sql, { teamId, id }, { kind: 'capture', amount: held, estimated: true });
  if (isSettled) tell(sql, [{ kind: 'settled', charged: held, released: 0 }]);
  return isSettled;
}
