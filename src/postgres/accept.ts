import pg from 'pg';
import type { Fact } from '../core/counting/facts.ts';
import { Failure } from '../core/failure.ts';
import type { NewGeneration } from '../core/generation.ts';
import type { AcceptAnswer } from '../core/ordering/order-store.ts';
import type { Sql } from './connection/prepared.ts';
import type { Work } from './work.ts';

interface Request {
  readonly request: NewGeneration;
  /** Of a team that has set no budget; null: unlimited. */
  readonly defaultCredits: number | null;
  readonly resolve: (answer: AcceptAnswer) => void;
  readonly reject: (error: unknown) => void;
}

export interface AcceptanceDeps {
  readonly work: Pick<Work, 'within' | 'tell'>;
  /** Enqueues the first job of the accepted ones, in the transaction in hand. */
  readonly enqueue: (sql: Sql, accepted: readonly NewGeneration[]) => Promise<void>;
  /** How many requests of one person are taken in a minute; null: all. */
  readonly perMinute: number | null;
}

const AT_ONCE = 2;
const MOST = 12;

/**
 * Accepts requests, each wholly or not at all. One that comes alone is a transaction of its own at once; those that
 * come while others are being stored share the next transaction, so that a rush costs few commits.
 */
export function createAcceptance({ work, enqueue, perMinute }: AcceptanceDeps) {
  const waiting: Request[] = [];
  let running = 0;

  const store = async (batch: readonly Request[]): Promise<void> => {
    const answers = await work.within(async (sql) => {
      const rows = await acceptAll(work, sql, batch, perMinute);
      const accepted = batch.filter((_, i) => rows[i]?.outcome === 'accepted').map(({ request }) => request);
      if (accepted.length > 0) await enqueue(sql, accepted);
      return rows;
    });
    for (const [i, { resolve, reject }] of batch.entries()) {
      const answer = answers[i];
      try {
        resolve(takenOf(answer));
      } catch (error) {
        reject(error);
      }
    }
  };

  /** A request that the database refuses takes nobody else's with it: the batch was rolled back, and each goes alone. */
  const storeOrPart = async (batch: readonly Request[]): Promise<void> => {
    try {
      await store(batch);
    } catch (error) {
      if (batch.length > 1 && error instanceof pg.DatabaseError) {
        for (const one of batch) await storeOrPart([one]);
      } else {
        for (const { reject } of batch) reject(error);
      }
    }
  };

  const drain = async (): Promise<void> => {
    running++;
    while (waiting.length > 0) await storeOrPart(waiting.splice(0, MOST));
    running--;
  };

  return (request: NewGeneration, defaultCredits: number | null): Promise<AcceptAnswer> =>
    new Promise((resolve, reject) => {
      waiting.push({ request, defaultCredits, resolve, reject });
      if (running < AT_ONCE) void drain();
    });
}

/** Throws where the person is to wait: `too_many_requests`, `act_under_way`. */
export function takenOf(answer: Answer | undefined): AcceptAnswer {
  if (!answer) throw new Error('a request was neither accepted nor refused');
  if (answer.outcome === 'too_many') throw new Failure('too_many_requests');
  if (answer.outcome === 'under_way') throw new Failure('act_under_way');
  return answer.outcome === 'over' ? { ...answer, renewsAt: new Date(answer.renewsAt) } : answer;
}

type Answer = AcceptAnswer | { readonly outcome: 'too_many' } | { readonly outcome: 'under_way' };

/** In the transaction in hand; answers in their order. */
export async function acceptAll(
  { tell }: Pick<Work, 'tell'>,
  sql: Sql,
  batch: readonly Pick<Request, 'request' | 'defaultCredits'>[],
  perMinute: number | null,
): Promise<Answer[]> {
  const requests = batch.map(({ request, defaultCredits }) => ({ ...request, defaultCredits, perMinute }));
  const { rows } = await sql.query<{ answer: Answer }>('select answer from accept_generations($1) order by n', [
    JSON.stringify(requests),
  ]);
  const answers = rows.map(({ answer }) => answer);
  tell(
    sql,
    answers.flatMap((answer, i) => factOf(answer, batch[i]?.request.credits ?? 0) ?? []),
  );
  return answers;
}

/** Of what is not taken for now, and asked again at once or logged by another door, there is nothing to count. */
function factOf({ outcome }: Answer, credits: number): Fact | null {
  switch (outcome) {
    case 'accepted':
      return { kind: 'accepted', credits };
    case 'over':
      return { kind: 'refused', code: 'budget_exhausted' };
    case 'too_many':
      return { kind: 'refused', code: 'too_many_requests' };
    case 'under_way':
      return { kind: 'refused', code: 'act_under_way' };
    default:
      return null;
  }
}
