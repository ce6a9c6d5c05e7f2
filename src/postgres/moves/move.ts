import type { GenerationKey } from '../../core/generation.ts';
import type { Sql } from '../connection/prepared.ts';
import type { Work } from '../work.ts';
import { factsOf, MOVED, type Moved } from './facts.ts';
import { resolveHold } from './hold.ts';
import type { Move } from './moves.ts';

/** What a picture cost, in credits. */
export interface Credits {
  readonly amount: number;
  readonly estimated: boolean;
}

const NOTHING: Credits = { amount: 0, estimated: false };

/**
 * Makes a move in the transaction in hand, with all that it brings; answers whether it moved. `credits`: what is captured.
 * `first`: what belongs to it and may take long, done before the credits, which keep others from the team's money.
 */
export async function moveWithin(
  { enqueue, tell }: Pick<Work, 'enqueue' | 'tell'>,
  sql: Sql,
  { teamId, id }: GenerationKey,
  move: Move,
  values: readonly unknown[] = [],
  credits = NOTHING,
  first: () => Promise<void> = async () => undefined,
): Promise<boolean> {
  const { from, set, hold, ends = [], jobs = [] } = move;
  const { rows } = await sql.query<Moved & { rank: number; ahead: number }>(
    `update generations set ${set} where team_id = $1 and id = $2 and ${from} returning ${jobs.some(isInLine) ? IN_LINE : OUT_OF_LINE}, ${MOVED}`,
    [teamId, id, ...values],
  );
  const [moved] = rows;
  if (!moved) return false;
  await first();
  const settled =
    hold && (await resolveHold(sql, { teamId, id }, hold === 'capture' ? { kind: hold, ...credits } : { kind: hold }));
  tell(sql, factsOf(ends, moved, settled ? (hold === 'capture' ? credits.amount : 0) : null));
  const { rank, ahead } = moved;
  for (const { step, afterMs = 0, isRanked } of jobs) {
    await enqueue(sql, step, [{ teamId, id }], { delayMs: afterMs, ...(isRanked ? { rank, ahead } : {}) });
  }
  return true;
}

const isInLine = ({ isRanked }: NonNullable<Move['jobs']>[number]) => isRanked === true;
const OUT_OF_LINE = '0 as rank, 0 as ahead';
/** Its round, and how many of the same person's wait in earlier ones. */
const IN_LINE = `line_rank as rank, (select count(*)::int from generations o where o.team_id = generations.team_id
  and o.user_id = generations.user_id and o.state = 'requested' and o.line_rank < generations.line_rank) as ahead`;

/** Makes a move by itself: in a transaction where it brings anything with it, in one statement otherwise. */
export async function move(
  work: Work,
  key: GenerationKey,
  one: Move,
  values: readonly unknown[] = [],
): Promise<boolean> {
  if (!one.hold && !one.jobs) return await moveWithin(work, work.single, key, one, values);
  return await work.within((sql) => moveWithin(work, sql, key, one, values));
}
