import { relative } from 'node:path';
import { findFaults, readAccounts } from './accounts.ts';
import { readChannel } from './channel.ts';
import type { Environment } from './environment.ts';
import { savePictures } from './pictures.ts';
import { type DemoOptions, type Running, run } from './running.ts';
import { createStage } from './stage.ts';
import { type Expected, playCrash, playStory } from './story.ts';

/** Plays the story, prints it and what is left of it; ends with 1 where anything is not as it must be. */
export function tellStory(options: DemoOptions): Running {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1_000).toFixed(1);
  console.log('Starting Postgres, a local Slack, a local Pixapi, and the app itself (web and worker) …');
  return run({ keep: options.keep }, async (environment) => {
    console.log(`Ready after ${seconds()} s. Nothing leaves this machine: the local Pixapi draws patterns
with the prompt written on them, and frames the picture that an edit starts from.\n`);
    return await tell(environment, options, seconds);
  });
}

async function tell(environment: Environment, options: DemoOptions, seconds: () => string): Promise<number> {
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
  if (options.keep) console.log(`Kept: ${environment.kept}`);
  else console.log('Click through it yourself: npm run demo, in a terminal.');
  return 0;
}

function indented(lines: readonly string[]): string {
  return lines.map((line) => `  ${line}`).join('\n');
}

function shown(folder: string): string {
  const short = relative(process.cwd(), folder);
  return short === '' || short.startsWith('..') ? folder : `${short}/`;
}
