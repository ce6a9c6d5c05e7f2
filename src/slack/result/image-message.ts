import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Receipt } from '../../core/making/chat.ts';
import type { ButtonPrices } from '../../core/pricing/button-prices.ts';
import { LIMITS } from '../kit/limits.ts';
import { actions, context, type Message } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';
import { richLine } from '../kit/rich.ts';
import { clip, escapeMrkdwn, oneLine, plain } from '../kit/text.ts';
import { aloneNote, lineageLine } from '../thread/publish-modal.ts';
import { freeFacts, freeText, sidesAlt } from './free-acts.ts';
import { messageControls, pictureButtons } from './image-actions.ts';
import { looks, picturesNotes, visible } from './looks.ts';

/** Where a picture is to be had. */
type Source = { readonly slack_file: { id: string } } | { readonly image_url: string };

/** How a result is shown. */
export interface Shown {
  /** Null: no buttons. */
  readonly offers: ButtonPrices | null;
  /** Several pictures: as cards side by side, or one below the other. */
  readonly layout: 'carousel' | 'list';
  readonly sourceOf: (position: number) => Source | null;
  readonly note?: string;
}

/** The pictures with their alt texts, the prompt, one line of facts and money, and what can be done next. */
export function imageMessage(generation: Generation, receipt: Receipt, copy: Copy, shown: Shown): Message {
  const { prompt, userId } = generation;
  const { offers, note } = shown;
  const pictures = visible(generation);
  const isOne = generation.pictures.length === 1;
  const onlyPicture = isOne && offers ? pictureButtons(generation, 1, offers, copy) : [];
  return {
    text: escapeMrkdwn(freeText(generation, copy) ?? copy.images.readyText(oneLine(prompt, LIMITS.promptShown))),
    blocks: [
      ...(shown.layout === 'carousel' && pictures.length > 1
        ? [carousel(generation, copy, shown)]
        : pictures.flatMap(({ position }) => listed(generation, position, copy, shown))),
      generation.act === 'publish' ? lineageLine(generation, copy) : richLine(clipped(prompt), userId, (what) => what),
      context(factsLine(generation, receipt, copy)),
      ...[note, ...picturesNotes(generation, copy), offers && aloneNote(generation, copy)].flatMap((words) =>
        words ? [context(words)] : [],
      ),
      ...actions([...onlyPicture, ...(offers ? messageControls(generation, offers, copy) : [])]),
    ],
  };
}

function carousel(generation: Generation, copy: Copy, shown: Shown): types.CarouselBlock {
  const cards = visible(generation).map(({ position }): types.CardBlock => {
    const source = shown.sourceOf(position);
    const buttons = shown.offers ? pictureButtons(generation, position, shown.offers, copy) : [];
    return {
      type: 'card',
      ...(source ? { hero_image: image(generation, position, copy, source) } : {}),
      title: { type: 'mrkdwn', text: `#${position}` },
      ...(buttons.length > 0 ? { actions: buttons } : {}),
    };
  });
  return { type: 'carousel', elements: cards };
}

/** One picture, and below it what can be done with it where there are several. */
function listed(generation: Generation, position: number, copy: Copy, shown: Shown): types.KnownBlock[] {
  const source = shown.sourceOf(position);
  const isOne = generation.pictures.length === 1;
  const title = isOne ? {} : { title: plain(`#${position}`, LIMITS.altText) };
  return [
    ...(source ? [{ ...image(generation, position, copy, source), ...title }] : []),
    ...actions(isOne || !shown.offers ? [] : pictureButtons(generation, position, shown.offers, copy)),
  ];
}

function image(generation: Generation, position: number, copy: Copy, source: Source) {
  return { type: 'image' as const, alt_text: altText(generation, position, copy, LIMITS.altText), ...source };
}

/** What a person wrote, or our own words. Begins by saying that the picture is AI-made; `most` characters at most. */
export function altText(generation: Generation, position: number, copy: Copy, most: number): string {
  const written = generation.pictures.find((picture) => picture.position === position)?.altText;
  return written ? clip(written, most) : ownAltText(generation, position, copy, most);
}

/** The prompt, and always the version. */
export function ownAltText(generation: Generation, position: number, copy: Copy, most: number): string {
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
  const { pictures, count } = generation;
  const { saving, reached } = receipt;
  return [
    ...facts(generation, copy),
    ...(pictures.length < count
      ? [copy.images.fewer(pictures.length, count)]
      : pictures.length > 1
        ? [copy.pictures(pictures.length)]
        : []),
    moneyLine(receipt, copy),
    ...(saving ? [copy.result.saving(saving.drafts, saving.finish, saving.instead)] : []),
    ...(reached === null ? [] : [copy.team.warnings.own(reached, `<@${generation.userId}>`)]),
  ].join(' · ');
}

/** Which version, how it was drawn, for whom. */
export function facts(generation: Generation, copy: Copy): string[] {
  const { label, parent, model, quality, style, userId } = generation;
  return [
    parent ? copy.images.versionFrom(label ?? '1', origin(generation, copy)) : copy.images.from(label ?? '1', null),
    model,
    ...looks(generation, copy),
    ...(quality ? [qualityWord(quality, copy)] : []),
    ...(style ? [copy.styles[style]] : []),
    copy.images.by(`<@${userId}>`),
  ];
}

/** "held 4 · charged 4 · 496 left in November" */
export function moneyLine({ held, charged, estimated, left, month, period }: Receipt, copy: Copy): string {
  return `${copy.receipt.money(held, charged, estimated)} · ${copy.receipt.left(left, period === 'day' ? null : month)}`;
}

export function origin({ parent }: Generation, copy: Copy): string {
  return parent ? copy.images.from(parent.label, parent.count > 1 ? parent.picture.position : null) : '';
}

function clipped(prompt: string): string {
  return clip(prompt, LIMITS.promptShown);
}
