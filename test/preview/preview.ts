import { parseArgs } from 'node:util';
import { copyFor } from '../../src/copy/copy.ts';
import { SAMPLES } from './samples.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { language: { type: 'string', default: 'en' }, worst: { type: 'boolean', default: false } },
});

/** Prints what Slack is sent, ready for Block Kit Builder; of the samples whose name holds the given words, or of all. */
const wanted = positionals.join(' ').toLowerCase();
const samples = SAMPLES.filter(({ name }) => name.toLowerCase().includes(wanted));
for (const { name, build } of samples) {
  const { text: _, ...built } = { text: '', ...build(copyFor(values.language), values.worst ? 'worst' : 'usual') };
  console.log(`\n# ${name}\n${JSON.stringify(built, null, 2)}`);
}
if (samples.length === 0) {
  console.error(`Nothing is named so. There are:\n  ${SAMPLES.map(({ name }) => name).join('\n  ')}`);
  process.exitCode = 1;
}
