import type { Copy } from '../../copy/copy.ts';
import { buttonPrices } from '../../core/pricing/button-prices.ts';
import { hideImage } from '../../core/thread/make-private.ts';
import type { ListenerDeps } from '../deps.ts';
import { mayChange } from '../kit/may-change.ts';
import { answer } from '../kit/message.ts';
import { messageCopyOf } from '../kit/message-copy.ts';
import { type Outcome, onPress, type Press, type PressArgs, readValue, showModal } from '../kit/press.ts';
import { altTextModal } from './alt-text-modal.ts';
import type { MenuChoice } from './image-actions.ts';
import { againModal, deleteModal } from './image-modals.ts';
import { promptAnswer } from './prompt-answer.ts';
import { orderPressed } from './vary-finish.ts';

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
      return (await mayChange(deps, press)) ? await change(deps, press, choice, copy) : answer(copy.result.onlyAsker);
    case undefined:
      return answer(copy.notices.gone);
    default:
      return choice satisfies never;
  }
}

const CHOICES: readonly MenuChoice[] = ['again', 'prompt', 'hide', 'alt_text', 'delete'];

/** A dear one asks first, in a modal. */
async function again(deps: ListenerDeps, press: Press, copy: Copy): Promise<Outcome> {
  const { at, generation } = press;
  const { requests } = deps;
  const settings = await requests.store.readSettings(at.teamId);
  const { again: cost, confirmAbove } = buttonPrices(generation, requests.models, requests.defaultModel, settings);
  if (cost === null || confirmAbove === null || cost <= confirmAbove)
    return await orderPressed(deps, 'again', { ...press, position: 1 }, copy);
  return await showModal(deps, press, againModal(generation, cost, confirmAbove, copy), notOpened(copy));
}

async function change(
  deps: ListenerDeps,
  press: Press,
  choice: Exclude<MenuChoice, 'again' | 'prompt'>,
  copy: Copy,
): Promise<Outcome> {
  const { generation } = press;
  if (choice === 'delete') return await showModal(deps, press, deleteModal(generation, copy), notOpened(copy));
  if (generation.deleted) return answer(copy.result.gone);
  if (choice === 'alt_text') {
    const messageCopy = await messageCopyOf(deps, press);
    return await showModal(deps, press, altTextModal(generation, messageCopy, copy), notOpened(copy));
  }
  const hidden = await hideImage(deps.requests, generation, press.userId);
  if (hidden === 'accepted') return 'leave';
  return answer(hidden === 'gone' ? copy.result.gone : copy.result.hiding);
}

const notOpened = ({ presses }: Copy) => answer(presses.notOpened);
