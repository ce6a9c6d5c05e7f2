import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import type { LocalSlack } from '../local/slack/slack.ts';
import { type Imagine, type ImagineOptions, startImagine } from './imagine.ts';

export interface JourneyOptions extends ImagineOptions {
  /** What the local Slack is set to before each test. */
  readonly slack?: Parameters<LocalSlack['set']>[0];
  /** What must be true after each test, before everything is emptied. */
  readonly after?: (imagine: Imagine) => unknown;
}

/**
 * The opening of a file of journeys: the whole app, emptied after each test, with a complaint about what the test left
 * behind. Files that ask for nothing special share one app in each of vitest's workers; the others start one of their own.
 */
export function journey({ slack, after, ...options }: JourneyOptions = {}): Imagine {
  const isShared = Object.keys(options).length === 0;
  const set = isShared ? { processingMs: 0, ...slack } : slack;
  let running: Imagine | undefined;
  beforeAll(async () => {
    running = isShared ? await sharedApp() : await startImagine(options);
  });
  beforeEach(() => {
    if (set) running?.slack.set(set);
  });
  afterEach(async () => {
    try {
      if (running) await after?.(running);
    } finally {
      await running?.reset();
    }
  });
  if (!isShared) afterAll(() => running?.close());
  return new Proxy({} as Imagine, {
    get(_, name) {
      if (!running) throw new Error(`imagine.${String(name)} is asked for before the first test`);
      return Reflect.get(running, name);
    },
  });
}

let shared: Promise<Imagine> | undefined;
/** How far the shared app's idea of what it knows of people is ahead: each file finds it knowing nothing. */
let aheadMs = 0;
const LONG_MS = 3_600_000;

function sharedApp(): Promise<Imagine> {
  aheadMs += LONG_MS;
  shared ??= startImagine({ overrides: { waitScale: 0, lineMs: 250, knownNow: () => Date.now() + aheadMs } });
  return shared;
}
