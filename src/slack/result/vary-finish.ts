import type { Copy } from '../../copy/copy.ts';
import { orderFromButton } from '../../core/ordering/order-from-button.ts';
import type { PressedAct } from '../../core/pricing/button-prices.ts';
import { answerRequest } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { refusedWords } from '../kit/failed.ts';
import { answer, type Message } from '../kit/message.ts';
import { onPress, type Press, type PressArgs } from '../kit/press.ts';

/** "Vary ×4" under a picture: four drafts that differ, in its thread. */
export async function onVary(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(deps, args, (press, copy) => orderPressed(deps, 'vary', press, copy));
}

/** "Finish" under a picture: the same one in high quality, in its thread. */
export async function onFinish(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(deps, args, (press, copy) => orderPressed(deps, 'finish', press, copy));
}

/** What is accepted shows itself in the thread (`leave`); anything else is told to who pressed. */
export async function orderPressed(
  deps: ListenerDeps,
  act: PressedAct,
  { generation, position, userId }: Pick<Press, 'generation' | 'position' | 'userId'>,
  copy: Copy,
): Promise<Message | 'leave'> {
  const asked = await orderFromButton(deps.requests, { act, generation, position, userId });
  switch (asked.outcome) {
    case 'under_way':
      return answer(copy.result.underWay);
    case 'refused':
      return answer(refusedWords(asked, copy));
    case 'unclear':
      return answer(copy.result.unclear);
    case 'done':
      return answer(copy.result.finished(asked.label));
    case 'gone':
      return answer(copy.result.gone);
    default:
      return (await answerRequest(deps, generation.teamId, asked))?.(copy) ?? 'leave';
  }
}
