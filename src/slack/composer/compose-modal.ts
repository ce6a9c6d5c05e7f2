import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Choices, FormOrder } from '../../core/pricing/form-order.ts';
import type { Allowance } from '../../core/team/budget.ts';
import {
  countField,
  type Held,
  menu,
  picturesInput,
  qualityFields,
  readChoices,
  readFileIds,
  readHeld,
  sizeFields,
  styleFields,
  textInput,
} from '../form/fields.ts';
import { priceLines } from '../form/form-price.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import { plain } from '../kit/text.ts';
import { readEmoji } from '../spelling/emoji.ts';

export const COMPOSE_IMAGE = 'compose_image';
export const PROMPT = 'prompt';
export const WHERE = 'where';
/** How many pictures a request may start from. */
export const MOST_PICTURES = 4;

const origin = z.object({
  /** Where the form was opened; null: nowhere in particular. */
  channelId: z.string().nullable(),
  threadTs: z.string().nullable(),
  /** The request that is asked for once more, whose pictures it starts from. */
  again: z.string().nullable(),
  /** Tells apart what was sent from one form: counts the times that it was refused after the request was logged. */
  attempt: z.number().int(),
});

/** Where a form was opened: all that it carries beside its fields. */
export type Origin = z.output<typeof origin>;

/** Where the pictures go: where the form was opened, its thread, to the asker alone, or a channel that was picked. */
export type Place = 'here' | 'thread' | 'me' | { readonly channelId: string };

export interface ComposeForm {
  readonly origin: Origin;
  readonly order: FormOrder;
  readonly allowance: Allowance;
  /** What the prompt holds at first. */
  readonly text: string;
  readonly place: Place;
  /** How many pictures are there already, of the request that is asked for once more. */
  readonly kept: number;
  /** Something to be said above it all. */
  readonly note: string | null;
}

/** The form in which a picture is asked for, with its price. */
export function composeModal(form: ComposeForm, copy: Copy): types.ModalView {
  const { origin, order, allowance, text, kept, note } = form;
  const words = copy.compose;
  return {
    type: 'modal',
    callback_id: COMPOSE_IMAGE,
    private_metadata: JSON.stringify(origin),
    title: plain(words.title, LIMITS.modalTitle),
    submit: plain(words.submit(order.plan.count, order.plan.credits), LIMITS.modalTitle),
    close: plain(words.close, LIMITS.modalTitle),
    blocks: [
      ...(note ? [section(note)] : []),
      textInput(PROMPT, words.prompt, text),
      ...(text.length > LIMITS.inputText ? [section(words.prompt.cut(LIMITS.inputText))] : []),
      ...styleFields(order.choices, copy),
      ...sizeFields(order, copy, false),
      ...qualityFields(order, copy, false),
      countField(order, copy),
      ...(kept > 0 ? [section(words.references.kept(kept))] : []),
      ...(kept < MOST_PICTURES ? [picturesInput(MOST_PICTURES - kept, copy)] : []),
      whereField(form, copy),
      ...priceLines(order, allowance, copy),
    ],
  };
}

function whereField({ origin: { channelId, threadTs }, place }: ComposeForm, copy: Copy): types.InputBlock {
  const { where } = copy.compose;
  if (channelId === null) return anyChannel(where);
  const here = channelId.startsWith('D') ? where.direct : where.channel;
  const places = [
    { value: 'here', text: here },
    ...(threadTs ? [{ value: 'thread', text: where.thread }] : []),
    { value: 'me', text: where.me },
  ];
  return menu(WHERE, where.label, places, typeof place === 'string' ? place : 'here');
}

/** `response_url_enabled`: for a place where we turn out to be no member, the pictures can still reach the asker there. */
function anyChannel(where: Copy['compose']['where']): types.InputBlock {
  return {
    type: 'input',
    block_id: WHERE,
    dispatch_action: true,
    optional: true,
    label: plain(where.label, LIMITS.label),
    hint: plain(where.hint, LIMITS.label),
    element: {
      type: 'conversations_select',
      action_id: WHERE,
      placeholder: plain(where.me, LIMITS.placeholder),
      filter: { include: ['public', 'private'] },
      response_url_enabled: true,
    },
  };
}

/** What a person has typed and chosen. */
export interface ComposeEntry {
  readonly origin: Origin;
  readonly text: string;
  readonly choices: Choices;
  readonly fileIds: readonly string[];
  readonly place: Place;
}

interface Sent {
  readonly private_metadata: string;
  readonly state: { readonly values: unknown };
}

export function readComposeModal(view: Sent): ComposeEntry {
  const held = readHeld(view);
  const from = origin.parse(JSON.parse(view.private_metadata));
  return {
    origin: from,
    text: readEmoji(held[PROMPT]?.value ?? ''),
    choices: readChoices(held),
    fileIds: readFileIds(held),
    place: from.channelId === null ? pickedChannel(held) : readPlace(held),
  };
}

function pickedChannel(held: Held): Place {
  const channelId = held[WHERE]?.selected_conversation;
  return channelId ? { channelId } : 'me';
}

function readPlace(held: Held): Place {
  const picked = held[WHERE]?.selected_option?.value;
  return picked === 'here' || picked === 'thread' ? picked : 'me';
}
