import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';

/** What `.env` says already. */
export function readEnvFile(path: string): Record<string, string> {
  return existsSync(path)
    ? Object.fromEntries(
        Object.entries(parseEnv(readFileSync(path, 'utf8'))).map(([name, value]) => [name, value ?? '']),
      )
    : {};
}

/** Sets these in the file, leaves every other line as it is, and lets nobody else read it. Whole or not at all. */
export function writeEnvFile(path: string, values: Readonly<Record<string, string>>): void {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const kept = before.split('\n').filter((line) => !Object.hasOwn(values, nameOf(line)));
  while (kept.at(-1) === '') kept.pop();
  const set = Object.entries(values).map(([name, value]) => `${name}=${quoted(value)}`);
  const making = `${path}.making`;
  writeFileSync(making, `${[...kept, ...set].join('\n')}\n`, { mode: 0o600 });
  chmodSync(making, 0o600);
  renameSync(making, path);
}

function nameOf(line: string): string {
  return /^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=/.exec(line)?.[1] ?? '';
}

const quoted = (value: string) => (/^[\w@%+=:,./-]*$/.test(value) ? value : `'${value.replaceAll("'", '')}'`);
