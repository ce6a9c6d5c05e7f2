import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import { type Environment, startEnvironment } from '../../local/demo/environment.ts';
import { startWorkspace } from '../../local/page/workspace.ts';
import { startPixapi } from '../../local/pixapi/pixapi.ts';
import { type LocalSlack, startSlack } from '../../local/slack/slack.ts';
import { COMPILED } from '../../support/processes.ts';
import { openWindows, type Windows } from './browser.ts';

export interface DemoStand extends Windows {
  readonly environment: Environment;
}

/** The demo as somebody starts it, in more haste: the whole app, in both workspaces. */
export async function startDemo(taskMs: number): Promise<DemoStand> {
  const environment = await startEnvironment({
    everyTeam: true,
    env: { APP_WAIT_SCALE: '0.1', NODE_COMPILE_CACHE: COMPILED },
    keepsTalk: true,
    taskMs,
    postgresUrl: inject('postgresUrl'),
    template: 'imagine_test_template',
    database: `imagine_browser_${randomUUID().replaceAll('-', '')}`,
  });
  const workspace = await startWorkspace(environment, taskMs);
  const windows = await openWindows(workspace);
  return {
    ...windows,
    environment,
    async close() {
      await windows.close();
      await workspace.close();
      await environment.close();
    },
  };
}

export interface BareStand extends Windows {
  readonly slack: LocalSlack;
  readonly url: string;
  /** The interactions that an app would have got, the newest last. */
  readonly context: Record<string, unknown>[];
  /** What is answered to them from now on. */
  answer(json: unknown): void;
}

/** The page and the local Slack, with nothing behind them but an ear: for what the page itself shows and sends. */
export async function startBare(): Promise<BareStand> {
  const [slack, pixapi] = await Promise.all([startSlack({ keepsTalk: true }), startPixapi()]);
  const context: Record<string, unknown>[] = [];
  let answered = '';
  const ear = createServer(async (request, response) => {
    const payload = new URLSearchParams(await text(request)).get('payload');
    if (payload) context.push(JSON.parse(payload));
    response.writeHead(200, { 'content-type': 'application/json' }).end(payload ? answered : '');
  });
  await new Promise<void>((resolve) => ear.listen(0, '127.0.0.1', resolve));
  slack.connect(`http://127.0.0.1:${(ear.address() as AddressInfo).port}`);
  const workspace = await startWorkspace(
    {
      slack,
      pixapi,
      query: () => Promise.reject(new Error('there is no database here')),
      postgres: null,
      killWorker: async () => undefined,
      startWorker: async () => undefined,
      workerRuns: () => true,
    },
    700,
  );
  const windows = await openWindows(workspace);
  return {
    ...windows,
    slack,
    url: workspace.url,
    context,
    answer: (json) => {
      answered = json === undefined ? '' : JSON.stringify(json);
    },
    async close() {
      await windows.close();
      await workspace.close();
      await Promise.all([slack.close(), pixapi.close(), new Promise((resolve) => ear.close(resolve))]);
    },
  };
}
