import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Choices, FormOrder } from '../../core/pricing/form-order.ts';
import type { Allowance } from '../../core/team/budget.ts';
import { MOST_PICTURES } from '../composer/compose-modal.ts';
import {
  picturesInput,
  qualityFields,
  readChoices,
  readFileIds,
  readHeld,
  sizeFields,
  textInput,
} from '../form/fields.ts';
import { priceLines } from '../form/form-price.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { EDIT_IMAGE } from '../result/image-actions.ts';
import { readEmoji } from '../spelling/emoji.ts';

export const CHANGE = 'change';
const WHICH = 'which';
/** Slack's radio buttons. */
export const MOST_TO_CHOOSE_FROM = 10;
const SHOWN = 'picture:';

const origin = z.object({
  channelId: z.string(),
  /** The thread of the message whose picture it is: the result is posted there. */
  threadTs: z.string(),
  /** The request whose pictures the message shows; null: a person's upload. */
  generationId: z.string().nullable(),
  /** The message's uploaded pictures. */
  fileIds: z.array(z.string()),
  attempt: z.number().int(),
});

/** Which message's picture is edited: all that the form carries beside its fields. */
export type EditOrigin = z.output<typeof origin>;

/** A picture to choose: its position among a request's, or its file's id. */
export interface EditablePicture {
  readonly value: string;
  /** The file that shows it; null where Slack can't. */
  readonly fileId: string | null;
  readonly altText: string;
}

export interface EditForm {
  readonly origin: EditOrigin;
  readonly order: FormOrder;
  readonly allowance: Allowance;
  readonly pictures: readonly EditablePicture[];
  /** The value of the chosen picture. */
  readonly which: string;
  readonly text: string;
  readonly note: string | null;
}

/** The form in which a picture is changed: which one, what of it, and what that costs. */
export function editModal(
  { origin, order, allowance, pictures, which, text, note }: EditForm,
  copy: Copy,
): types.ModalView {
  const words = copy.compose;
  const isShown = pictures.some(({ fileId }) => fileId !== null);
  return {
    type: 'modal',
    callback_id: EDIT_IMAGE,
    private_metadata: JSON.stringify(origin),
    title: plain(words.editTitle, LIMITS.modalTitle),
    submit: plain(words.submitEdit(order.plan.credits), LIMITS.modalTitle),
    close: plain(words.close, LIMITS.modalTitle),
    blocks: [
      ...(note ? [section(note)] : []),
      ...pictures.flatMap((picture, i) => shown(picture, pictures.length > 1 ? i + 1 : null)),
      ...(isShown ? [] : [context(words.notShown)]),
      ...(pictures.length > 1 ? [whichField(pictures, which, copy)] : []),
      textInput(CHANGE, { ...words.change, hint: words.prompt.hint }, text),
      ...(text.length > LIMITS.inputText ? [section(words.prompt.cut(LIMITS.inputText))] : []),
      picturesInput(MOST_PICTURES - 1, copy),
      ...sizeFields(order, copy, true),
      ...qualityFields(order, copy, true),
      ...priceLines(order, allowance, copy),
    ],
  };
}

function shown({ value, fileId, altText }: EditablePicture, number: number | null): types.ImageBlock[] {
  if (fileId === null) return [];
  return [
    {
      type: 'image',
      block_id: SHOWN + value,
      alt_text: altText,
      slack_file: { id: fileId },
      ...(number === null ? {} : { title: plain(`#${number}`, LIMITS.altText) }),
    },
  ];
}

function whichField(pictures: readonly EditablePicture[], which: string, copy: Copy): types.InputBlock {
  const options = pictures.map(({ value }, i) => ({ value, text: plain(`#${i + 1}`, LIMITS.optionText) }));
  const initial = options.find(({ value }) => value === which);
  return {
    type: 'input',
    block_id: WHICH,
    label: plain(copy.compose.which, LIMITS.label),
    element: { type: 'radio_buttons', action_id: WHICH, options, ...(initial ? { initial_option: initial } : {}) },
  };
}

/** What a person has typed and chosen. */
export interface EditEntry {
  readonly origin: EditOrigin;
  readonly text: string;
  readonly choices: Choices;
  /** Null where there was nothing to choose. */
  readonly which: string | null;
  readonly referenceIds: readonly string[];
  /** The values of the pictures that the form shows. */
  readonly shown: readonly string[];
}

interface Sent {
  readonly private_metadata: string;
  readonly blocks: readonly { readonly block_id?: string }[];
  readonly state: { readonly values: unknown };
}

export function readEditModal(view: Sent): EditEntry {
  const held = readHeld(view);
  const ids = view.blocks.flatMap(({ block_id }) => block_id ?? []);
  return {
    origin: origin.parse(JSON.parse(view.private_metadata)),
    text: readEmoji(held[CHANGE]?.value ?? ''),
    choices: readChoices(held),
    which: held[WHICH]?.selected_option?.value ?? null,
    referenceIds: readFileIds(held),
    shown: ids.filter((id) => id.startsWith(SHOWN)).map((id) => id.slice(SHOWN.length)),
  };
}
