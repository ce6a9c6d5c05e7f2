import { isFree } from '../acts.ts';
import type { FailureCode } from '../failure.ts';
import { isDirect, type NewGeneration } from '../generation.ts';
import type { ImageModel, Quality, Size } from '../image-model.ts';
import type { Standing } from '../team/standing.ts';
import { findBlocked } from './blocked-words.ts';
import type { Policy } from './policy.ts';

/** Which rule of its workspace a request is against. */
export type PolicyProblem =
  | { readonly kind: 'paused'; readonly by: string; readonly at: Date }
  | { readonly kind: 'channel_off'; readonly channelId: string }
  | { readonly kind: 'channel_private_only'; readonly channelId: string }
  | { readonly kind: 'channel_drafts_only'; readonly channelId: string; readonly quality: Quality }
  | { readonly kind: 'guests_look' }
  | { readonly kind: 'no_spender'; readonly groups: readonly string[] }
  | { readonly kind: 'word_blocked'; readonly word: string }
  | { readonly kind: 'model_barred'; readonly model: string; readonly allowed: readonly string[] }
  | { readonly kind: 'size_barred'; readonly size: Size; readonly allowed: readonly Size[] }
  | { readonly kind: 'quality_barred'; readonly quality: Quality; readonly allowed: readonly Quality[] }
  | { readonly kind: 'too_dear'; readonly credits: number; readonly most: number };

const KINDS: ReadonlySet<string> = new Set<PolicyProblem['kind']>([
  'paused',
  'channel_off',
  'channel_private_only',
  'channel_drafts_only',
  'guests_look',
  'no_spender',
  'word_blocked',
  'model_barred',
  'size_barred',
  'quality_barred',
  'too_dear',
]);

export function isPolicyProblem(problem: { readonly kind: string }): problem is PolicyProblem {
  return KINDS.has(problem.kind);
}

/** What such a request is in the log: the class of the rule, and nothing of what was typed. */
export function failureOf({ kind }: PolicyProblem): Extract<FailureCode, 'paused' | 'word_blocked' | 'policy_refused'> {
  return kind === 'paused' || kind === 'word_blocked' ? kind : 'policy_refused';
}

type Held = Pick<
  NewGeneration,
  'act' | 'channelId' | 'isPrivate' | 'prompt' | 'model' | 'size' | 'quality' | 'credits'
>;

/** Whether it must be known what Slack says of who asks. */
export const asksForStanding = ({ spendGroups, guestsMaySpend }: Policy): boolean =>
  spendGroups !== null || !guestsMaySpend;

/**
 * The first rule that a request is against, the widest first; null: none. What is free is held against the channel's rule
 * alone, where it would show something new there. `standing` null: nothing is known of who asks, which lets nobody through.
 */
export function policyProblem(
  policy: Policy,
  request: Held,
  models: readonly ImageModel[],
  standing: Standing | null,
): PolicyProblem | null {
  if (isFree(request))
    return request.act === 'publish' ? placeProblem(policy, { ...request, quality: null }, models) : null;
  if (policy.paused) return { kind: 'paused', ...policy.paused };
  return (
    spenderProblem(policy, standing) ??
    placeProblem(policy, request, models) ??
    wordProblem(policy, request) ??
    termsProblem(policy, request)
  );
}

function spenderProblem({ spendGroups, guestsMaySpend }: Policy, standing: Standing | null): PolicyProblem | null {
  if (!guestsMaySpend && (standing?.isGuest ?? true)) return { kind: 'guests_look' };
  if (spendGroups === null || standing?.groupIds.some((id) => spendGroups.includes(id))) return null;
  return { kind: 'no_spender', groups: spendGroups };
}

/** Direct messages are nobody's channel. */
function placeProblem(
  { channels }: Policy,
  { channelId, isPrivate, model, quality }: Pick<Held, 'channelId' | 'isPrivate' | 'model' | 'quality'>,
  models: readonly ImageModel[],
): PolicyProblem | null {
  if (isDirect(channelId)) return null;
  switch (channels.get(channelId) ?? 'on') {
    case 'on':
      return null;
    case 'off':
      return { kind: 'channel_off', channelId };
    case 'private':
      return isPrivate ? null : { kind: 'channel_private_only', channelId };
    case 'drafts':
      if (quality === null || isDraft({ model, quality }, models)) return null;
      return { kind: 'channel_drafts_only', channelId, quality: lowestOf(model, models) ?? quality };
  }
}

const lowestOf = (model: string, models: readonly ImageModel[]) => models.find(({ id }) => id === model)?.qualities[0];

/** In its model's lowest quality, or in none where the model has none. */
export function isDraft({ model, quality }: Pick<Held, 'model' | 'quality'>, models: readonly ImageModel[]): boolean {
  return quality === null || quality === lowestOf(model, models);
}

function wordProblem({ blockedWords }: Policy, { prompt }: Pick<Held, 'prompt'>): PolicyProblem | null {
  const word = findBlocked(prompt, blockedWords);
  return word === null ? null : { kind: 'word_blocked', word };
}

/** Which rule on what is ordered is against it; null: none. */
export function termsProblem(
  policy: Pick<Policy, 'models' | 'sizes' | 'qualities' | 'mostCredits'>,
  { model, size, quality, credits }: Pick<Held, 'model' | 'size' | 'quality' | 'credits'>,
): PolicyProblem | null {
  const { models, sizes, qualities, mostCredits } = policy;
  if (models && !models.includes(model)) return { kind: 'model_barred', model, allowed: models };
  if (sizes && !sizes.includes(size)) return { kind: 'size_barred', size, allowed: sizes };
  if (qualities && quality !== null && !qualities.includes(quality))
    return { kind: 'quality_barred', quality, allowed: qualities };
  if (mostCredits !== null && credits > mostCredits) return { kind: 'too_dear', credits, most: mostCredits };
  return null;
}
