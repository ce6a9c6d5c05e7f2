import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type AppProcess, startScript } from '../support/processes.ts';
import { type Signal, WEBS, WORKERS } from './script.ts';

/** Longer than the queue waits for a sign of life. */
const FROZEN_MS = 13_000;
/** As a host does it: whoever is told to stop and does not is killed. */
const GRACE_MS = 10_000;
const AGAIN_MS = 200;

export interface Herd {
  /** Where a living web process listens; null while none does. */
  address(): string | null;
  strike(slot: number, signal: Signal): Promise<void>;
  readonly struck: Record<Signal, number>;
  /** Those that did not end within ten seconds of being told to. */
  readonly overdue: number;
  /** The most that one process had resident, in MB. */
  readonly mostMb: number;
  readonly logLines: string[];
  /** All are there, awake and ready. */
  whole(): Promise<void>;
  end(): Promise<void>;
}

/** Web processes in the first slots, then workers; whoever dies is followed by another at once. */
export async function startHerd(env: Record<string, string>): Promise<Herd> {
  const logLines: string[] = [];
  const slots: AppProcess[] = [];
  const addresses = new Map<AppProcess, string>();
  const ending = new Set<Promise<unknown>>();
  const struck = { SIGKILL: 0, SIGTERM: 0, SIGSTOP: 0 };
  const frozen = new Set<number>();
  const failures: unknown[] = [];
  let isOver = false;
  let overdue = 0;
  let turn = 0;
  let mostMb = 0;
  const follow = (slot: number) => {
    const one = startScript(APP, { ...env, APP_ROLE: slot < WEBS ? 'web' : 'worker' }, logLines);
    slots[slot] = one;
    one.ready.then(
      (address) => address && addresses.set(one, address),
      () => undefined,
    );
    void one.exited.then(async () => {
      addresses.delete(one);
      // it came while Postgres was away, said so and ended, as it should; a host starts it again
      await pause(AGAIN_MS);
      if (slots[slot] === one && !isOver) follow(slot);
    });
  };
  for (let slot = 0; slot < WEBS + WORKERS; slot++) follow(slot);
  const readyOne = async (slot: number): Promise<AppProcess> => {
    for (;;) {
      const one = slots[slot] as AppProcess;
      const isReady = await one.ready.then(
        () => true,
        () => false,
      );
      if (isReady && slots[slot] === one) return one;
      await pause(AGAIN_MS / 4);
    }
  };
  const later = (work: Promise<unknown>) => {
    const ended = work.catch((error) => void failures.push(error)).finally(() => ending.delete(ended));
    ending.add(ended);
  };
  return {
    struck,
    logLines,
    get overdue() {
      return overdue;
    },
    get mostMb() {
      return mostMb;
    },
    address: () => [...addresses.values()].at(turn++ % Math.max(1, addresses.size)) ?? null,
    async strike(slot, signal) {
      while (frozen.has(slot)) await pause(50);
      const one = await readyOne(slot);
      mostMb = Math.max(mostMb, residentMb(one.pid));
      struck[signal] += 1;
      if (signal === 'SIGKILL') {
        const gone = one.kill();
        follow(slot);
        return await gone;
      }
      if (signal === 'SIGTERM') {
        addresses.delete(one);
        one.signal('SIGTERM');
        const inTime = Promise.race([one.exited.then(() => true), pause(GRACE_MS, false, { ref: false })]);
        const end = async (isInTime: boolean) => {
          if (isInTime) return;
          overdue += 1;
          await one.kill();
        };
        later(inTime.then(end));
        return follow(slot);
      }
      frozen.add(slot);
      const address = addresses.get(one);
      addresses.delete(one);
      one.signal('SIGSTOP');
      later(
        pause(FROZEN_MS).then(() => {
          one.signal('SIGCONT');
          frozen.delete(slot);
          if (address) addresses.set(one, address);
        }),
      );
    },
    async whole() {
      while (ending.size > 0) await Promise.all(ending);
      if (failures.length > 0) throw failures[0];
      await Promise.all(slots.map((_, slot) => readyOne(slot)));
      for (const { pid } of slots) mostMb = Math.max(mostMb, residentMb(pid));
    },
    async end() {
      isOver = true;
      await Promise.all(slots.map((one) => one.kill()));
    },
  };
}

const APP = new URL('../support/many-teams.ts', import.meta.url);

function residentMb(pid: number): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
  } catch {
    return 0;
  }
}
