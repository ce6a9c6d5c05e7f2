import { toFailure } from '../core/failure.ts';
import type { Log } from '../core/making/chat.ts';

const EVERY_MS = 24 * 3_600_000;

/** Lets `clear` delete what is too old to be needed: at once, and then each day. Several workers at it do no harm. */
export function startClearing({ clear, log }: { readonly clear: () => Promise<number>; readonly log: Log }): {
  stop(): void;
} {
  const run = () => {
    clear().then(
      (rows) => rows > 0 && log.note('cleared', { rows }),
      (error) => log.failure(toFailure(error), { at: 'clear' }),
    );
  };
  run();
  const timer = setInterval(run, EVERY_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
