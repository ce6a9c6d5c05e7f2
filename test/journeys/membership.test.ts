import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (channel: string, text = 'a red fox') => imagine.slack.command({ user: 'ana', channel, text });
const calls = (method: string) => imagine.slack.journal.filter((call) => call.method === method);
const seenBy = (user: string, channel: string) => imagine.slack.transcript(channel, 'acme', user);

describe('a public channel without the app', () => {
  test('is joined, and the picture posted there, once', async () => {
    const { slack } = imagine;
    await ask('random');
    await imagine.settled();
    expect(slack.messages('random')).toHaveLength(1);
    expect(slack.transcript('random')).toMatch(/^imagine: \[picture: AI-made image: a red fox \(v1\)/);
    expect(calls('conversations.join')).toHaveLength(1);
    expect(calls('response_url')).toEqual([]);

    // From now on it hears what is said there.
    const [picture] = slack.messages('random');
    await slack.say({ user: 'ana', channel: 'random', threadTs: picture?.ts ?? '', text: 'edit this: make it night' });
    await imagine.settled();
    expect(slack.transcript('random')).toContain('v2 from v1');
    expect(calls('conversations.join')).toHaveLength(1);
  });
});

const WORDS = {
  secret: {
    first:
      'I can’t post in this conversation yet, so only you will see the picture\\. `/invite @Imagine` lets me post here\\.',
    last: 'I can’t post in this conversation yet, so here is your picture, for you alone\\. `/invite @Imagine` lets me post here and edit pictures in their threads\\.',
  },
  // nobody can invite an app to a conversation of two people
  dm: {
    first: 'I’m not part of this conversation, so only you will see the picture\\. .*',
    last: 'I’m not part of this conversation, so here .*',
  },
};

describe.each(['secret', 'dm'] as const)('a place that can’t be joined (%s)', (place) => {
  test('the asker alone sees the picture, and how to let the app in', async () => {
    await ask(place);
    await imagine.settled();
    expect(seenBy('ana', place)).toMatch(
      new RegExp(
        [
          '^imagine \\(only you\\): a red fox · for @ana · 1 picture, 1 credit',
          `  \\(${WORDS[place].first}\\)`,
          '  \\[Cancel\\]',
          'imagine \\(only you\\): \\[picture: AI-made image: a red fox \\(v1\\).*\\]',
          '  a red fox',
          '  \\(v1 · gpt-image-1\\.5 · 1024×1024 · by @ana · held 1 · charged 1 · 499 left in \\w+\\)',
          `  \\(${WORDS[place].last}\\)$`,
        ].join('\n'),
      ),
    );
    expect(seenBy('bruno', place)).toBe('');
    expect(calls('response_url').map(({ ok }) => ok)).toEqual([true, true]);
    expect(imagine.pixapi.billed()).toHaveLength(1);
    const [row] = await imagine.query<{ url: string | null }>(
      'select response_url as url from generations order by requested_at',
    );
    expect(row?.url).toBeNull();
  });

  test('a failure is told there too, and nothing is charged', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { answer: { status: 422 } });
    await ask(place);
    await imagine.settled();
    expect(seenBy('ana', place)).toMatch(
      /\nimagine \(only you\): a red fox\n {2}Pixapi would not make this.* Nothing was charged\. Change the wording\. .*\n.*\n {2}\[Edit prompt\]/,
    );
    expect(calls('response_url').length).toBeLessThanOrEqual(5);
  });

  test('a picture that comes too late is told of in the conversation with the app, and posted once it is invited', async () => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, { task: { slowMs: 300 } });
    await ask(place);
    await until(() => calls('response_url').length === 1);
    slack.advance(31 * 60_000);
    await imagine.settled();
    expect(slack.messages(place)).toEqual([]);
    expect(seenBy('ana', 'app')).toMatch(
      /^imagine: a red fox\n {2}.* I can’t post there\. 1 credit charged\. Let me in with `\/invite @Imagine`\./,
    );
    expect(seenBy('ana', 'app')).toContain('[Deliver again · free]');

    slack.addMember(place, 'app');
    await slack.click({ user: 'ana', channel: 'app', actionId: 'deliver_again' });
    await imagine.settled();
    expect(slack.transcript(place, 'acme', 'bruno')).toMatch(/^imagine: \[picture: AI-made image: a red fox \(v1\)/);
    expect(pixapi.billed()).toHaveLength(1);
  });
});

test('an address that is no longer good when the work begins: the asker hears of it, nothing is made', async () => {
  const { slack, pixapi } = imagine;
  const expired = { type: 'status', status: 404, body: 'expired_url', contentType: 'text/plain' } as const;
  slack.fault({ method: 'response_url' }, expired);
  await ask('secret');
  await imagine.settled();
  expect(seenBy('ana', 'app')).toMatch(/^imagine: a red fox\n {2}I can’t post there\./);
  expect(pixapi.journal).toEqual([]);
});

describe('an answer address that is not Slack’s', () => {
  test.each<[string, (port: number) => string]>([
    ['another host', (port) => `http://127.0.0.1:${port}/commands/T1/1/x`],
    ['a name that begins like Slack’s', (port) => `http://hooks.slack.com.localhost:${port}/commands/x`],
    ['Slack’s name as a user name', (port) => `http://hooks.slack.com@127.0.0.1:${port}/commands/x`],
    ['Slack’s name without TLS', () => 'http://hooks.slack.com/commands/x'],
    ['no address', () => 'hooks.slack.com/commands/x'],
  ])('%s is never called, however well the command is signed', async (_, address) => {
    const caught: string[] = [];
    const trap = createServer((request, response) => {
      caught.push(`${request.method} ${request.url}`);
      response.end();
    });
    await new Promise<void>((resolve) => trap.listen(0, '127.0.0.1', resolve));
    const { slack, pixapi } = imagine;
    const { people, id } = slack.teams.acme;
    const body = new URLSearchParams({
      command: '/imagine',
      text: 'a red fox',
      team_id: id,
      user_id: people.ana.id,
      channel_id: slack.channelId('secret'),
      trigger_id: `1.${address(1)}`,
      response_url: address((trap.address() as AddressInfo).port),
    }).toString();
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const answered = await slack.sendRaw(body, { ...form, ...sign(slack.signingSecret, body) });
    expect(answered).toMatchObject({ status: 200, body: '' });
    await imagine.settled();
    trap.close();

    expect(caught).toEqual([]);
    expect(seenBy('ana', 'app')).toMatch(/^imagine: a red fox\n {2}.*Nothing was charged/);
    expect(pixapi.journal).toEqual([]);
  });
});
