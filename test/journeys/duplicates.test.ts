import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

async function drawn(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  return imagine.slack.messages('general').at(-1)?.ts ?? '';
}

const answersIn = (threadTs: string) =>
  imagine.slack.messages('general').filter(({ thread_ts, bot_id }) => thread_ts === threadTs && bot_id);
const rows = () => imagine.query<{ state: string }>('select state from generations order by requested_at');

describe('an edit that Slack delivers again', () => {
  test('three times, one after the other, is made once', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    const text = 'edit this: make it night';
    const { deliveries } = await slack.say({ user: 'ana', channel: 'general', threadTs: thread, text, retries: 3 });
    expect(deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([200, 200, 200, 200]);
    await imagine.settled();
    for (const delivery of deliveries) await slack.redeliver(delivery);
    await imagine.settled();
    expect(answersIn(thread)).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(2);
    expect(await rows()).toHaveLength(2);
  });

  test('many times at the same moment is made once', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    slack.set({ autoRetry: false });
    const [delivery] = (await slack.say({ user: 'ana', channel: 'general', threadTs: thread, text: 'no' })).deliveries;
    const body = delivery?.body.replace('"text":"no"', '"text":"edit this: make it night"') ?? '';
    const send = () => slack.sendRaw(body, { 'content-type': 'application/json', ...sign(slack.signingSecret, body) });
    const answers = await Promise.all(Array.from({ length: 6 }, send));
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200));
    await imagine.settled();
    expect(answersIn(thread)).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(2);
  });

  test('after it was refused is not explained again', async () => {
    const { slack } = imagine;
    const thread = await drawn();
    const text = 'edit this: make it night --size 1920x1080';
    await slack.say({ user: 'ana', channel: 'general', threadTs: thread, text, retries: 3 });
    await imagine.settled();
    expect(slack.ephemerals('ana')).toHaveLength(1);
    expect((await rows()).map(({ state }) => state)).toEqual(['posted', 'failed']);
  });
});

describe('a mention, which comes as two events', () => {
  test('is one edit', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    const said = { user: 'ana', channel: 'general', threadTs: thread, text: '<@BOT> make it night' };
    const { deliveries } = await slack.say({ ...said, retries: 1 });
    expect(deliveries.map(({ event }) => event.type)).toEqual(['message', 'app_mention']);
    expect(new Set(deliveries.map(({ eventId }) => eventId)).size).toBe(2);
    await imagine.settled();
    expect(answersIn(thread)).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(2);
  });

  test('is one picture in the channel, and one explanation', async () => {
    const { slack, pixapi } = imagine;
    await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> a blue fox' });
    await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> a blue fox --size 7' });
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(1);
    expect(slack.messages('general').filter(({ bot_id }) => bot_id)).toHaveLength(1);
    expect(slack.ephemerals('ana')).toHaveLength(1);
    expect(await rows()).toHaveLength(2);
  });
});

describe('a command that arrives twice', () => {
  const body = (triggerId: string, text: string) => {
    const { people, id } = imagine.slack.teams.acme;
    return new URLSearchParams({
      command: '/imagine',
      text,
      team_id: id,
      user_id: people.ana.id,
      channel_id: imagine.slack.channelId('general'),
      trigger_id: triggerId,
      response_url: `${imagine.slack.url}/response/commands/x`,
    }).toString();
  };
  const send = (form: string) =>
    imagine.slack.sendRaw(form, {
      'content-type': 'application/x-www-form-urlencoded',
      ...sign(imagine.slack.signingSecret, form),
    });

  test('is one picture, at once or later', async () => {
    const { slack, pixapi } = imagine;
    const form = body('1.2.three', 'a red fox');
    const answers = await Promise.all([send(form), send(form)]);
    await imagine.settled();
    answers.push(await send(form));
    await imagine.settled();
    expect(answers.map((answer) => [answer.status, answer.body])).toEqual(Array(3).fill([200, '']));
    expect(slack.messages('general')).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(1);
  });

  test('with another trigger is another request', async () => {
    await Promise.all([send(body('1.2.four', 'a red fox')), send(body('1.2.five', 'a red fox'))]);
    await imagine.settled();
    expect(imagine.slack.messages('general')).toHaveLength(2);
    expect(imagine.pixapi.submits()).toHaveLength(2);
  });
});

test('a double click on “Try again” orders once more, once', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { reset: 'after' });
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  expect(slack.transcript('general')).toContain('[Try again · may charge again]');

  const press = () => slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });
  await Promise.all([press(), press()]);
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(2);
  expect(slack.messages('general').filter(({ bot_id }) => bot_id)).toHaveLength(2);
  expect(slack.transcript('general')).not.toContain('[Try again');
  expect((await rows()).map(({ state }) => state).sort()).toEqual(['posted', 'unknown']);
  expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual(['That’s already been settled.']);
});
