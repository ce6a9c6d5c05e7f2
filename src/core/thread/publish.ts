import { type Generation, isDirect, isPersonal } from '../generation.ts';
import { type RequestDeps, requestLike } from '../ordering/order.ts';
import { type Against, underPolicy } from '../ordering/under-policy.ts';
import { policyProblem } from '../policy/problem.ts';
import type { VersionStore } from './versions.ts';

export type PublishAnswer =
  /** `channelId`: where it is, or will be. */
  | { readonly outcome: 'accepted' | 'published' | 'under_way'; readonly channelId: string }
  | { readonly outcome: 'gone' }
  /** The channel's budget can't take what the picture cost. */
  | { readonly outcome: 'no_room'; readonly channelId: string; readonly credits: number; readonly left: number }
  /** The channel's rule is against it. */
  | (Against & { readonly channelId: string });

type Attempt = Against | Awaited<ReturnType<RequestDeps['store']['acceptPublication']>>;

/** Where a private picture was first asked for, if others can see what is posted there. */
export function publishPlace({ lineage }: Generation): string | null {
  return lineage.map(({ askedChannelId }) => askedChannelId).find((id) => !isDirect(id)) ?? null;
}

/**
 * Posts a private picture for all in a channel, with its lineage, for nothing. Once: two presses are one, and what is
 * there is not posted again. The channel's budget must have room for what was spent on it in direct messages, and takes it.
 */
export async function publishImage(
  deps: RequestDeps & { readonly store: VersionStore },
  generation: Generation,
  channelId: string,
): Promise<PublishAnswer> {
  const { store, newId, defaultCredits } = deps;
  const { teamId, id, userId, pictures, deleted } = generation;
  if (deleted || pictures.length === 0 || !isPersonal(generation)) return { outcome: 'gone' };
  const publications = await store.listPublications({ teamId, id });
  const standing = publications.find(({ isOver }) => !isOver);
  if (standing) {
    return { outcome: standing.isPosted ? 'published' : 'under_way', channelId: standing.channelId };
  }
  const request = requestLike(generation, {
    id: newId(),
    channelId,
    userId,
    act: 'publish',
    keys: [`publish:${id}:${publications.length}`],
    credits: 0,
    count: pictures.length,
    isPrivate: false,
    otherId: id,
    parentId: null,
    parentPicture: null,
    replyTs: null,
    fileIds: [],
  });
  const answer = await underPolicy<Attempt>(deps.policies, teamId, async (policy) => {
    const problem = policyProblem(policy, request, deps.offer().models, null);
    if (problem) return { outcome: 'against', problem };
    return await store.acceptPublication({ ...request, policyVersion: policy.version }, defaultCredits);
  });
  if (answer.outcome === 'against') return { ...answer, channelId };
  if (answer.outcome === 'no_room') return { ...answer, channelId };
  // Another press was a moment earlier: where it publishes is what counts.
  if (answer.outcome !== 'accepted') return await publishImage(deps, generation, channelId);
  return { outcome: 'accepted', channelId };
}
