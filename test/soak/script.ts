import type { Fault as PixapiFault } from '../local/pixapi/pixapi.ts';
import { chanceFrom, digest } from '../local/pixapi/random.ts';
import { faults, type Fault as SlackFault } from '../local/slack/slack.ts';

export interface SoakOptions {
  readonly seed: string;
  readonly requests: number;
  readonly kills: number;
  readonly restarts: number;
}

export type Way = 'command' | 'private' | 'mention' | 'edit' | 'press' | 'cancel';

export interface Asking {
  /** Found again by it, everywhere. */
  readonly prompt: string;
  readonly team: string;
  readonly room: number;
  readonly way: Way;
  /** How many times more Slack sends the same. */
  readonly copies: number;
  readonly pixapi: keyof typeof PIXAPI | null;
  readonly slack: keyof typeof SLACK | null;
}

/** What happens to processes once so many requests were sent. */
export type Blow =
  | { readonly after: number; readonly kind: 'kill'; readonly signal: Signal; readonly slots: readonly number[] }
  | { readonly after: number; readonly kind: 'restart'; readonly downMs: number };

export type Signal = 'SIGKILL' | 'SIGTERM' | 'SIGSTOP';

export const TEAMS = ['acme', 'beta', 'gamma'];
export const ROOMS = 60;
export const WORKERS = 4;
export const WEBS = 2;

interface OnPixapi {
  readonly to: 'submit' | 'task' | 'download';
  readonly faults: readonly PixapiFault[];
}

/** What goes wrong at Pixapi, by its name in the report. */
export const PIXAPI = {
  'reset before the work': { to: 'submit', faults: [{ reset: 'before' }] },
  'reset after the work': { to: 'submit', faults: [{ reset: 'after' }] },
  'reset after the head': { to: 'submit', faults: [{ reset: 'headers' }] },
  '500 in place of work': { to: 'submit', faults: [{ answer: { status: 500 } }] },
  // In Pixapi's own words a 500 counts as "nothing was made" and is tried again once (decision 3).
  "a gateway's 500 after the work": { to: 'submit', faults: [{ answerAfterWork: { status: 500, shape: 'html' } }] },
  '503 twice': { to: 'submit', faults: [{ answer: { status: 503 } }, { answer: { status: 503 } }] },
  '429': { to: 'submit', faults: [{ answer: { status: 429, headers: { 'retry-after': '1' } } }] },
  'answer cut in half': { to: 'submit', faults: [{ truncate: 0.5 }] },
  'answer late': { to: 'submit', faults: [{ delayMs: 2_000 }] },
  'refused by policy': { to: 'submit', faults: [{ answer: { status: 422 } }] },
  'task fails': { to: 'submit', faults: [{ task: { fails: { status: 500 } } }] },
  'task slow': { to: 'submit', faults: [{ task: { slowMs: 6_000 } }] },
  'looks at the task fail': { to: 'task', faults: [{ answer: { status: 502 } }, { reset: 'before' }] },
  'download cut': { to: 'download', faults: [{ download: { truncate: 0.5 } }, { download: { reset: true } }] },
} satisfies Record<string, OnPixapi>;

/** What goes wrong at Slack, by its name in the report. */
export const SLACK = {
  'taken, answer lost': faults.acceptThenCut(),
  'broken before': faults.reset(),
  '429': faults.rateLimited(1),
  '500': faults.status(500),
  'a page in place of JSON': faults.html(),
  slow: faults.slow(1_500),
} satisfies Record<string, SlackFault>;

/** The same seed always gives the same requests, faults and blows. */
export function writeScript({ seed, requests, kills, restarts }: SoakOptions) {
  const chance = chanceFrom(digest(seed));
  const pick = <T>(list: readonly T[]) => list[Math.floor(chance() * list.length)] as T;
  const asking = (n: number): Asking => {
    const roll = chance();
    return {
      prompt: `lighthouse number ${String(n).padStart(6, '0')}`,
      team: pick(TEAMS),
      room: Math.floor(chance() * ROOMS),
      way: wayOf(chance()),
      copies: chance() < 0.3 ? 1 + Math.floor(chance() * 3) : 0,
      pixapi: roll < 0.18 ? pick(Object.keys(PIXAPI) as (keyof typeof PIXAPI)[]) : null,
      slack: roll > 0.86 ? pick(Object.keys(SLACK) as (keyof typeof SLACK)[]) : null,
    };
  };
  const askings = Array.from({ length: requests }, (_, n) => asking(n));
  const when = () => Math.floor(chance() * requests);
  const blows: Blow[] = [];
  for (let left = kills; left > 0; ) {
    const many = Math.min(left, 1 + Math.floor(chance() * 3));
    const slots = new Set<number>();
    while (slots.size < many) slots.add(slotOf(chance));
    const roll = chance();
    const signal = roll < 0.7 ? 'SIGKILL' : roll < 0.88 ? 'SIGTERM' : 'SIGSTOP';
    blows.push({ after: when(), kind: 'kill', signal, slots: [...slots] });
    left -= many;
  }
  for (let i = 0; i < restarts; i++) blows.push({ after: when(), kind: 'restart', downMs: chance() * 1_000 });
  return { askings, blows: blows.sort((a, b) => a.after - b.after) };
}

/** Web processes, the first slots, are killed less often than workers. */
function slotOf(chance: () => number): number {
  return chance() < 0.25 ? Math.floor(chance() * WEBS) : WEBS + Math.floor(chance() * WORKERS);
}

function wayOf(roll: number): Way {
  if (roll < 0.42) return 'command';
  if (roll < 0.5) return 'private';
  if (roll < 0.7) return 'mention';
  if (roll < 0.84) return 'edit';
  return roll < 0.92 ? 'press' : 'cancel';
}
