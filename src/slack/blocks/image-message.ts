import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Receipt } from '../../core/chat.ts';
import type { Generation } from '../../core/generation.ts';
import type { Offers } from '../../core/offers.ts';
import { freeFacts, freeText, sidesAlt } from './free-acts.ts';
import { actions, pictureButtons } from './image-actions.ts';
import { LIMITS } from './limits.ts';
import { aloneNote, publishButtons, storyLine } from './publish.ts';
import { richLine } from './rich.ts';
import { clip, escapeMrkdwn, oneLine, plain } from './text.ts';
import { threadButtons } from './thread-buttons.ts';

/** A message: blocks, and the same said in plain text for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** Where a picture is to be had. */
type Source = { readonly slack_file: { id: string } } | { readonly image_url: string };

/** How a result is shown. */
export interface Shown {
  /** Null: no buttons. */
  readonly offers: Offers | null;
  readonly sourceOf: (position: number) => Source | null;
  readonly note?: string;
}

/** The pictures with their alt texts, the prompt, one line of facts and money, and what can be done next. */
export function imageMessage(generation: Generation, receipt: Receipt, copy: Copy, shown: Shown): Message {
  const { prompt, pictures, userId } = generation;
  const { offers, note } = shown;
  const isOne = pictures.length === 1;
  const buttonsOf = (position: number) => (offers ? pictureButtons(generation, position, offers, copy) : []);
  return {
    text: escapeMrkdwn(freeText(generation, copy) ?? copy.images.readyText(oneLine(prompt, LIMITS.promptShown))),
    blocks: [
      ...pictures.flatMap(({ position }) => [
        ...picture(generation, position, copy, shown),
        ...(isOne ? [] : actions(buttonsOf(position))),
      ]),
      generation.act === 'publish' ? storyLine(generation, copy) : richLine(clipped(prompt), userId, (what) => what),
      context(factsLine(generation, receipt, copy)),
      ...[note, offers && aloneNote(generation, copy)].flatMap((words) => (words ? [context(words)] : [])),
      ...actions([
        ...(isOne ? buttonsOf(1) : []),
        ...(offers ? [...threadButtons(generation, copy), ...publishButtons(generation, copy)] : []),
      ]),
    ],
  };
}

function picture(generation: Generation, position: number, copy: Copy, { sourceOf }: Shown): types.ImageBlock[] {
  const source = sourceOf(position);
  const title = generation.pictures.length > 1 ? { title: plain(`#${position}`, LIMITS.altText) } : {};
  return source
    ? [{ type: 'image', alt_text: altText(generation, position, copy, LIMITS.altText), ...title, ...source }]
    : [];
}

/** Begins by saying that the picture is AI-made; `most` characters at most, the version always in it. */
export function altText(generation: Generation, position: number, copy: Copy, most: number): string {
  const sides = sidesAlt(generation, copy, most);
  if (sides !== null) return sides;
  const { prompt, label, pictures } = generation;
  const which = pictures.length > 1 ? ` #${position}` : '';
  const frame = copy.images.altText('', label ?? '1', which).length;
  return copy.images.altText(oneLine(prompt, Math.min(most - frame, LIMITS.promptShown)), label ?? '1', which);
}

function factsLine(generation: Generation, receipt: Receipt, copy: Copy): string {
  const free = freeFacts(generation, copy);
  if (free) return free.join(' · ');
  const { label, parent, model, size, quality, style, userId, pictures, count } = generation;
  const facts = [
    parent ? copy.images.versionFrom(label ?? '1', origin(generation, copy)) : copy.images.from(label ?? '1', null),
    model,
    size.replace('x', '×'),
    ...(quality ? [copy.images.quality[quality]] : []),
    ...(style ? [copy.styles[style]] : []),
    copy.images.by(`<@${userId}>`),
    ...(pictures.length < count ? [copy.images.fewer(pictures.length, count)] : []),
    moneyLine(receipt, copy),
  ];
  return facts.join(' · ');
}

/** "held 4 · charged 4 · 496 left in November" */
export function moneyLine({ held, charged, estimated, left, month }: Receipt, copy: Copy): string {
  return `${copy.receipt.money(held, charged, estimated)} · ${copy.receipt.left(left, month)}`;
}

export function origin({ parent }: Generation, copy: Copy): string {
  return parent ? copy.images.from(parent.label, parent.count > 1 ? parent.picture.position : null) : '';
}

export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: clip(text, LIMITS.contextText) }] };
}

export function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: clip(text, LIMITS.sectionText) } };
}

function clipped(prompt: string): string {
  return clip(prompt, LIMITS.promptShown);
}
