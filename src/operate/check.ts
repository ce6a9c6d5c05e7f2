/** What a check found. `todo` says what mends it. */
export interface Finding {
  readonly level: 'ok' | 'warning' | 'wrong';
  readonly says: string;
  readonly todo?: string;
}

export type Env = Readonly<Record<string, string | undefined>>;

export interface Check {
  readonly name: string;
  /** null: nothing to look at here. */
  readonly run: (env: Env) => Promise<Finding | null>;
}

export const ok = (says: string): Finding => ({ level: 'ok', says });
export const warning = (says: string, todo: string): Finding => ({ level: 'warning', says, todo });
export const wrong = (says: string, todo: string): Finding => ({ level: 'wrong', says, todo });

export interface Result extends Finding {
  readonly name: string;
}

/** All of them, one after the other; a check that fails itself is a finding. */
export async function runChecks(checks: readonly Check[], env: Env): Promise<Result[]> {
  const results: Result[] = [];
  for (const { name, run } of checks) {
    const finding = await run(env).catch((error: unknown) =>
      wrong(`could not be checked: ${error instanceof Error ? error.message : String(error)}`, 'run it again'),
    );
    if (finding) results.push({ name, ...finding });
  }
  return results;
}

const SIGNS = { ok: '✓', warning: '!', wrong: '✗' } as const;

export function lineOf({ name, level, says, todo }: Result): string {
  return `${SIGNS[level]} ${name}: ${says}${todo ? `\n    → ${todo}` : ''}`;
}
