import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({ overrides: { uploadingAfterMs: 60 } });

const ask = (text: string, user = 'bruno') => imagine.slack.command({ user, channel: 'general', text });
/** The first lines of the app's messages, oldest first. */
const lines = () => [...imagine.slack.transcript('general').matchAll(/^ *imagine: (.*)$/gm)].map(([, line]) => line);

test.each([
  ['en', 'uploading'],
  ['pt', 'enviando ao Slack'],
  ['es', 'subiéndose a Slack'],
])('an upload that takes long is said: in %s', async (language, words) => {
  const { slack } = imagine;
  await ask(`language ${language}`, 'ana');
  slack.fault({ method: 'upload' }, faults.slow(400));
  await ask('a red fox');
  await until(() => lines().some((line) => line?.endsWith(words)));
  await imagine.settled();
  expect(lines().at(-1)).toMatch(/^\[picture/);
});
