import type { Copy } from '../../copy/copy.ts';
import type { FailureCode } from '../../core/failure.ts';
import { type Generation, isDirect } from '../../core/generation.ts';
import { answer } from '../kit/answers.ts';
import type { Message } from '../result/image-message.ts';

/** What was wished for and did not come about, why, and what can be done. */
export function unshownMessage({ channelId, deleted }: Generation, code: FailureCode, { unshown }: Copy): Message {
  const place = isDirect(channelId) ? unshown.direct : unshown.channel(`<#${channelId}>`);
  const why = code === 'channel_unreachable' ? unshown.unreachable : unshown.refused;
  return deleted
    ? answer([unshown.stands(place), why, unshown.deleteAgain].join(' '))
    : answer([unshown.unchanged(place), why, unshown.changeAgain].join(' '));
}
