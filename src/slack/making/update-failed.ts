import type { Copy } from '../../copy/copy.ts';
import type { FailureCode } from '../../core/failure.ts';
import { type Generation, isDirect } from '../../core/generation.ts';
import { answer, type Message } from '../kit/message.ts';

/** What was wished for and did not come about, why, and what can be done. */
export function updateFailedMessage(
  { channelId, deleted }: Generation,
  code: FailureCode,
  { updateFailed }: Copy,
): Message {
  const place = isDirect(channelId) ? updateFailed.direct : updateFailed.channel(`<#${channelId}>`);
  const why = code === 'channel_unreachable' ? updateFailed.unreachable : updateFailed.refused;
  return deleted
    ? answer([updateFailed.stands(place), why, updateFailed.deleteAgain].join(' '))
    : answer([updateFailed.unchanged(place), why, updateFailed.changeAgain].join(' '));
}
