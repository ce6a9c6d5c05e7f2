import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { addedWords, type Generation } from '../../core/generation.ts';
import { buttonPrices } from '../../core/pricing/button-prices.ts';
import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import { LIMITS } from '../kit/limits.ts';
import { aboutOf, mayChange, shownIn } from '../kit/may-touch.ts';
import { answer, context, type Message, section } from '../kit/message.ts';
import { type Outcome, onPress, type Press, type PressArgs, readValue, showModal } from '../kit/press.ts';
import { clip, escapeMrkdwn, verbatimSections } from '../kit/text.ts';
import { openAltText } from './alt-text.ts';
import { openDelete } from './delete.ts';
import type { MenuChoice } from './image-actions.ts';
import { facts } from './image-message.ts';
import { imageModal, onImageView } from './image-modal.ts';
import { makePrivate } from './make-private.ts';
import { orderPressed } from './vary-finish.ts';

export const AGAIN_IMAGE = 'again_image';

/** The menu under a result. Only its first choice costs something. */
export async function onImageMenu(deps: ListenerDeps, args: PressArgs): Promise<void> {
  const cost = readValue(args.body).choice === 'again' ? 'spends' : 'free';
  await onPress(deps, args, (press, copy) => choose(deps, press, copy), cost);
}

async function choose(deps: ListenerDeps, press: Press, copy: Copy): Promise<Outcome> {
  const choice = CHOICES.find((one) => one === press.choice);
  switch (choice) {
    case 'again':
      return await again(deps, press, copy);
    case 'prompt':
      return press.generation.deleted ? answer(copy.result.gone) : promptAnswer(press.generation, copy);
    case 'hide':
    case 'alt_text':
    case 'delete':
      return (await mayChange(deps, press)) ? await CHANGES[choice](deps, press, copy) : answer(copy.result.onlyAsker);
    case undefined:
      return answer(copy.notices.gone);
    default:
      return choice satisfies never;
  }
}

const CHANGES = { hide: makePrivate, alt_text: openAltText, delete: openDelete };
const CHOICES: readonly MenuChoice[] = ['again', 'prompt', 'hide', 'alt_text', 'delete'];

/** A dear one asks first, in a modal. */
async function again(deps: ListenerDeps, press: Press, copy: Copy): Promise<Outcome> {
  const { at, generation } = press;
  const { requests } = deps;
  const settings = await requests.store.readSettings(at.teamId);
  const { again: cost, confirmAbove } = buttonPrices(generation, requests.offer(), settings);
  if (cost === null || confirmAbove === null || cost <= confirmAbove)
    return await orderPressed(deps, 'again', { ...press, position: 1 }, copy);
  return await showModal(deps, press, againModal(generation, cost, confirmAbove, copy), copy);
}

/** Asks before a request is made anew that costs more than the workspace lets pass unasked. */
export function againModal(
  generation: Generation,
  cost: number,
  confirmAbove: number,
  { result, settings: { confirm } }: Copy,
): types.ModalView {
  return {
    ...imageModal(AGAIN_IMAGE, generation, result.againTitle, { submit: confirm.yes, close: confirm.no }),
    private_metadata: aboutOf(generation, cost),
    blocks: [section(confirm.text(cost, confirmAbove))],
  };
}

/** The same request anew, after it was asked whether that may cost so much. */
export async function onAgainImage(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { cost: 'spends' }, async (submitted, copy) => {
    const { generation, userId, view, complain } = submitted;
    const pressed = { generation, position: 1, userId, shown: shownIn(view) };
    const outcome = await orderPressed(deps, 'again', pressed, copy);
    return outcome === 'leave' ? 'close' : complain(outcome.text);
  });
}

/** The prompt to the letter, what was added to it, and how, for whom, when and for how much it was drawn. */
export function promptAnswer(generation: Generation, copy: Copy): Message {
  const { prompt, heldCredits, chargedCredits, chargeEstimated, requestedAt } = generation;
  const added = addedWords(generation).join(' ');
  const when = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const cost = copy.history.cost(chargedCredits, heldCredits, chargeEstimated);
  const line = [...facts(generation, copy), cost, `${when.format(requestedAt)} UTC`].join(' · ');
  const addition = added ? [copy.result.promptAdded(added)] : [];
  return {
    text: clip([copy.result.prompt, escapeMrkdwn(prompt), ...addition, line].join('\n'), LIMITS.text),
    blocks: [section(`*${copy.result.prompt}*`), ...verbatimSections(prompt), ...addition.map(context), context(line)],
  };
}
