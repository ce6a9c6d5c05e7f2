import { readModelChoice } from './config.ts';
import { tableLines } from './pixapi/models/lines.ts';

try {
  const { table, chosen } = readModelChoice();
  process.stdout.write(`${tableLines(table, chosen, new Date()).join('\n')}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
