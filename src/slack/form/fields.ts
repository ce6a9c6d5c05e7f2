import type { types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { Quality, Size } from '../../core/image-model.ts';
import { type Choices, COUNTS, type FormOrder } from '../../core/pricing/form-order.ts';
import { parseSize, SIZE_WORDS } from '../../core/size.ts';
import { isStyleId, STYLES, styleWords } from '../../core/styles.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { clip, plain } from '../kit/text.ts';

export const STYLE = 'style';
export const SIZE = 'size';
export const QUALITY = 'quality';
export const COUNT = 'count';
const PICTURES = 'pictures';

/** Chosen where nothing is: Slack's options need a value. */
const NONE = 'none';

/** A long text that a person types. `text`: what it holds at first. */
export function textInput(
  actionId: string,
  words: { readonly label: string; readonly placeholder: string; readonly hint?: string },
  text: string,
): types.InputBlock {
  const shown = clip(text, LIMITS.inputText);
  return {
    type: 'input',
    block_id: actionId,
    label: plain(words.label, LIMITS.label),
    ...(words.hint ? { hint: plain(words.hint, LIMITS.label) } : {}),
    element: {
      type: 'plain_text_input',
      action_id: actionId,
      multiline: true,
      max_length: LIMITS.inputText,
      placeholder: plain(words.placeholder, LIMITS.placeholder),
      ...(shown ? { initial_value: shown } : {}),
    },
  };
}

export interface Choice {
  readonly value: string;
  readonly text: string;
}

/**
 * A menu that tells us at once what is chosen. `blockId` has to change with what is offered: Slack keeps what a field
 * holds as long as its block_id stays, also against a new initial option.
 */
export function menu(
  actionId: string,
  label: string,
  choices: readonly Choice[],
  chosen: string,
  blockId = actionId,
): types.InputBlock {
  const options = choices.map(({ value, text }) => ({ value, text: plain(text, LIMITS.optionText) }));
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: blockId,
    dispatch_action: true,
    label: plain(label, LIMITS.label),
    element: {
      type: 'static_select',
      action_id: actionId,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** The styles, and the words that the chosen one adds. */
export function styleFields({ style }: Choices, copy: Copy): types.KnownBlock[] {
  const choices = STYLES.map(({ id }) => ({ value: id, text: copy.styles[id] }));
  return [
    menu(STYLE, copy.compose.style.label, [{ value: NONE, text: copy.compose.style.none }, ...choices], style ?? NONE),
    ...(style ? [context(copy.compose.style.adds(styleWords(style)))] : []),
  ];
}

/** Sizes with their pixels, and what became of a size that can't be had. `canStay`: no size of one's own, as in an edit. */
export function sizeFields(order: FormOrder, copy: Copy, canStay: boolean): types.KnownBlock[] {
  const { label, same, dropped } = copy.compose.size;
  const { size, quality } = order.choices;
  const choices = order.sizes.map((one) => ({ value: one, text: sizeName(one, copy) }));
  const stay = canStay ? [{ value: NONE, text: same }] : [];
  const lost = order.dropped && dropped(sizeName(order.dropped, copy), qualityName(quality, copy, canStay));
  return [
    menu(SIZE, label, [...stay, ...choices], size ?? NONE, `${SIZE}:${choices.length}`),
    ...(lost ? [context(lost)] : []),
  ];
}

export function qualityFields({ choices, qualities }: FormOrder, copy: Copy, canStay: boolean): types.KnownBlock[] {
  const offered = qualities.map(({ quality }) => ({
    value: quality ?? NONE,
    text: qualityName(quality, copy, canStay),
  }));
  return [menu(QUALITY, copy.compose.quality.label, offered, choices.quality ?? NONE, `${QUALITY}:${offered.length}`)];
}

export function countField({ choices: { count }, counts }: FormOrder, copy: Copy): types.InputBlock {
  const choices = counts.map((one) => ({ value: String(one), text: copy.pictures(one) }));
  return menu(COUNT, copy.compose.count, choices, String(count), `${COUNT}:${choices.length}`);
}

/** By the ends of their names. Of HEIC, which iPhones make, it is the JPEG that Slack keeps of it. */
const FILETYPES = ['png', 'jpg', 'jpeg', 'webp', 'heic', 'heif'];

/** Pictures from one's own disk. */
export function picturesInput(most: number, copy: Copy): types.InputBlock {
  const { label, hint } = copy.compose.references;
  return {
    type: 'input',
    block_id: PICTURES,
    optional: true,
    label: plain(label, LIMITS.label),
    hint: plain(hint(most), LIMITS.label),
    element: { type: 'file_input', action_id: PICTURES, filetypes: FILETYPES, max_files: most },
  };
}

/** A modal that only says something. */
export function noticeModal(title: string, words: string, copy: Copy): types.ModalView {
  return {
    type: 'modal',
    title: plain(title, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks: [section(words)],
  };
}

/** What stands there while the form is being made; in every language where the person's own is not known yet. */
export function loadingModal(title: string, copies: readonly Copy[]): types.ModalView {
  const words = copies.map(({ compose }) => compose.loading).join(' ');
  return { type: 'modal', title: plain(title, LIMITS.modalTitle), blocks: [section(words)] };
}

/** A size in words, with its pixels. */
export function sizeName(size: Size, copy: Copy): string {
  const words = copy.compose.size.words;
  const word = Object.entries(SIZE_WORDS).find(([, one]) => one === size)?.[0];
  const name = word && word in words ? words[word as keyof typeof words] : null;
  const pixels = size === 'auto' ? null : size.replace('x', ' × ');
  return [name, pixels].filter(Boolean).join(' · ');
}

function qualityName(quality: Quality | null, { compose }: Copy, canStay: boolean): string {
  const { words, same, any } = compose.quality;
  if (quality) return Object.entries(words).find(([known]) => known === quality)?.[1] ?? quality;
  return canStay ? same : any;
}

const held = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
  selected_conversation: z.string().nullish(),
  selected_user: z.string().nullish(),
  selected_conversations: z.array(z.string()).nullish(),
  selected_users: z.array(z.string()).nullish(),
  selected_date: z.string().nullish(),
  files: z.array(z.object({ id: z.string() })).nullish(),
});
const values = z.record(z.string(), z.record(z.string(), held));

/** What the fields of a form hold, by action_id. Throws where Slack sent something else. */
export type Held = Readonly<Partial<Record<string, z.output<typeof held>>>>;

export function readHeld(view: { readonly state: { readonly values: unknown } }): Held {
  return Object.assign({}, ...Object.values(values.parse(view.state.values)));
}

export function readChoices(held: Held): Choices {
  const picked = (actionId: string) => held[actionId]?.selected_option?.value ?? NONE;
  const [style, count, quality] = [picked(STYLE), Number(picked(COUNT)), picked(QUALITY)];
  return {
    // What nobody draws (any more) is `formOrder`'s to drop.
    size: parseSize(picked(SIZE)),
    quality: quality === NONE ? null : quality,
    count: COUNTS.find((one) => one === count) ?? 1,
    style: isStyleId(style) ? style : null,
  };
}

export function readFileIds(held: Held): string[] {
  return (held[PICTURES]?.files ?? []).map(({ id }) => id);
}

/** The block in which a field stands: its name changes with what is offered. */
export function blockIdOf(blocks: readonly { readonly block_id?: string }[], actionId: string): string {
  const named = blocks.find(({ block_id: id }) => id === actionId || id?.startsWith(`${actionId}:`));
  return named?.block_id ?? actionId;
}
