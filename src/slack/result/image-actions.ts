import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isStart, standsForShown } from '../../core/acts.ts';
import { type Generation, isPersonal } from '../../core/generation.ts';
import type { ButtonPrices } from '../../core/pricing/button-prices.ts';
import { button, confirmFor } from '../kit/button.ts';
import { LIMITS } from '../kit/limits.ts';
import { priced } from '../kit/priced.ts';
import { clip, plain } from '../kit/text.ts';
import { publishButtons } from '../thread/publish-modal.ts';
import { threadButtons } from '../thread/tree.ts';

/** The button under a picture, the shortcut of a message, and the form that both open. */
export const EDIT_IMAGE = 'edit_image';
export const VARY_IMAGE = 'vary_image';
export const FINISH_IMAGE = 'finish_image';

export const IMAGE_MENU = 'image_menu';

/** What the menu under a result offers. */
export type MenuChoice = 'again' | 'prompt' | 'hide' | 'alt_text' | 'delete';

/** Where several pictures are in one message, each has such a button of its own: `finish_image:2`. */
export const ofPicture = (actionId: string) => new RegExp(`^${actionId}(?::\\d{1,2})?$`);

/** What can be done with one picture. A button carries `<generation id>:<position>`, and its price where it shows one. */
export function pictureButtons(
  generation: Generation,
  position: number,
  offers: ButtonPrices,
  copy: Copy,
): types.Button[] {
  if (!isStart(generation)) return [];
  const { result } = copy;
  const which = generation.pictures.length > 1 ? position : null;
  const about = (actionId: string, text: string, label: string, cost: number | null = null) => {
    const id = which === null ? actionId : `${actionId}:${position}`;
    const value = `${generation.id}:${position}`;
    if (cost === null) return labeled(button(id, text, value), label);
    return labeled(button(id, text, priced(value, cost), confirmFor(cost, offers.confirmAbove, copy)), label);
  };
  const { vary, finish } = offers;
  return [
    about(EDIT_IMAGE, result.edit, result.editLabel(which)),
    ...(vary === null ? [] : [about(VARY_IMAGE, result.vary(vary), result.varyLabel(which, vary), vary)]),
    ...(finish === null ? [] : [about(FINISH_IMAGE, result.finish(finish), result.finishLabel(which, finish), finish)]),
  ];
}

/** What concerns the message as a whole. An option of the menu carries `<choice>:<generation id>`, and its price where it shows one. */
export function messageControls(generation: Generation, offers: ButtonPrices, copy: Copy): types.ActionsBlockElement[] {
  const { result } = copy;
  const { id } = generation;
  const options: [MenuChoice, string][] = [
    ...(offers.again === null ? [] : [['again', result.again(offers.again)] satisfies [MenuChoice, string]]),
    ...(!isStart(generation) ? [] : [['prompt', result.prompt] satisfies [MenuChoice, string]]),
    // What an undo shows again is another message's to take away.
    ...(isPersonal(generation) || standsForShown(generation)
      ? []
      : [['hide', result.hide] satisfies [MenuChoice, string]]),
    ['alt_text', result.altText],
    ['delete', isPersonal(generation) ? result.discard : result.delete],
  ];
  return [
    ...threadButtons(generation, copy),
    ...publishButtons(generation, copy),
    {
      type: 'overflow',
      action_id: IMAGE_MENU,
      options: options.map(([choice, text]) => ({
        text: plain(text, LIMITS.optionText),
        value: choice === 'again' && offers.again !== null ? priced(`again:${id}`, offers.again) : `${choice}:${id}`,
      })),
    },
  ];
}

/** For who hears the button and not what stands beside it. The words on it come first: who speaks to it says those. */
function labeled(pressable: types.Button, label: string): types.Button {
  return { ...pressable, accessibility_label: clip(`${pressable.text.text}: ${label}`, LIMITS.buttonLabel) };
}
