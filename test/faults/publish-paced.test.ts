import { afterAll, beforeAll, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { type Imagine, startImagine } from '../support/imagine.ts';
import { until } from '../support/until.ts';

let imagine: Imagine;
beforeAll(async () => {
  // at Slack's own pace: faster, a slow machine would hide who never gets a turn
  imagine = await startImagine({ overrides: { waitScale: 1 } });
});
afterAll(() => imagine.close());

test('a private message says that it was published also while Slack holds our changes back', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox --private' });
  await imagine.settled();
  slack.fault({ method: 'chat.update', channel: slack.channelId('general') }, faults.rateLimited(1));
  await slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image' });
  const own = () => slack.transcript('app:ana', 'acme', 'ana');
  await until(
    () => own().includes('(Published in #general)'),
    () => 'the private message',
  );
  await imagine.settled();
  expect(slack.messages('general')).toHaveLength(1);
});
