import { takeFromEnvironment } from './setup/given.ts';
import { Left, openPrompt } from './setup/prompt.ts';
import { askForAll } from './setup/terminal.ts';

const asJson = process.argv.includes('--json');
if (asJson || process.argv.includes('--from-env')) {
  const { isWell, text } = await takeFromEnvironment(asJson, {
    isMany: process.argv.includes('--many'),
    isForOrganizations: process.argv.includes('--organizations'),
  });
  process.stdout.write(`${text}\n`);
  process.exitCode = isWell ? 0 : 1;
} else if (!process.stdin.isTTY) {
  process.stderr.write(
    'This asks questions: run it in a terminal, or give the values by the environment and --from-env.\n',
  );
  process.exitCode = 1;
} else {
  const prompt = openPrompt();
  await askForAll(prompt)
    .catch((error: unknown) => {
      prompt.say(error instanceof Error ? error.message : String(error));
      process.exitCode = error instanceof Left ? 130 : 1;
    })
    .finally(() => prompt.close());
}
