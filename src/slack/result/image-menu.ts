import type { Copy } from '../../copy/copy.ts';
import { offersFor } from '../../core/pricing/button-prices.ts';
import { hideImage } from '../../core/thread/make-private.ts';
import type { ListenerParts } from '../deps.ts';
import { answer } from '../kit/answers.ts';
import { mayChange } from '../kit/may-change.ts';
import { messageCopyOf } from '../kit/message-copy.ts';
import { type Outcome, onPress, type Press, type PressArgs, readValue, showModal } from '../kit/press.ts';
import { altTextModal } from './alt-text-modal.ts';
import type { MenuChoice } from './image-actions.ts';
import { againModal, deleteModal } from './image-modals.ts';
import { promptAnswer } from './prompt-answer.ts';
import { orderPressed } from './vary-finish.ts';

/** The menu under a result. Only its first choice costs something. */
export async function onImageMenu(parts: ListenerParts, args: PressArgs): Promise<void> {
  const cost = readValue(args.body).choice === 'again' ? 'spends' : 'free';
  await onPress(parts, args, (press, copy) => choose(parts, press, copy), cost);
}

async function choose(parts: ListenerParts, press: Press, copy: Copy): Promise<Outcome> {
  const choice = CHOICES.find((one) => one === press.choice);
  switch (choice) {
    case 'again':
      return await again(parts, press, copy);
    case 'prompt':
      return promptAnswer(press.generation, copy);
    case 'hide':
    case 'alt_text':
    case 'delete':
      return (await mayChange(parts, press)) ? await change(parts, press, choice, copy) : answer(copy.result.onlyAsker);
    case undefined:
      return answer(copy.notices.gone);
    default:
      return choice satisfies never;
  }
}

const CHOICES: readonly MenuChoice[] = ['again', 'prompt', 'hide', 'alt_text', 'delete'];

/** A dear one asks first, in a modal. */
async function again(parts: ListenerParts, press: Press, copy: Copy): Promise<Outcome> {
  const { at, generation } = press;
  const { requests } = parts;
  const settings = await requests.store.readSettings(at.teamId);
  const { again: cost, confirmAbove } = offersFor(generation, requests.models, requests.defaultModel, settings);
  if (cost === null || confirmAbove === null || cost <= confirmAbove)
    return await orderPressed(parts, 'again', { ...press, position: 1 }, copy);
  return await showModal(parts, press, againModal(generation, cost, confirmAbove, copy), notOpened(copy));
}

async function change(
  parts: ListenerParts,
  press: Press,
  choice: Exclude<MenuChoice, 'again' | 'prompt'>,
  copy: Copy,
): Promise<Outcome> {
  const { generation } = press;
  if (choice === 'delete') return await showModal(parts, press, deleteModal(generation, copy), notOpened(copy));
  if (generation.deleted) return answer(copy.result.gone);
  if (choice === 'alt_text') {
    const messageCopy = await messageCopyOf(parts, press);
    return await showModal(parts, press, altTextModal(generation, messageCopy, copy), notOpened(copy));
  }
  const hidden = await hideImage(parts.requests, generation, press.userId);
  if (hidden === 'accepted') return 'leave';
  return answer(hidden === 'gone' ? copy.result.gone : copy.result.hiding);
}

const notOpened = ({ presses }: Copy) => answer(presses.notOpened);
