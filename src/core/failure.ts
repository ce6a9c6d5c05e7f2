import type { Refusal } from './refusal.ts';
import type { Upstream } from './upstream/upstream.ts';

/**
 * The closed table of everything that can go wrong, named for the fact.
 * - `tries`: how often a step is tried in all before it is given up (1 = never repeated by itself).
 * - `log`: how loudly the operator hears of it.
 * - `keepsHold`: the credits stay held, because Pixapi may have charged (released otherwise).
 */
export const FAILURES = {
  // for the person to solve
  prompt_too_long: { tries: 1, log: 'info', keepsHold: false },
  flag_invalid: { tries: 1, log: 'info', keepsHold: false },
  prompt_refused: { tries: 1, log: 'info', keepsHold: false },
  budget_exhausted: { tries: 1, log: 'info', keepsHold: false },
  /** Against a rule of the workspace: a channel's, who may spend, on what. */
  policy_refused: { tries: 1, log: 'info', keepsHold: false },
  /** The workspace's managers have blocked a word of it. Of such a request the words are not kept. */
  word_blocked: { tries: 1, log: 'info', keepsHold: false },
  /** Nothing is ordered in the workspace at the moment. */
  paused: { tries: 1, log: 'info', keepsHold: false },
  not_allowed: { tries: 1, log: 'info', keepsHold: false },
  image_missing: { tries: 1, log: 'info', keepsHold: false },
  image_unreadable: { tries: 1, log: 'info', keepsHold: false },
  image_too_large: { tries: 1, log: 'info', keepsHold: false },
  /** More than Pixapi takes in one order. */
  request_too_large: { tries: 1, log: 'info', keepsHold: false },
  /** Slack has the picture to start from, and does not hand it out. */
  source_failed: { tries: 4, log: 'warn', keepsHold: false },
  /** More requests of one person in a minute than are taken. */
  too_many_requests: { tries: 1, log: 'info', keepsHold: false },
  /** A free act of theirs in the same thread has not come to its end. */
  act_under_way: { tries: 1, log: 'info', keepsHold: false },
  channel_unreachable: { tries: 1, log: 'info', keepsHold: false },
  // wished for
  canceled: { tries: 1, log: 'info', keepsHold: false },
  // for time to solve
  pixapi_busy: { tries: 8, log: 'warn', keepsHold: false },
  pixapi_down: { tries: 8, log: 'warn', keepsHold: false },
  /** By a firewall in front of Pixapi, which lets nobody through for now. */
  pixapi_blocked: { tries: 8, log: 'warn', keepsHold: false },
  pixapi_faltered: { tries: 2, log: 'warn', keepsHold: false },
  /** Not a failed try: the channel has had its messages for now, and this one has a time of its own (slack/pacer.ts). */
  chat_paced: { tries: 1_000, log: 'info', keepsHold: false },
  chat_busy: { tries: 10, log: 'warn', keepsHold: false },
  chat_refused: { tries: 1, log: 'warn', keepsHold: false },
  chat_unclear: { tries: 1, log: 'warn', keepsHold: false },
  download_failed: { tries: 4, log: 'warn', keepsHold: false },
  /** Some of what was made is shown, and some can't be had yet: tried again for a day. */
  picture_missing: { tries: 8, log: 'warn', keepsHold: false },
  // for nobody to repeat unasked
  outcome_unknown: { tries: 1, log: 'warn', keepsHold: true },
  task_failed: { tries: 1, log: 'warn', keepsHold: false },
  task_vanished: { tries: 1, log: 'warn', keepsHold: true },
  task_stuck: { tries: 1, log: 'warn', keepsHold: true },
  result_malformed: { tries: 1, log: 'error', keepsHold: true },
  // for the workspace's managers to solve
  own_key_refused: { tries: 1, log: 'warn', keepsHold: false },
  own_credits_exhausted: { tries: 1, log: 'warn', keepsHold: false },
  // for the operator to solve
  request_rejected: { tries: 1, log: 'error', keepsHold: false },
  pixapi_key_refused: { tries: 1, log: 'error', keepsHold: false },
  pixapi_credits_exhausted: { tries: 1, log: 'error', keepsHold: false },
  /** Suspended, or not verified yet. */
  pixapi_account_refused: { tries: 1, log: 'error', keepsHold: false },
  pixapi_region_blocked: { tries: 1, log: 'error', keepsHold: false },
  model_missing: { tries: 1, log: 'error', keepsHold: false },
  download_refused: { tries: 1, log: 'error', keepsHold: false },
  /** The workspace's Slack takes no files, by its owners' will or for want of room. */
  uploads_disabled: { tries: 1, log: 'warn', keepsHold: false },
  storage_full: { tries: 1, log: 'warn', keepsHold: false },
  not_installed: { tries: 1, log: 'error', keepsHold: false },
  /** A token or key in the database that this process can't open: sealed for another, or by a key that it was not given. */
  secret_unreadable: { tries: 1, log: 'error', keepsHold: false },
  /** Every process that took it up died with it in its hands. */
  crashed: { tries: 1, log: 'error', keepsHold: false },
  /** The database fell silent while it was committing: it may have been stored. */
  commit_unclear: { tries: 4, log: 'error', keepsHold: false },
  internal: { tries: 4, log: 'error', keepsHold: false },
} as const satisfies Record<string, { tries: number; log: 'info' | 'warn' | 'error'; keepsHold: boolean }>;

export type FailureCode = keyof typeof FAILURES;

interface FailureOptions {
  readonly cause?: unknown;
  readonly detail?: string;
  readonly retryAfterMs?: number;
  readonly requestId?: string;
  readonly refusal?: Refusal;
  readonly upstream?: Upstream;
  readonly asked?: boolean;
}

/** An error with a code from the table. `message` and `cause` are for the operator and never reach a person. */
export class Failure extends Error {
  readonly code: FailureCode;
  /** The earliest sensible time for another try, when the other side named one (ms). */
  readonly retryAfterMs: number | undefined;
  /** Pixapi's or Slack's own id of the failed call, to quote to their support. */
  readonly requestId: string | undefined;
  /** Of `prompt_refused`: which rule it looks like. */
  readonly refusal: Refusal | undefined;
  /** Whose own trouble it is, whoever asks and for whatever: no answer, or a 5xx. */
  readonly upstream: Upstream | undefined;
  /** False: nobody was asked, since nobody is to ask before `retryAfterMs` are over. */
  readonly asked: boolean;

  constructor(code: FailureCode, options: FailureOptions = {}) {
    super(options.detail ? `${code}: ${options.detail}` : code, { cause: options.cause });
    this.name = 'Failure';
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
    this.requestId = options.requestId;
    this.refusal = options.refusal;
    this.upstream = options.upstream;
    this.asked = options.asked ?? true;
  }
}

/** The failure that `error` is, or `internal` with it as the cause. */
export function toFailure(error: unknown): Failure {
  return error instanceof Failure ? error : new Failure('internal', { cause: error });
}
