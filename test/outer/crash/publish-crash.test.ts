import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { journey } from '../../support/journey.ts';
import { openProcesses } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['web'], after: () => processes.close() });
const processes = openProcesses(imagine);

test.each([
  ['the placeholder', 'chat.postMessage'],
  ['the pictures', 'chat.update'],
])('kill -9 while Slack takes %s: the story is posted once, and the private message says so', async (_, method) => {
  const { slack } = imagine;
  const before = await processes.startHere();
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox --private' });
  await imagine.settled();
  await before.close();

  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  slack.fault({ method, channel: slack.channelId('general') }, faults.held(gate));
  const killed = await processes.start('worker');
  await slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image' });
  await until(() => slack.unusedFaults().length === 0);
  await processes.kill(killed);
  letGo();
  await until(() => slack.journal.at(-1)?.fault === 'held');

  const next = await processes.startHere();
  await until(
    () => slack.transcript('app:ana', 'acme', 'ana').includes('(Published in #general)'),
    () => 'the private message',
  );
  await imagine.settled();
  await next.close();
  const stories = slack.messages('general').filter(({ blocks }) => blocks.some(({ type }) => type === 'image'));
  expect(stories).toHaveLength(1);
  expect(JSON.stringify(stories[0]?.blocks)).toContain('1 credit in total');
  expect(imagine.pixapi.submits()).toHaveLength(1);
});
