import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Offers } from '../../core/offers.ts';
import { button } from './button.ts';
import { confirmFor } from './confirm.ts';
import { LIMITS } from './limits.ts';
import { clip } from './text.ts';

export const VARY_IMAGE = 'vary_image';
export const FINISH_IMAGE = 'finish_image';

/** Where several pictures are in one message, each has such a button of its own: `finish_image:2`. */
export const ofPicture = (actionId: string) => new RegExp(`^${actionId}(?::\\d{1,2})?$`);

/** What can be done with one picture. A button carries `<generation id>:<position>` and nothing else. */
export function pictureButtons(generation: Generation, position: number, offers: Offers, copy: Copy): types.Button[] {
  const { result } = copy;
  const which = generation.pictures.length > 1 ? position : null;
  const priced = (
    actionId: string,
    cost: number | null,
    text: (cost: number) => string,
    label: (position: number | null, cost: number) => string,
  ): types.Button[] => {
    if (cost === null) return [];
    const id = which === null ? actionId : `${actionId}:${position}`;
    const confirm = confirmFor(cost, offers.confirmAbove, copy);
    return [labeled(button(id, text(cost), `${generation.id}:${position}`, confirm), label(which, cost))];
  };
  return [
    ...priced(VARY_IMAGE, offers.vary, result.vary, result.varyLabel),
    ...priced(FINISH_IMAGE, offers.finish, result.finish, result.finishLabel),
  ];
}

/** For who hears the button and not what stands beside it. The words on it come first: who speaks to it says those. */
function labeled(pressable: types.Button, label: string): types.Button {
  return { ...pressable, accessibility_label: clip(`${pressable.text.text}: ${label}`, LIMITS.buttonLabel) };
}

/** A row of buttons; none where there is nothing to press. */
export function actions(elements: types.ActionsBlockElement[]): types.ActionsBlock[] {
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}
