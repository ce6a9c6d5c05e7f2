import { parseArgs } from 'node:util';
import type { Decision } from '../../postgres/moves/outcomes.ts';

export type Asked = { readonly isJson: boolean } & (
  | { readonly what: 'list' }
  | { readonly what: Decision; readonly id: string; readonly reason: string }
);

const USAGE =
  'npm run outcomes, or npm run outcomes -- capture ID --reason "…", or npm run outcomes -- release ID --reason "…"; --json for machines.';
const LONGEST_REASON = 500;

/** What was typed after the command's name. Throws one sentence where it says nothing. */
export function readAsked(args: readonly string[]): Asked {
  const { values, positionals } = parsed(args);
  const [what, id, ...more] = positionals;
  const isJson = values.json === true;
  if (what === undefined && values.reason === undefined) return { what: 'list', isJson };
  if ((what !== 'capture' && what !== 'release') || !id || more.length > 0) throw new Error(USAGE);
  const reason = values.reason?.trim() ?? '';
  if (reason === '' || reason.length > LONGEST_REASON)
    throw new Error(
      `Say why, in at most ${LONGEST_REASON} characters: --reason "…". It stays in the workspace's audit.`,
    );
  return { what, id, reason, isJson };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: { json: { type: 'boolean' }, reason: { type: 'string' } },
      allowPositionals: true,
    });
  } catch {
    throw new Error(USAGE);
  }
}
