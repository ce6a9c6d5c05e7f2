import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const TIMES = 8;

const imagine = journey({
  // a look of the queue is shorter than the time between two messages
  overrides: { waitScale: 1 / TIMES, watchMs: 40 },
});

const ask = (text: string, channel = 'general') => imagine.slack.command({ user: 'bruno', channel, text });
const prompts = Array.from({ length: 30 }, (_, n) => `lighthouse number ${n + 1}.`);
const posts = () => imagine.slack.journal.filter(({ method }) => method === 'chat.postMessage');

/** Slack's clock goes as many times faster as the app's waits are shorter. */
function hurry(): () => void {
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    imagine.slack.advance((now - last) * (TIMES - 1));
    last = now;
  }, 5);
  return () => clearInterval(timer);
}

/** As many messages, each with the picture of another prompt. */
async function expectEach(asked: readonly string[]): Promise<void> {
  const { slack, pixapi, query } = imagine;
  const messages = slack.messages('general');
  expect(messages).toHaveLength(asked.length);
  const shown = messages.map(({ blocks, text }) => blocks[0]?.type === 'image' && text.split(': ')[1]);
  expect(shown.sort()).toEqual([...asked].sort());
  const ordered = pixapi.submits().filter(({ fields }) => String(fields?.prompt).startsWith('light'));
  expect(ordered).toHaveLength(asked.length);
  const posted = await query(`select from generations where prompt like 'light%' and state = 'posted'`);
  expect(posted).toHaveLength(asked.length);
}

/** How many messages Slack took after the one in the other channel. */
function postedAfterDesign(): number {
  const design = posts().findIndex(({ args }) => args.channel === imagine.slack.channelId('design'));
  return posts()
    .slice(design + 1)
    .filter(({ ok }) => ok).length;
}

test('30 commands at once in one channel become 30 pictures at Slack’s pace, and another channel waits for none of it', async () => {
  const { slack } = imagine;
  slack.set({ pace: true });
  const stop = hurry();
  await Promise.all(prompts.slice(0, 15).map((prompt) => ask(prompt)));
  await Promise.all([ask('a quiet harbour', 'design'), ...prompts.slice(15).map((prompt) => ask(prompt))]);
  await until(() => slack.transcript('design').includes('[picture'));
  await imagine.settled();
  stop();
  // there, the whole of it happened while placeholders of the first channel had still to come
  expect(postedAfterDesign()).toBeGreaterThanOrEqual(3);
  await expectEach(prompts);
  expect(slack.transcript('design')).toContain('[picture');
  // the app keeps the pace by itself, rather than by being told
  expect(posts().filter(({ status }) => status === 429).length).toBeLessThanOrEqual(6);
  // and to wait one's turn is no failure
  expect(imagine.logLines.filter((line) => line.includes('chat_paced'))).toEqual([]);
  expect(await imagine.query('select from generations where attempts > 3')).toEqual([]);
});

test('a channel that Slack holds back holds back its messages alone, and none is lost or doubled', async () => {
  const { slack, query } = imagine;
  const all = prompts.slice(0, 14);
  // the channel is held back long enough for the other one to have its picture
  slack.fault({ method: 'chat.postMessage' }, ...Array.from({ length: 3 }, () => faults.rateLimited(30)));
  // and when Slack has had enough of our updates, results wait their turn and come
  slack.fault({ method: 'chat.update' }, ...Array.from({ length: 2 }, () => faults.rateLimited(10)));
  await Promise.all(all.map((prompt) => ask(prompt)));
  await until(() => slack.unusedFaults().every((left) => !left.startsWith('chat.postMessage')));
  await until(async () => (await query('select from generations where turn_at is not null')).length >= 4);
  await ask('a quiet harbour', 'design');
  await until(() => slack.transcript('design').includes('a quiet harbour'));
  await imagine.settled();
  expect(postedAfterDesign()).toBeGreaterThanOrEqual(3);
  await expectEach(all);
});

test('who was promised an earlier time comes earlier', async () => {
  const { slack, query } = imagine;
  // the channel is held back long enough for all of them to be promised a time
  slack.fault({ method: 'chat.postMessage' }, faults.rateLimited(30));
  await Promise.all(prompts.slice(0, 12).map((prompt) => ask(prompt)));
  await until(async () => (await query('select from generations where turn_at is not null')).length >= 4);
  const turns = await query<{ prompt: string }>(
    'select prompt from generations where turn_at is not null order by turn_at',
  );
  await imagine.settled();
  const order = slack.messages('general').map(({ text }) => text.split(': ')[1]);
  const places = turns.map(({ prompt }) => order.indexOf(prompt));
  const inOrder = [...places].sort((a, b) => a - b);
  // those that came due in one look of the queue are posted side by side
  for (const [n, place] of places.entries()) expect(Math.abs(place - (inOrder[n] ?? 0))).toBeLessThanOrEqual(2);
});
