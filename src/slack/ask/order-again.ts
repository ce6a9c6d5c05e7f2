import { requestAtLow, requestNearest } from '../../core/ordering/request-again.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer } from '../kit/message.ts';
import { onPress, type PressArgs } from '../kit/press.ts';
import { answerRequest } from './answer-request.ts';

/** "Make it low · 1" under a request that was over the budget. */
export async function onMakeLow(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await orderAgain(deps, args, requestAtLow);
}

/** "Use 1920x1088 · 1" under a request that could not be read. */
export async function onUseNearest(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await orderAgain(deps, args, requestNearest);
}

async function orderAgain(deps: ListenerDeps, args: PressArgs, request: typeof requestAtLow): Promise<void> {
  await onPress(deps, args, async ({ generation, userId, responseUrl }, copy) => {
    const asked = await request(deps.requests, generation, { userId, responseUrl });
    if (!asked || asked.outcome === 'duplicate') return answer(copy.notices.nothingToDo);
    const reply = await answerRequest(deps, generation.teamId, asked);
    return reply ? reply(copy) : 'take_button_away';
  });
}
