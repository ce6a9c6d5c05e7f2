import { startWorkspace } from '../page/workspace.ts';
import { keepPictures } from './pictures.ts';
import { type DemoOptions, type Running, run } from './running.ts';

/** As a picture may take: long enough to see it being made. */
const TASK_MS = 2_000;

/** The page, and the app behind it, until somebody stops it. */
export function openWorkspace(options: DemoOptions): Running {
  const began = performance.now();
  console.log('Starting Postgres, a local Slack, a local Pixapi, and the app itself (web and worker) …');
  let stop = () => {};
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  const running = run(
    { everyTeam: true, keepsTalk: true, taskMs: TASK_MS, keep: options.keep },
    async (environment) => {
      const workspace = await startWorkspace(environment, TASK_MS);
      console.log(`Ready after ${((performance.now() - began) / 1_000).toFixed(1)} s:

    ${workspace.url}

Open it in a browser: a small Slack on this machine, with the real app in it. Nothing leaves this machine, and no credits
are spent: the local Pixapi draws patterns with the prompt written on them. Begin with "/imagine a red fox" in #general.
Ctrl-C stops it${options.keep ? '' : '; everything is lost then (--keep keeps it)'}.

  logs           ${environment.logs}
  DATABASE_URL   ${environment.databaseUrl}`);
      await stopped;
      await workspace.close();
      if (options.keep) {
        await keepPictures(environment.slack, options.pictures);
        console.log(`Kept: ${environment.kept}\n  pictures       ${options.pictures}`);
      }
      return 0;
    },
  );
  return {
    exitCode: running.exitCode,
    close: async () => {
      stop();
      await running.exitCode;
    },
  };
}
