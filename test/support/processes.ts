import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

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

const alive = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of alive) child.kill('SIGKILL');
});

/** Starts `node src/web.ts` or `node src/worker.ts` with this environment and nothing else of ours. */
export function startProcess(role: 'web' | 'worker', env: Record<string, string>): AppProcess {
  const entry = fileURLToPath(new URL(`../../src/${role}.ts`, import.meta.url));
  const child = spawn(process.execPath, [entry], {
    env: { PATH: process.env.PATH, LOG_LEVEL: 'info', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const logLines: string[] = [];
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
    exited.then(() => reject(new Error(`${role} ended before it was ready:\n${logLines.join('\n')}`)), reject);
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

/** undefined: not the line that says "ready". */
function portOf(line: string): number | null | undefined {
  if (!line.includes('"msg":"ready"')) return undefined;
  return (JSON.parse(line) as { port?: number }).port ?? null;
}
