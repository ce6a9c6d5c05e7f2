import { type Act, ruleOf } from '../../core/acts.ts';
import type { Fact, Stage } from '../../core/counting/facts.ts';
import type { Quality } from '../../core/image-model.ts';
import { REFUSALS } from '../../core/log/outcome.ts';
import { asFailureCode } from '../read-generation.ts';

/** What a move says of the request that was moved; the times are those of the request log, by the database's clock. */
export const MOVED = `act, model, quality, failure, held_credits as held, submits,
  extract(epoch from announced_at - requested_at)::float8 as announce, extract(epoch from submitting_at - announced_at)::float8 as line,
  extract(epoch from submitted_at - submitting_at)::float8 as "order", extract(epoch from made_at - coalesce(submitted_at, submitting_at))::float8 as make,
  extract(epoch from posted_at - made_at)::float8 as post, extract(epoch from posted_at - requested_at)::float8 as whole`;

export interface Moved extends Record<Stage, number | null> {
  readonly act: Act;
  readonly model: string | null;
  readonly quality: Quality | null;
  readonly failure: string | null;
  readonly held: number;
  /** How many paid calls have gone out. */
  readonly submits: number;
}

/** The stages that end with a move, and whether the request does. */
type Ends = readonly (Stage | 'request')[];

/** What a move is counted as. `charged`: what its hold came to; null: nothing became of it. */
export function factsOf(ends: Ends, moved: Moved, charged: number | null): Fact[] {
  const stages = ends.filter((one) => one !== 'request');
  return [
    ...stages.flatMap((stage) => stageOf(stage, moved) ?? []),
    ...(ends.length > stages.length ? (endOf(ends, moved) ?? []) : []),
    ...(charged === null ? [] : [{ kind: 'settled', charged, released: Math.max(0, moved.held - charged) } as const]),
  ];
}

/** Of what is free nothing is counted, and of an order that went out again only the first wait. */
function stageOf(stage: Stage, moved: Moved): Fact | null {
  const { act, model, quality, submits } = moved;
  const seconds = moved[stage];
  if (seconds === null || model === null || ruleOf({ act }).isFree || (stage === 'line' && submits > 1)) return null;
  return { kind: 'stage', stage, model, quality, seconds: Math.max(0, seconds) };
}

/** What was made is at its end where nobody wants it any more, and where it is shown. */
function endOf(ends: Ends, { failure }: Moved): Fact[] | null {
  const code = asFailureCode(failure);
  if (code === null) return ends.includes('make') ? null : [{ kind: 'posted' }];
  if (code === 'canceled') return [{ kind: 'canceled' }];
  return [{ kind: REFUSALS.includes(code) ? 'refused' : 'failed', code }];
}
