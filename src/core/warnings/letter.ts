import type { Forecast } from './forecast.ts';
import type { Share } from './warning.ts';

/** Why requests came to nothing, as far apart as a letter tells them. */
export const REFUSAL_CLASSES = [
  'policy',
  'budget',
  'not_allowed',
  'unreadable',
  'pictures',
  'pixapi',
  'slack',
  'other',
] as const;
export type RefusalClass = (typeof REFUSAL_CLASSES)[number];

export interface Counted<Name extends string = string> {
  readonly name: Name;
  readonly count: number;
}

export interface ChannelShare extends Share {
  /** One free word by which it is charged back; null: none. */
  readonly tag: string | null;
}

/** What a workspace did with one budget month. Credits are captured ones. */
export interface Letter {
  /** First day of the month it is about, and of the one that has begun, YYYY-MM-DD. */
  readonly month: string;
  readonly next: string;
  readonly spent: number;
  /** Of that month; null: unlimited. */
  readonly budget: number | null;
  readonly requests: number;
  readonly pictures: number;
  readonly savedByDrafts: number;
  /** Dearest first. Direct messages have `id` `direct`. */
  readonly channels: readonly ChannelShare[];
  /** How many channels are not listed. */
  readonly moreChannels: number;
  /** By tag, dearest first. */
  readonly tags: readonly Share[];
  /** Most frequent first. */
  readonly refusals: readonly Counted<RefusalClass>[];
  readonly styles: readonly Counted[];
  /** Of the month that has begun, at the pace of the last one. */
  readonly forecast: Forecast;
}

export const DIRECT = 'direct';
