import type { Generation, NewGeneration } from '../generation.ts';

type Given = Pick<NewGeneration, 'id' | 'userId' | 'act' | 'keys' | 'credits'> & Partial<NewGeneration>;

/** A new request on the terms of an earlier one and in its place; `given` says what is new about it. */
export function requestLike(before: Generation, given: Given): NewGeneration {
  return {
    teamId: before.teamId,
    channelId: before.channelId,
    kind: before.kind,
    prompt: before.prompt,
    style: before.style,
    isPrivate: before.isPrivate,
    model: before.model,
    size: before.size,
    quality: before.quality,
    count: before.count,
    parentId: before.parent?.id ?? null,
    parentPicture: before.parent?.picture.position ?? null,
    otherId: null,
    otherPicture: null,
    againOf: null,
    replyTs: before.replyTs,
    responseUrl: null,
    fileIds: before.sourceFileIds,
    ...given,
  };
}
