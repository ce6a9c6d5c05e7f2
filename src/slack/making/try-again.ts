import { repeatImage, requestAtLow, requestNearest } from '../../core/ordering/request-again.ts';
import { answerRequest, MAKE_LOW, USE_NEAREST } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { mayChange } from '../kit/may-touch.ts';
import { answer } from '../kit/message.ts';
import { onPress, type PressArgs } from '../kit/press.ts';
import { priceChangedAnswer } from '../kit/priced.ts';
import { policyProblemWords } from '../policy/problem-words.ts';
import { notYours } from './cancel.ts';

/** "Try again · may charge again" under an unknown outcome. */
export async function onTryAgain(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(deps, args, async ({ generation, userId, responseUrl }, copy) => {
    const asked = await repeatImage(deps.requests, generation, { userId, responseUrl });
    if (!asked || asked.outcome === 'duplicate' || asked.outcome === 'retired') return answer(copy.notices.nothingToDo);
    if (asked.outcome === 'asking') return answer(copy.notices.askingAgain);
    if (asked.outcome === 'accepted') return 'take_button_away';
    if (asked.outcome === 'against') return answer(policyProblemWords(asked.problem, copy));
    const over = { ...asked, credits: generation.heldCredits, atLow: null };
    const reply = await answerRequest(deps, generation.teamId, over);
    return reply ? reply(copy) : 'leave';
  });
}

/** "Deliver again · free" under pictures that were made and could not be posted, or that somebody had canceled. */
export async function onDeliverAgain(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(
    deps,
    args,
    async (press, copy) => {
      const { generation } = press;
      const mayPress = generation.failure !== 'canceled' || (await mayChange(deps, press));
      if (!mayPress) return notYours(generation, copy);
      // The message itself is about to become the pictures: leave it to that.
      return (await deps.requests.store.retryDelivery(generation)) ? 'leave' : answer(copy.notices.nothingToDo);
    },
    'free',
  );
}

/** "Make it low · 1" under a request that was over the budget. */
export async function onMakeLow(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await orderAgain(deps, args, MAKE_LOW, requestAtLow);
}

/** "Use 1920x1088 · 1" under a request that could not be read. */
export async function onUseNearest(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await orderAgain(deps, args, USE_NEAREST, requestNearest);
}

async function orderAgain(
  deps: ListenerDeps,
  args: PressArgs,
  actionId: string,
  request: typeof requestAtLow,
): Promise<void> {
  await onPress(deps, args, async ({ generation, userId, responseUrl, shown }, copy) => {
    const asked = await request(deps.requests, generation, { userId, responseUrl, shown });
    if (!asked || asked.outcome === 'duplicate') return answer(copy.notices.nothingToDo);
    if (asked.outcome === 'price_changed') {
      const { confirmAbove } = await deps.requests.store.readSettings(generation.teamId);
      return priceChangedAnswer({ actionId, value: generation.id, ...asked }, confirmAbove, copy);
    }
    const reply = await answerRequest(deps, generation.teamId, asked);
    return reply ? reply(copy) : 'take_button_away';
  });
}
