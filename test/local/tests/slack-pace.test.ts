import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import type { LocalSlack } from '../slack/slack.ts';
import { type SlackApp, startSlackApp } from './slack-app.ts';

let app: SlackApp;
let slack: LocalSlack;

beforeAll(async () => {
  app = await startSlackApp();
  slack = app.slack;
});
beforeEach(() => {
  // only `advance` moves the clock, however slow the machine
  vi.useFakeTimers({ toFake: ['Date'] });
  app.reset();
  slack.set({ pace: true });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => app.close());

/** Answers the seconds of `Retry-After`, or 'ok'. */
async function call(method: string, args: Record<string, string>, token = slack.teams.acme.tokens.bot) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(slack.apiUrl + method, { method: 'POST', headers, body: new URLSearchParams(args) });
  const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
  if (answer.status === 429) return `${error} ${answer.headers.get('retry-after')}`;
  return ok ? 'ok' : error;
}
const post = (channel: string) => call('chat.postMessage', { channel: slack.channelId(channel), text: 'x' });
const times = async (count: number, act: () => Promise<unknown>) => {
  const outcomes: unknown[] = [];
  for (let n = 0; n < count; n += 1) outcomes.push(await act());
  return outcomes;
};

test('four posts in a channel pass at once, then one a second, on the clock of this Slack', async () => {
  expect(await times(5, () => post('general'))).toEqual(['ok', 'ok', 'ok', 'ok', 'ratelimited 1']);
  expect(slack.journal.at(-1)).toMatchObject({ method: 'chat.postMessage', status: 429, error: 'ratelimited' });
  expect(slack.messages('general')).toHaveLength(4);
  expect(await post('design')).toBe('ok');
  slack.advance(1000);
  expect(await times(2, () => post('general'))).toEqual(['ok', 'ratelimited 1']);
  slack.advance(60_000);
  expect(await times(5, () => post('general'))).toEqual(['ok', 'ok', 'ok', 'ok', 'ratelimited 1']);
  expect(slack.violations).toEqual([]);
});

test('a person’s id and their conversation with the app are one channel', async () => {
  await times(4, () => call('chat.postMessage', { channel: slack.teams.acme.people.ana.id, text: 'x' }));
  expect(await post('app:ana')).toBe('ratelimited 1');
  expect(await post('app:bruno')).toBe('ok');
});

test('updates, and deletions, are fifty a minute in a workspace', async () => {
  await post('general');
  const { ts } = slack.messages('general')[0]!;
  const change = () => call('chat.update', { channel: slack.channelId('general'), ts, text: 'y' });
  const outcomes = await times(51, change);
  expect(outcomes.slice(0, 50).every((outcome) => outcome === 'ok')).toBe(true);
  expect(outcomes[50]).toBe('ratelimited 2');
  const ghost = { channel: slack.channelId('general'), ts: '1700000000.000001' };
  expect(await call('chat.delete', ghost)).toBe('message_not_found');
  const elsewhere = { channel: slack.channelId('general', 'beta'), ts, text: 'y' };
  expect(await call('chat.update', elsewhere, slack.teams.beta.tokens.bot)).toBe('message_not_found');
  slack.advance(2000);
  expect(await change()).toBe('ok');
});

test('without the setting nothing is held back', async () => {
  slack.set({ pace: false });
  expect(await times(8, () => post('general'))).toEqual(Array(8).fill('ok'));
});
