import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { cancelImage } from '../../core/making/cancel.ts';
import type { ListenerDeps } from '../deps.ts';
import { mayChange } from '../kit/may-touch.ts';
import { answer, type Message } from '../kit/message.ts';
import { type Outcome, onPress, type Press, type PressArgs } from '../kit/press.ts';
import { tooLateAnswer } from './canceled-message.ts';

/** "Cancel" on a placeholder: for who asked, or an admin. The message itself says what came of it; that is a job's work. */
export async function onCancel(deps: ListenerDeps, args: PressArgs): Promise<void> {
  const { container, message } = args.body;
  const placeholder =
    message && !container.is_ephemeral ? { channelId: container.channel_id, messageTs: message.ts } : null;
  const cancel = async (press: Press, copy: Copy): Promise<Outcome> => {
    const { generation, userId } = press;
    if (!(await mayChange(deps, press))) return notYours(generation, copy);
    const canceled = await cancelImage(deps.requests.store, generation, { userId, placeholder });
    if (!canceled) return answer(copy.notices.gone);
    if (canceled.outcome === 'nothing') return tooLateAnswer(canceled.generation, copy);
    const isSaidThere = canceled.generation.messageTs !== null || canceled.outcome !== 'ordered';
    return isSaidThere ? 'leave' : answer(copy.waiting.ordered(canceled.generation.heldCredits));
  };
  await onPress(deps, args, cancel, 'free');
}

export function notYours({ userId }: Generation, copy: Copy): Message {
  return answer(copy.waiting.notYours(`<@${userId}>`));
}
