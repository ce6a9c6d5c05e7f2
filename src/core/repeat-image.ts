import type { GenerationKey } from './generation.ts';
import type { RequestParts } from './request-image.ts';
import type { AcceptAnswer } from './store.ts';

/**
 * Orders once more what has an unknown outcome: a new request with a hold of its own. A second press of the
 * button finds the first one's request (`duplicate`). null: there is nothing (any more) to repeat.
 */
export async function repeatImage(
  { store, newId, defaultCredits }: RequestParts,
  key: GenerationKey,
  by: { readonly userId: string; readonly responseUrl: string | null },
): Promise<AcceptAnswer | null> {
  const before = await store.findGeneration(key);
  if (before?.state !== 'unknown') return null;
  return await store.acceptGeneration(
    {
      teamId: before.teamId,
      id: newId(),
      channelId: before.channelId,
      userId: by.userId,
      kind: before.kind,
      prompt: before.prompt,
      model: before.model,
      size: before.size,
      quality: before.quality,
      count: before.count,
      credits: before.heldCredits,
      keys: [`again:${before.id}`],
      parentId: before.parent?.id ?? null,
      parentPicture: before.parent?.picture.position ?? null,
      againOf: before.id,
      replyTs: before.replyTs,
      responseUrl: before.delivery === 'response_url' ? by.responseUrl : null,
      fileIds: before.sourceFileIds,
    },
    defaultCredits,
  );
}
