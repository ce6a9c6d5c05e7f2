import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';

const START_WITHIN_MS = 15_000;
const STOP_WITHIN_MS = 8_000;

export interface AppProcess {
  /** The web server's port; absent for a worker. */
  readonly port: number | undefined;
  /** As the host does it: a signal, time to finish what is in hand, then the end. */
  stop(): Promise<void>;
  /** At once, in the middle of anything. */
  kill(): Promise<void>;
}

/** Starts one of the app's programs as a host would, and waits until it says that it is ready. */
export async function startProcess(program: string, env: Record<string, string>, logFile: string): Promise<AppProcess> {
  const child = spawn(process.execPath, [program], {
    cwd: new URL('../../..', import.meta.url),
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl-C goes to a whole process group; who stops when is for us to say.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stderr.pipe(log, { end: false });
  const port = await ready(child, program, (line) => log.write(`${line}\n`));
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
      await ended;
      clearTimeout(patience);
    },
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function ready(child: ChildProcess, program: string, keep: (line: string) => void): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      said = `${said}${chunk}`.slice(0, 2_000);
    });
    const fail = (why: string) => {
      clearTimeout(patience);
      reject(new Error(`${program} ${why}${said && `:\n${said}`}`));
    };
    const patience = setTimeout(() => {
      child.kill('SIGKILL');
      fail('did not get ready');
    }, START_WITHIN_MS);
    child.once('error', (error) => fail(error.message));
    child.once('exit', () => fail('ended'));
    createInterface({ input: child.stdout as NodeJS.ReadableStream }).on('line', (line) => {
      keep(line);
      const entry = readLine(line);
      if (entry.msg !== 'ready') return;
      clearTimeout(patience);
      resolve(entry.port);
    });
  });
}

function readLine(line: string): { msg?: string; port?: number } {
  try {
    return JSON.parse(line) as { msg?: string; port?: number };
  } catch {
    return {};
  }
}
