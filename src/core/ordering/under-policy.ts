import { Failure } from '../failure.ts';
import type { NewGeneration } from '../generation.ts';
import type { Policies, Policy } from '../policy/policy.ts';
import { asksForStanding, type PolicyProblem, policyProblem } from '../policy/problem.ts';
import type { AcceptAnswer } from './order-store.ts';
import type { RequestDeps } from './request-deps.ts';

/** Nothing was stored: a rule of the workspace is against it. */
export interface Against {
  readonly outcome: 'against';
  readonly problem: PolicyProblem;
}

type Outcome = { readonly outcome: string };
/** To be tried again under the policy of this moment. */
export type Stale = { readonly outcome: 'stale_policy' | 'paused' };

const MOST_READS = 3;

/**
 * Does something under the workspace's policy as this process knows it. What comes to nothing that way, and what the
 * database says was planned under an earlier policy, is done once more under the policy of this moment: so a change made
 * in any process counts at once in all, for and against. `internal` where the policy changed at every try.
 */
export async function underPolicy<Answer extends Outcome>(
  policies: Policies,
  teamId: string,
  attempt: (policy: Policy) => Promise<Answer>,
): Promise<Exclude<Answer, Stale>> {
  const first = await attempt(await policies.of(teamId));
  if (first.outcome !== 'against' && first.outcome !== 'not_ordered' && isCurrent(first)) return first;
  for (let reads = 0; reads < MOST_READS; reads++) {
    const answer = await attempt(await policies.readNow(teamId));
    if (isCurrent(answer)) return answer;
  }
  throw new Failure('internal', { detail: 'the policy changed at every try' });
}

function isCurrent<Answer extends Outcome>(answer: Answer): answer is Exclude<Answer, Stale> {
  return answer.outcome !== 'stale_policy' && answer.outcome !== 'paused';
}

/** What accepting a request needs. */
export type Accepting = Pick<RequestDeps, 'defaultCredits' | 'standingOf' | 'offer'> & {
  readonly store: Pick<RequestDeps['store'], 'acceptGeneration'>;
};

/** What became of a request that was held against the policy and, where that lets it, stored. */
export type Accepted = Exclude<AcceptAnswer, { outcome: 'standing' }> | Against;

/**
 * Stores a request with its hold where the policy lets it: the one check that every order passes. Who asks is known only
 * where a rule or a group's budget wants to know.
 */
export async function acceptUnder(
  policy: Policy,
  { store, defaultCredits, standingOf, offer }: Accepting,
  request: NewGeneration,
): Promise<Accepted> {
  const standing = asksForStanding(policy) ? await standingOf(request) : null;
  const problem = policyProblem(policy, request, offer().models, standing);
  if (problem) return { outcome: 'against', problem };
  const held = { ...request, policyVersion: policy.version };
  const answer = await store.acceptGeneration({ standing, ...held }, defaultCredits);
  if (answer.outcome !== 'standing') return answer;
  const known = await store.acceptGeneration({ ...held, standing: await standingOf(request) }, defaultCredits);
  if (known.outcome === 'standing') throw new Error('a standing was given and asked for');
  return known;
}
