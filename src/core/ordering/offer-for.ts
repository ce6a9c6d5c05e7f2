import type { NewGeneration } from '../generation.ts';
import { offerUnder } from '../policy/offer-under.ts';
import type { Offer } from '../pricing/offer.ts';
import type { RequestDeps } from './request-deps.ts';

/** What may be ordered in a place today, as its workspace's policy has it: what forms show and price. */
export async function offerFor(
  { offer, policies }: Pick<RequestDeps, 'offer' | 'policies'>,
  { teamId, channelId }: Pick<NewGeneration, 'teamId' | 'channelId'>,
): Promise<Offer> {
  const policy = await policies.of(teamId);
  return offerUnder(policy, offer(), policy.channels.get(channelId));
}
