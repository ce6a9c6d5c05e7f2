import { type Account, openAccount } from './accounts.ts';
import { type Clock, startClock } from './clock.ts';
import { Pictures } from './pictures.ts';
import { Script } from './script.ts';
import type { Settings } from './settings.ts';
import { Works } from './works.ts';

export interface Urls {
  api: string;
  cdn: string;
}

/** All that changes while the simulator runs. A reset makes a new one; requests still open end in the old. */
export interface World {
  urls: Urls;
  settings: Settings;
  clock: Clock;
  script: Script;
  accounts: Map<string, Account>;
  pictures: Pictures;
  works: Works;
  /** Model ids and the moment from which they are gone. */
  retired: Map<string, number>;
}

export function isRetired({ retired, clock }: World, model: string): boolean {
  return (retired.get(model) ?? Number.POSITIVE_INFINITY) <= clock.now();
}

export function newWorld(urls: Urls, settings: Settings, key: string): World {
  const clock = startClock();
  const pictures = new Pictures(settings);
  return {
    urls,
    settings,
    clock,
    pictures,
    script: new Script(),
    accounts: new Map([[key, openAccount(key, settings.balance)]]),
    works: new Works(settings, pictures, clock.now),
    retired: new Map(),
  };
}
