import type { EventEmitter } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

/** A connection that lives as long as the server does. */
interface Held extends Pick<EventEmitter, 'once'> {
  end(): Promise<void>;
}

export interface Keeping<Client extends Held> {
  readonly held: Client;
  /** One try to have the server back; null: it failed. */
  readonly revive: () => Promise<Client | null>;
  /** How long it waits before each try; there are no more of them than there are pauses. */
  readonly pausesMs?: readonly number[];
  readonly now?: () => number;
}

export interface Kept {
  /** Told of each death, and of each return. */
  told: ((what: 'died' | 'is back') => void) | null;
  /** Settles when all tries are used up. */
  readonly lost: Promise<void>;
  /** Nothing is started any more, and the connection ends. */
  stop(): Promise<void>;
}

const PAUSES_MS = [250, 1_000, 2_000, 5_000];
/** One that ran so long has all its tries again. */
const WELL_AFTER_MS = 10 * 60_000;

/** Has a server back that dies while it is needed. */
export function keepRunning<Client extends Held>({
  held: first,
  revive,
  pausesMs = PAUSES_MS,
  now = () => performance.now(),
}: Keeping<Client>): Kept {
  const stopping = new AbortController();
  const { promise: lost, resolve: lose } = Promise.withResolvers<void>();
  let held = first;
  let tries = 0;
  let reviving: Promise<void> = Promise.resolve();

  const watch = (client: Client) => {
    held = client;
    const since = now();
    client.once('end', () => {
      if (stopping.signal.aborted) return;
      if (now() - since >= WELL_AFTER_MS) tries = 0;
      kept.told?.('died');
      reviving = again();
    });
  };
  const again = async (): Promise<void> => {
    for (let pause = pausesMs[tries++]; pause !== undefined; pause = pausesMs[tries++]) {
      await delay(pause, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      const client = await revive().catch(() => null);
      if (client) {
        kept.told?.('is back');
        return watch(client);
      }
    }
    lose();
  };
  const kept: Kept = {
    told: null,
    lost,
    async stop() {
      stopping.abort();
      await reviving;
      await held.end().catch(() => undefined);
    },
  };
  watch(first);
  return kept;
}
