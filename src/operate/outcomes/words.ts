import type { GenerationKey } from '../../core/generation.ts';
import type { Decided, Decision, UnknownOutcome } from '../../postgres/moves/outcomes.ts';

/** `isWell`: it is as it was asked to be. */
export interface Said {
  readonly json: unknown;
  readonly lines: readonly string[];
  readonly isWell: boolean;
}

export function sayList(outcomes: readonly UnknownOutcome[]): Said {
  return {
    json: { outcomes },
    lines: outcomes.length === 0 ? ['No order is without an outcome.'] : outcomes.map(lineOf),
    isWell: true,
  };
}

function lineOf({ id, teamId, since, ageSeconds, failure, requestId, taskId, ...credits }: UnknownOutcome): string {
  const { heldCredits, chargedCredits } = credits;
  return [
    id,
    teamId,
    `${since.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${age(ageSeconds)} ago`,
    chargedCredits === null ? `${heldCredits} held` : `${chargedCredits} charged`,
    failure ?? '',
    `request ${requestId ?? '(none)'}`,
    `task ${taskId ?? '(none)'}`,
  ].join(' · ');
}

/** Two units say enough. */
function age(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  if (days > 0) return `${days} d ${hours % 24} h`;
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`;
}

const NONE: Readonly<Record<'not_found' | 'several', string>> = {
  not_found:
    'There is no request with this id; npm run outcomes lists those without an outcome, and four digits of an id or more may do.',
  several: 'More than one id begins so: give more of it.',
};

const DONE: Readonly<Record<Decision, (credits: number) => string>> = {
  capture: (credits) => `charged, ${credits} ${credits === 1 ? 'credit' : 'credits'}`,
  release: (credits) => (credits === 0 ? 'not charged' : `given back, then made after all and charged ${credits}`),
};

export function sayAnswer(
  asked: { readonly what: Decision },
  answer: 'not_found' | 'not_unknown' | 'several' | ({ readonly key: GenerationKey } & Decided),
): Said {
  if (answer === 'not_unknown')
    return refusal('not_unknown', 'The outcome of this request is known: nothing is to be decided.');
  if (typeof answer === 'string') return refusal(answer, NONE[answer]);
  const { key, ...how } = answer;
  if (how.outcome === 'not_unknown')
    return refusal('not_unknown', `${key.id} is ${how.state} by now: nothing is to be decided.`);
  const { outcome, decision, at, credits } = how;
  const before = outcome === 'known' ? `decided before, ${at.toISOString()}: ` : '';
  return {
    json: { outcome, decision, ...key, at, chargedCredits: credits },
    lines: [`${key.id} of ${key.teamId}: ${before}${DONE[decision](credits)}.`],
    isWell: decision === asked.what,
  };
}

function refusal(outcome: string, line: string): Said {
  return { json: { outcome }, lines: [line], isWell: false };
}
