import { readEnvironment } from '../config.ts';
import { lineOf, runChecks } from './check.ts';
import { CHECKS } from './checks.ts';

/** Looks at everything without spending a credit, and says what is wrong and what to do. Ends with 1 where something is wrong. */
const results = await runChecks(CHECKS, readEnvironment());
const isWell = results.every(({ level }) => level !== 'wrong');
process.stdout.write(
  process.argv.includes('--json')
    ? `${JSON.stringify({ ok: isWell, checks: results }, null, 2)}\n`
    : `${results.map(lineOf).join('\n')}\n\n${isWell ? 'All is well.' : 'Something is wrong: see the arrows above.'}\n`,
);
process.exitCode = isWell ? 0 : 1;
