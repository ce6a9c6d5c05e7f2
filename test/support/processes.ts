import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import type { Overrides } from '../../src/overrides.ts';
import { environment } from './environment.ts';
import type { Imagine } from './imagine.ts';

/** The app in a process of its own, as production starts it. */
export interface AppProcess {
  /** The web server's address; null for a worker. Rejects when the process ends before it is ready. */
  readonly ready: Promise<string | null>;
  /** Ends with the exit code; null when a signal ended it. */
  readonly exited: Promise<number | null>;
  readonly logLines: string[];
  readonly pid: number;
  signal(name: NodeJS.Signals): void;
  /** `kill -9`, and waits until it is gone. */
  kill(): Promise<void>;
}

const QUICK: Overrides = {
  logger: createLogger('silent'),
  pollDelay: () => 15,
  waitScale: 0.05,
  watchMs: 40,
};

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** What Node has compiled once, it need not compile for every process that tests start. */
export const COMPILED = join(tmpdir(), 'imagine-test-compiled');

/** Starts `node src/web.ts`, `worker.ts` or `start.ts` in `cwd` with this environment and nothing else of ours. */
export function startProcess(role: 'web' | 'worker' | 'start', env: Record<string, string>, cwd?: string): AppProcess {
  return startScript(new URL(`../../src/${role}.ts`, import.meta.url), env, [], cwd);
}

/** The same for another script that runs the app; its log goes to `logLines`. */
export function startScript(script: URL, env: Record<string, string>, logLines: string[], cwd?: string): AppProcess {
  const entry = fileURLToPath(script);
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    cwd,
  });
  alive.add(child);
  const exited = once(child, 'exit').then(([code]: (number | null)[]) => {
    alive.delete(child);
    return code ?? null;
  });
  const ready = new Promise<string | null>((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      logLines.push(line);
      const port = portOf(line);
      if (port !== undefined) resolve(port === null ? null : `http://127.0.0.1:${port}`);
    });
    createInterface(child.stderr).on('line', (line) => void logLines.push(line));
    exited.then(
      () => reject(new Error(`${entry} ended before it was ready:\n${logLines.slice(-20).join('\n')}`)),
      reject,
    );
  });
  // a process may be killed on purpose while it starts
  ready.catch(() => undefined);
  return {
    ready,
    exited,
    logLines,
    pid: child.pid ?? 0,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

/** More of one app, all of which ends with `close`. */
export interface Processes {
  /** As production starts it, once it is ready. */
  start(role: 'web' | 'worker'): Promise<AppProcess>;
  /** A worker in this process instead, in more haste than production's. */
  startHere(overrides?: Overrides): Promise<{ close(): Promise<void> }>;
  /** `kill -9`, and its jobs are silent at once (`silence`). */
  kill(worker: AppProcess): Promise<void>;
  close(): Promise<void>;
}

/** More of the app beside `imagine`, on the same database. */
export function openProcesses(imagine: Imagine, env: Record<string, string> = {}): Processes {
  let started: AppProcess[] = [];
  const here = new Set<() => Promise<void>>();
  return {
    async startHere(overrides) {
      const { close: end } = await compose(imagine.config, ['worker'], { ...QUICK, ...overrides });
      const close = async () => void (here.delete(close) && (await end()));
      here.add(close);
      return { close };
    },
    async start(role) {
      const one = startProcess(role, environment(imagine.databaseUrl, imagine.slack, imagine.pixapi, env));
      started.push(one);
      await one.ready;
      return one;
    },
    async kill(worker) {
      await worker.kill();
      await silence(imagine);
    },
    async close() {
      await Promise.all([...started.map((one) => one.kill()), ...[...here].map((close) => close())]);
      started = [];
    },
  };
}

/**
 * As if nobody had heard for a minute of whoever holds jobs now: the queue's next look, a second away at most, gives them to
 * another. pg-boss takes no heartbeat under ten seconds, so the last ones are moved back instead. Only for the dead and the
 * frozen: a living worker would lose its jobs too. Answers the jobs' ids.
 */
export async function silence({ query }: Pick<Imagine, 'query'>): Promise<string[]> {
  const jobs = await query<{ id: string }>(
    `update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active' returning id`,
  );
  return jobs.map(({ id }) => id);
}

/** undefined: not the line that says "ready". */
export function portOf(line: string): number | null | undefined {
  if (!line.includes('"msg":"ready"')) return undefined;
  return (JSON.parse(line) as { port?: number }).port ?? null;
}
