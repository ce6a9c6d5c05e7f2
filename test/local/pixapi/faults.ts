import type { ErrorShape, ErrorSpec } from './errors.ts';

/** Which requests a script of faults is for. A string `prompt` is searched for inside the prompt of the request, task or picture. */
export type FaultMatch =
  | {
      to: 'submit' | 'generations' | 'edits';
      mode?: 'sync' | 'async';
      form?: 'json' | 'multipart';
      model?: string;
      prompt?: string | RegExp;
    }
  | { to: 'task'; taskId?: string; prompt?: string | RegExp }
  | { to: 'models' }
  | { to: 'download'; taskId?: string; index?: number; prompt?: string | RegExp };

export type Fault =
  | { pass: true }
  /** From here on every matching request; counts as used once it happened. */
  | { forever: SingleFault }
  /** Several for one request. */
  | { all: SingleFault[] }
  | SingleFault;

export type SingleFault = ReplyFault | SubmitFault | { download: DownloadFault };

/** What goes wrong with one answer of the API. */
type ReplyFault =
  /** An error in place of any work. */
  | { answer: ErrorSpec }
  /** `before`: nothing was done. `after`: the work exists and will be charged. `headers`: as after, once the head was sent. */
  | { reset: 'before' | 'after' | 'headers' }
  /** The answer comes late (`Infinity`: never), the work does not. With `thenWork: false`: nothing is done, and at the end the line is cut. */
  | { delayMs: number; thenWork?: boolean }
  /** The share of the body that arrives before the line is cut. */
  | { truncate: number }
  | { badJson: true }
  | { contentType: string }
  | { status: number }
  /** This body in place of the real one. `work: false`: and nothing is done. */
  | { body: unknown; status?: number; work?: boolean }
  /** In place of the real body one that begins so, and goes on with the same letters until it has this many bytes. */
  | { swollen: { begins?: string; repeats: string; bytes: number } };

/** What goes wrong with a submit, or with the work that it creates. */
type SubmitFault =
  /** The work exists and will be charged, yet this error is answered. */
  | { answerAfterWork: ErrorSpec }
  | { submitId: 'absent' | 'empty' | 'task_id' | 'data.id' | 'same-as-last' }
  | { task: TaskFault }
  | { result: ResultFault }
  | { cost: CostReport & { charged?: number } };

/** What becomes of an asynchronous task. */
export type TaskFault =
  | { stuck: true }
  | { slowMs: number }
  | { vanished: true }
  | { missingPolls: number }
  /** `charged`: the exception some models' rules allow. An `empty` shape is a failure that says nothing, `html` one that quotes a gateway page. */
  | { fails: TaskError; where?: 'error' | 'result.error' | 'message' | 'fail_reason'; charged?: boolean }
  /** Other words than Pixapi's; `active` is walked through poll by poll and its last word stays. */
  | { words: { active?: string[]; done?: string; failed?: string } }
  /** Shown poll by poll while active; the last one stays. `undefined` leaves the field out. */
  | { progress: unknown[] };

export type TaskError = Omit<ErrorSpec, 'headers' | 'status'> & { status?: number; shape?: ErrorShape };

/** How finished work is written down; it is the same in a sync body and in `result` of a task. */
export type ResultFault =
  | { url: string }
  | {
      data:
        | 'absent'
        | 'empty'
        | 'revised-prompt-only'
        | 'entries-without-picture'
        | 'object'
        | 'object-with-urls'
        | 'urls';
    }
  /** How many pictures were made (and are charged), whatever `n` said. */
  | { pictures: number }
  | { b64: 'plain' | 'data-url' | 'both' | 'garbage' }
  | { created: 'absent' | 'string' | 'milliseconds' }
  | { extension: string }
  /** The older envelope: `code`, `message`, `data.url`; a code other than 0 is an error inside a 200. */
  | { legacyCode: number }
  /** An `error` beside everything else, inside a 200 or a completed task. */
  | { error: TaskError };

/** How one picture is served. Scripted on a submit it stays with its pictures; on a download it is for that download alone. */
export type DownloadFault =
  | { status: number }
  | { redirect: string }
  /** `hops: Infinity` is a loop. */
  | { hops: number }
  | { html: true }
  | { empty: true }
  /** The line is cut at this share of the bytes. */
  | { truncate: number }
  /** A whole answer that holds this share of the picture's bytes. */
  | { cutPicture: number }
  /** Begins like a PNG and goes on. `declared`: with a content-length that says so. */
  | { hugeMb: number; declared?: boolean }
  /** The picture in sixteen pieces, with this pause before each. */
  | { dripMs: number }
  | { contentType: string }
  /** This picture in place of its own. */
  | { serves: Uint8Array }
  | { reset: true };

/** Where the cost stands in a body. `documented`: `costCredits` in sync bodies, `credits_cost` in tasks. */
export interface CostReport {
  field?: 'documented' | 'absent' | 'costCredits' | 'credits_cost' | 'cost_credits';
  in?: 'top' | 'result' | 'usage';
  /** Says this instead of what is charged. */
  value?: unknown;
}

type KeysOf<F> = F extends unknown ? keyof F & string : never;

/** The first fault of the kind that has this key. */
export function pick<F extends object, K extends KeysOf<F>>(
  faults: readonly F[],
  key: K,
): Extract<F, Record<K, unknown>> | undefined {
  return faults.find((fault): fault is Extract<F, Record<K, unknown>> => key in fault);
}
