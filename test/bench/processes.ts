import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A Node process of its own, up and ready. */
export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  /** From the spawn to its word that it is ready. */
  readonly startMs: number;
  /** Where it listens, if it said a port. */
  readonly url: string;
  /** What it said when it was ready: a line of the app's log, or a message of one of ours. */
  readonly ready: Record<string, unknown>;
  /** Lines of its log that tell of a failure. */
  readonly failures: string[];
  end(signal?: NodeJS.Signals): Promise<void>;
}

/** The flags of node with which package.json starts this script. */
function flagsOf(script: URL): string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const command = Object.values<string>(scripts).find((one) => script.pathname.endsWith(one.split(' ').at(-1) ?? ''));
  return command?.split(' ').slice(1, -1) ?? [];
}

const LONGEST_START_MS = 20_000;

/** Starts a script with this environment and nothing of ours, and waits until it says that it is ready. */
export async function startProcess(script: URL, env: Record<string, string> = {}): Promise<Running> {
  const started = performance.now();
  const child = spawn(process.execPath, [...flagsOf(script), fileURLToPath(script)], {
    env: { PATH: process.env.PATH ?? '', ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const failures: string[] = [];
  const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`${script.pathname} was not ready in time`));
    }, LONGEST_START_MS);
    const isReady = (said: Record<string, unknown>) => {
      clearTimeout(late);
      resolve(said);
    };
    child.once('message', (message) => isReady(message as Record<string, unknown>));
    child.once('exit', (code) => reject(new Error(`${script.pathname} ended with ${code}`)));
    if (child.stdout)
      createInterface(child.stdout).on('line', (line) => {
        if (line.includes('"msg":"ready"')) isReady(JSON.parse(line));
        if (line.includes('"msg":"failure"')) failures.push(line);
      });
  });
  return {
    child,
    pid: child.pid ?? 0,
    startMs: performance.now() - started,
    url: `http://127.0.0.1:${ready.port}`,
    ready,
    failures,
    async end(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    },
  };
}

/** Resident memory of a process in MB; NaN where the system has no /proc. */
export function residentMb(pid: number): number {
  try {
    const kb = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kb) / 1_024;
  } catch {
    return Number.NaN;
  }
}

const TICK_MS = 10;

/** Processor time that a process has had, in its own code and in the system's, in ms; NaN where the system has no /proc. */
export function processorMs(pid: number): number {
  try {
    const [, after = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
    const fields = after.split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  } catch {
    return Number.NaN;
  }
}
