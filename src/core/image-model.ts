import type { Failure } from './failure.ts';
import type { OwnKey } from './team/pixapi-keys.ts';

/** A model's own word for how well it draws; `DRAFT` and `FINAL` stand for the first and the last of them, whatever they are. */
export type Quality = string;
export const DRAFT: Quality = 'draft';
export const FINAL: Quality = 'final';

/** `WIDTHxHEIGHT` in px, or `auto`. */
export type Size = string;

/** A model as people may ask for it: what it can draw and what one picture costs. */
export interface ImageModel {
  readonly id: string;
  /** The sizes it draws; `any` = every size that passes `sizeProblem`. */
  readonly sizes: readonly Size[] | 'any';
  /** From the cheapest on. Empty: the model takes no quality and none may be sent. */
  readonly qualities: readonly Quality[];
  /** Credits for one picture. `quality` is null for models without qualities. */
  credits(size: Size, quality: Quality | null): number;
  /**
   * The day (UTC, YYYY-MM-DD) from which the model is expected to be gone, and what stands in for it; without a
   * quality, in the successor's first.
   */
  readonly retires?: Retirement | undefined;
}

export interface Retirement {
  readonly on: string;
  readonly successor?: string | undefined;
  readonly quality?: Quality | undefined;
  /** The operator named the day: it holds, whatever Pixapi says. */
  readonly isOperators?: boolean;
}

/** The model's own word for what was asked; null: it has none for that. */
export function qualityOf({ qualities }: Pick<ImageModel, 'qualities'>, asked: Quality): Quality | null {
  if (qualities.includes(asked)) return asked;
  if (asked === DRAFT) return qualities[0] ?? null;
  return asked === FINAL ? (qualities.at(-1) ?? null) : null;
}

/** A picture to start from: Pixapi fetches a URL itself; bytes go as multipart. */
export type SourceImage =
  | { readonly url: string }
  | { readonly bytes: Uint8Array; readonly mimetype: 'image/png' | 'image/jpeg' };

/** What is ordered from Pixapi. No `sources`: a generation; otherwise an edit. URLs and bytes are never mixed. */
export interface ImageOrder {
  readonly model: string;
  readonly prompt: string;
  readonly size: Size;
  readonly quality: Quality | null;
  readonly count: number;
  readonly sources: readonly SourceImage[];
}

/** One made picture: normally a URL at Pixapi, bytes where Pixapi sent base64. */
export type MadePicture = { readonly url: string } | { readonly bytes: Uint8Array };

/** As Pixapi says: perhaps more pictures than were ordered. `credits` is what it reported, null when it reported nothing. */
export interface Made {
  readonly state: 'made';
  readonly pictures: readonly MadePicture[];
  readonly credits: number | null;
}

export type SubmitAnswer = { readonly state: 'submitted'; readonly taskId: string } | Made;

/** `active` also for any status word we do not know. */
export type TaskReading = { readonly state: 'active' } | Made | { readonly state: 'failed'; readonly failure: Failure };

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp' | 'image/gif' | 'image/avif';

export interface DownloadedPicture {
  readonly bytes: Uint8Array;
  readonly mimetype: PictureType;
}

/** A picture that is still coming: its head is in order, and its length is known. */
export interface PassingPicture {
  readonly mimetype: PictureType;
  /** In px. */
  readonly width: number;
  readonly height: number;
  readonly length: number;
  /** Each piece once. They end with `download_failed` where the picture breaks off, before its last piece is given out. */
  readonly pieces: AsyncIterable<Uint8Array>;
  /** Gives up what has not come yet, and its connection with it: for whoever fetched it, whatever became of it. */
  drop(): void;
}

/** What draws pictures. Every failure is a `Failure`; which codes, stands at each method. */
export interface ImageMaker {
  /**
   * Orders pictures; another call goes out only after one that surely ordered nothing.
   * `pixapi_busy`, `pixapi_down`, `pixapi_faltered`: surely not made, may be tried again.
   * `outcome_unknown`: the order left this machine and no clear answer came; never repeat it unasked.
   * `own`: the workspace's key that pays; null: the deployment's.
   * `prompt_refused`, `request_rejected`, `image_unreadable`, `pixapi_key_refused`, `pixapi_credits_exhausted`,
   * `model_missing`, `result_malformed`.
   */
  submit(order: ImageOrder, signal: AbortSignal, own: OwnKey | null): Promise<SubmitAnswer>;
  /**
   * Reads a task once, by the key that ordered it. `pixapi_busy`, `pixapi_down`: read again. `task_vanished`: Pixapi does not know it (404).
   * `result_malformed`: its answer is larger or deeper than one with pictures can be.
   */
  readTask(taskId: string, signal: AbortSignal, own: OwnKey | null): Promise<TaskReading>;
  /** Fetches a made picture through the guard. `download_failed`: try again; `download_refused`: the address or content is not allowed. */
  download(url: string, signal: AbortSignal): Promise<DownloadedPicture>;
  /** The same, as it comes, where that can be passed on: a PNG or JPEG whose length and head are known. A small one is read whole. */
  pass(url: string, signal: AbortSignal): Promise<DownloadedPicture | PassingPicture>;
}
