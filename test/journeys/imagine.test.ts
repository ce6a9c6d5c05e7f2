import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Imagine, startImagine } from '../support/imagine.ts';

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine();
});
afterEach(() => imagine.reset());
afterAll(() => imagine.close());

test('a picture that was asked for stands in the channel, with its receipt', async () => {
  const { slack, pixapi } = imagine;
  const answered = await slack.command({ user: 'ana', channel: 'general', text: 'a red fox reading a newspaper' });
  expect(answered).toMatchObject({ status: 200, body: '' });

  await imagine.settled();
  expect(slack.transcript('general')).toMatch(
    /^imagine: \[picture: AI-made image: a red fox reading a newspaper \(v1\) \(1024x1024\)\]\n {2}a red fox reading a newspaper\n {2}\(v1 · gpt-image-1\.5 · 1024×1024 · by @ana · held 1 · charged 1 · 499 left in \w+\)\s*$/,
  );
  expect(slack.messages('general')).toHaveLength(1);
  expect(pixapi.submits()).toHaveLength(1);
});
