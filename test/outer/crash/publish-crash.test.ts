import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

let imagine: Imagine;
const started: AppProcess[] = [];
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await Promise.all(started.map((one) => one.kill()));
  await imagine.reset();
});
afterAll(() => imagine.close());

async function startWorker(): Promise<AppProcess> {
  const worker = startProcess('worker', environment(imagine.databaseUrl, imagine.slack, imagine.pixapi));
  started.push(worker);
  await worker.ready;
  return worker;
}

test.each([
  ['the placeholder', 'chat.postMessage'],
  ['the pictures', 'chat.update'],
])(
  'kill -9 while Slack takes %s: the story is posted once, and the private message says so',
  {
    timeout: 60_000,
  },
  async (_, method) => {
    const { slack } = imagine;
    const first = await startWorker();
    await slack.command({ user: 'ana', channel: 'general', text: 'a red fox --private' });
    await imagine.settled();

    slack.fault({ method, channel: slack.channelId('general') }, faults.slow(1_500));
    const calls = () => slack.journal.filter((entry) => entry.method === method).length;
    const before = calls();
    await slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image' });
    const hasBegun = () => slack.unusedFaults().length === 0;
    await until(() => hasBegun() || calls() > before + 2);
    await first.kill();
    await startWorker();
    const own = () => slack.transcript('app:ana', 'acme', 'ana');
    await until(
      () => own().includes('(Published in #general)'),
      () => 'the private message',
      45_000,
    );
    await imagine.settled();
    const stories = slack.messages('general').filter(({ blocks }) => blocks.some(({ type }) => type === 'image'));
    expect(stories).toHaveLength(1);
    expect(JSON.stringify(stories[0]?.blocks)).toContain('1 credit in total');
    expect(imagine.pixapi.submits()).toHaveLength(1);
  },
);
