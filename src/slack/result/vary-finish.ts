import type { Copy } from '../../copy/copy.ts';
import { orderFromButton } from '../../core/ordering/order-from-button.ts';
import type { PressedAct } from '../../core/pricing/button-prices.ts';
import { answerRequest } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { refusedWords } from '../kit/failed.ts';
import { answer, type Message } from '../kit/message.ts';
import { onPress, type Press, type PressArgs } from '../kit/press.ts';
import { priceChangedAnswer } from '../kit/priced.ts';
import { FINISH_IMAGE, IMAGE_MENU, VARY_IMAGE } from './image-actions.ts';

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
  { generation, position, userId, shown }: Pick<Press, 'generation' | 'position' | 'userId' | 'shown'>,
  copy: Copy,
): Promise<Message | 'leave'> {
  const asked = await orderFromButton(deps.requests, { act, generation, position, userId, shown });
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
    case 'price_changed': {
      const { confirmAbove } = await deps.requests.store.readSettings(generation.teamId);
      return priceChangedAnswer({ ...buttonOf(act, generation.id, position), ...asked }, confirmAbove, copy);
    }
    default:
      return (await answerRequest(deps, generation.teamId, asked))?.(copy) ?? 'leave';
  }
}

/** The button that asks for the same once more. */
function buttonOf(act: PressedAct, id: string, position: number) {
  if (act === 'again') return { actionId: IMAGE_MENU, value: `again:${id}` };
  return { actionId: act === 'vary' ? VARY_IMAGE : FINISH_IMAGE, value: `${id}:${position}` };
}
