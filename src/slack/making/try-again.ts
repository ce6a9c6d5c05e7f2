import { repeatImage } from '../../core/ordering/repeat-image.ts';
import { answerRequest } from '../ask/answer-request.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer } from '../kit/message.ts';
import { onPress, type PressArgs } from '../kit/press.ts';
import { mayCancel, notYours } from './cancel.ts';

/** "Try again · may charge again" under an unknown outcome. */
export async function onTryAgain(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(deps, args, async ({ generation, userId, responseUrl }, copy) => {
    const asked = await repeatImage(deps.requests, generation, { userId, responseUrl });
    if (!asked || asked.outcome === 'duplicate' || asked.outcome === 'retired') return answer(copy.notices.nothingToDo);
    if (asked.outcome === 'asking') return answer(copy.notices.askingAgain);
    if (asked.outcome === 'accepted') return 'take_button_away';
    const over = { ...asked, credits: generation.heldCredits, creditsAtLow: null };
    const reply = await answerRequest(deps, generation.teamId, over);
    return reply ? reply(copy) : 'leave';
  });
}

/** "Deliver again · free" under pictures that were made and could not be posted, or that somebody had canceled. */
export async function onDeliverAgain(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(
    deps,
    args,
    async ({ at, generation, userId }, copy) => {
      const mayPress = generation.failure !== 'canceled' || (await mayCancel(deps, at, generation, userId));
      if (!mayPress) return notYours(generation, copy);
      // The message itself is about to become the pictures: leave it to that.
      return (await deps.requests.store.deliverAgain(generation)) ? 'leave' : answer(copy.notices.nothingToDo);
    },
    'free',
  );
}
