import { newKey, openAccount } from './accounts.ts';
import { onApiRequest } from './api.ts';
import { onCdnRequest } from './cdn.ts';
import type { Fault, FaultMatch } from './faults.ts';
import { carriesKey, isSubmit, type JournalEntry } from './journal.ts';
import { listen } from './listener.ts';
import { DEFAULTS, type Settings } from './settings.ts';
import type { Bill } from './works.ts';
import { newWorld, type Urls } from './world.ts';

export type { Fault, FaultMatch } from './faults.ts';
export type { JournalEntry } from './journal.ts';

export interface LocalPixapiOptions extends Partial<Settings> {
  port?: number;
  cdnPort?: number;
}

export interface LocalPixapi {
  url: string;
  cdnUrl: string;
  /** For the list of hosts that pictures may be downloaded from. */
  cdnHost: string;
  key: string;
  /** Every request to either server, in the order of arrival. */
  journal: JournalEntry[];
  /** The POSTs that were answered 2xx, or made work whatever was answered. */
  submits(): JournalEntry[];
  /** Requests to the CDN that carried a key. */
  leaks(): JournalEntry[];
  /** Every charge there was. */
  billed(): Bill[];
  /** What an account has left; the first one's if absent. */
  balance(which?: string): number;
  /** Works not finished: tasks, and synchronous calls still being made. */
  inFlight(): number;
  maxInFlight(): number;
  /** The first matching request meets the first fault, the next the second; after the last all is well. */
  fault(match: FaultMatch, ...faults: Fault[]): void;
  /** Faults that no request met. */
  unusedFaults(): string[];
  set(settings: Partial<Settings>): void;
  /** From now on, or from a moment on, the model is not found. */
  retire(model: string, from?: Date): void;
  /** A second customer, with tasks and a balance of its own. */
  openAccount(balance?: number): string;
  revoke(key?: string): void;
  /** Moves the simulator's clock: tasks get done, delays end. */
  advance(ms: number): void;
  /** All picture addresses given out so far answer 403. */
  expireUrls(): void;
  /** The API refuses connections, until `up`. The CDN goes on. */
  down(): Promise<void>;
  up(): Promise<void>;
  /** As if just started, on the same ports and with the same key: settings, clock and accounts too. */
  reset(): void;
  close(): Promise<void>;
}

/** A stand-in for Pixapi on this machine: an API and, on a port of its own, the CDN its pictures come from. */
export async function startPixapi(options: LocalPixapiOptions = {}): Promise<LocalPixapi> {
  const { port = 0, cdnPort = 0, ...chosen } = options;
  const asStarted = () => ({ ...DEFAULTS, ...chosen });
  const journal: JournalEntry[] = [];
  const key = newKey();
  const api = await listen(port, (request, response) => onApiRequest(world, journal, request, response));
  const cdn = await listen(cdnPort, (request, response) => onCdnRequest(world, journal, request, response));
  const urls: Urls = { api: `http://127.0.0.1:${api.port}`, cdn: `http://127.0.0.1:${cdn.port}` };
  let world = newWorld(urls, asStarted(), key);
  const owner = () => world.accounts.get(key) ?? openAccount(key, 0);

  return {
    url: urls.api,
    cdnUrl: urls.cdn,
    cdnHost: `127.0.0.1:${cdn.port}`,
    key,
    journal,
    submits: () => journal.filter(isSubmit),
    leaks: () => journal.filter((entry) => entry.server === 'cdn' && carriesKey(entry)),
    billed() {
      world.works.settle();
      return [...world.works.bills];
    },
    balance(which = key) {
      world.works.settle();
      return which === key ? owner().balance : (world.accounts.get(which)?.balance ?? 0);
    },
    inFlight: () => world.works.inFlight,
    maxInFlight: () => world.works.maxInFlight,
    fault: (match, ...faults) => world.script.add(match, faults),
    unusedFaults: () => world.script.unused(),
    set(settings) {
      Object.assign(world.settings, settings);
      if (settings.balance !== undefined) owner().balance = settings.balance;
    },
    retire: (model, from) => void world.retired.set(model, from?.getTime() ?? 0),
    openAccount(balance = Number.POSITIVE_INFINITY) {
      const account = openAccount(newKey(), balance);
      world.accounts.set(account.key, account);
      return account.key;
    },
    revoke(which = key) {
      const account = world.accounts.get(which);
      if (!account) throw new Error('No such key to revoke');
      account.revoked = true;
    },
    advance: (ms) => world.clock.advance(ms),
    expireUrls() {
      world.works.settle();
      world.pictures.expireAll();
    },
    down: api.stop,
    up: api.start,
    reset() {
      world.clock.wakeEveryone();
      journal.length = 0;
      world = newWorld(urls, asStarted(), key);
    },
    async close() {
      world.clock.wakeEveryone();
      await Promise.all([api.stop(), cdn.stop()]);
    },
  };
}
