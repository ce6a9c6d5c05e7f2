import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { until } from './until.ts';

/** A command that runs in a terminal, and whoever sits at it. */
export interface Terminal {
  /** All that was ever shown. */
  readonly screen: () => string;
  /** Waits until this is shown, after what the last one waited for. */
  sees(what: string): Promise<void>;
  types(keys: string): void;
  readonly exited: Promise<number | null>;
}

/** Through `script`, which every Debian has: a pseudo-terminal that echoes, unless the command keeps it from doing so. */
export function openTerminal(command: readonly string[], env: Record<string, string>, cwd: string): Terminal {
  const quoted = command.map((one) => `'${one}'`).join(' ');
  const child = spawn('script', ['-qefc', quoted, '/dev/null'], {
    env: { ...env, TERM: 'xterm', SHELL: '/bin/sh' },
    cwd,
  });
  let shown = '';
  let seen = 0;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += text;
  });
  return {
    screen: () => shown,
    async sees(what) {
      await until(
        () => shown.indexOf(what, seen) >= 0,
        () => `"${what}" after:\n${shown.slice(seen)}`,
      );
      seen = shown.indexOf(what, seen) + what.length;
    },
    types: (keys) => void child.stdin.write(keys),
    exited: once(child, 'exit').then(([code]: (number | null)[]) => code ?? null),
  };
}
