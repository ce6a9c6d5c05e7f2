import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({
  env: { TEAM_CONCURRENCY: '1' },
  pixapi: { taskMs: 60_000 },
  overrides: { waitScale: 0, uploadingAfterMs: 15_000 },
  slack: { processingMs: 0 },
});

const ask = (text: string, user = 'bruno') => imagine.slack.command({ user, channel: 'general', text });
const calls = () => imagine.slack.journal.map(({ method }) => method);
const read = () => imagine.slack.transcript('general');
/** The first lines of the app's messages, oldest first. */
const lines = () => [...read().matchAll(/^ *imagine: (.*)$/gm)].map(([, line]) => line);
const inFlight = (count: number) => until(() => imagine.pixapi.inFlight() === count);

async function finish(): Promise<void> {
  imagine.pixapi.set({ taskMs: 0 });
  imagine.pixapi.advance(60_000);
  await imagine.settled();
}

/** Asks one after the other, so that they stand in line in this order. */
async function queue(...prompts: string[]): Promise<void> {
  for (const prompt of prompts) {
    await ask(prompt);
    await until(() => read().includes(prompt));
  }
}

test('a lone picture is said once and shown once: one post and one update', async () => {
  imagine.pixapi.set({ taskMs: 20 });
  await ask('a red fox');
  await imagine.settled();
  expect(calls().filter((method) => method.startsWith('chat.'))).toEqual(['chat.postMessage', 'chat.update']);
  expect(calls().filter((method) => !/^(auth|users)\./.test(method)).length).toBeLessThanOrEqual(6);
});

describe('the line', () => {
  test('who has to wait reads their place, which moves up, and then that it is being made', async () => {
    await queue('a lighthouse', 'a red fox', 'a blue boat', 'a tall tree');
    await inFlight(1);
    expect(lines()).toEqual([
      'a lighthouse · for @bruno · 1 picture, 1 credit',
      'a red fox · for @bruno · 1 picture, 1 credit · 1st in line',
      'a blue boat · for @bruno · 1 picture, 1 credit · 2nd in line',
      'a tall tree · for @bruno · 1 picture, 1 credit · 3rd in line',
    ]);
    expect(imagine.slack.messages('general').at(-1)?.text).toBe('Making a picture: a tall tree · 3rd in line');
    // Nothing moves: nothing is said.
    const before = calls().length;
    await imagine.query('select pg_sleep(0.2)');
    expect(calls()).toHaveLength(before);

    imagine.pixapi.advance(60_000);
    await until(() => read().includes('a tall tree · for @bruno · 1 picture, 1 credit · 2nd in line'));
    await until(() => lines().includes('a red fox · for @bruno · 1 picture, 1 credit'));
    await until(() => read().includes('a blue boat · for @bruno · 1 picture, 1 credit · 1st in line'));
    await finish();
    expect(read().match(/\[picture/g)).toHaveLength(4);
    expect(read()).not.toContain('in line');
  });

  test('a place that somebody gives up is given to those behind', async () => {
    await queue('a lighthouse', 'a red fox', 'a blue boat');
    await inFlight(1);
    const fox = imagine.slack.messages('general').find(({ text }) => text.includes('a red fox'));
    await imagine.slack.click({
      user: 'bruno',
      channel: 'general',
      actionId: 'cancel_image',
      messageTs: fox?.ts ?? '',
    });
    await until(() => read().includes('a blue boat · for @bruno · 1 picture, 1 credit · 1st in line'));
    await finish();
  });

  test.each([
    ['pt', '2º na fila'],
    ['es', '2.ª en la cola'],
  ])('in %s', async (language, place) => {
    await ask(`language ${language}`, 'ana');
    await queue('um farol', 'uma raposa', 'um barco');
    await inFlight(1);
    expect(lines().at(-1)?.endsWith(place)).toBe(true);
    await finish();
  });
});

describe('how long it usually takes', () => {
  /** So many pictures were made before, of which the n-th took a little under n times eight seconds. */
  async function makeBefore(count: number): Promise<void> {
    imagine.pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await imagine.settled();
    await imagine.query(
      `with more as (
         insert into generations (team_id, id, channel_id, asked_channel_id, user_id, kind, prompt, model, size, count, state, month,
           charged_credits, version, label, message_ts, submitting_at, submitted_at, made_at)
         select team_id, gen_random_uuid(), channel_id, channel_id, user_id, kind, prompt, model, size, count, state, month,
           0, version, label, n::text, made_at, made_at, made_at
         from generations, generate_series(2, $1) n where prompt = 'a red fox' returning *)
       insert into ledger_entries (team_id, generation_id, channel_id, user_id, month, kind, held_delta, captured_delta)
       select team_id, id, channel_id, user_id, month, entry, 0, 0 from more, (values ('hold'), ('capture')) k (entry)`,
      [count],
    );
    await imagine.query(`update generations g set submitted_at = made_at - n * interval '8 seconds' + interval '0.3 seconds'
      from (select id, row_number() over (order by id) as n from generations) o where o.id = g.id`);
    imagine.pixapi.set({ taskMs: 60_000 });
  }
  const said = async (text: string) => {
    imagine.pixapi.set({ taskMs: 60_000 });
    await ask(text);
    await inFlight(1);
    const line = lines().at(-1) ?? '';
    await finish();
    return line.split(' · ').slice(3).join(' · ');
  };

  test('nothing is claimed from nine pictures', async () => {
    await makeBefore(9);
    expect(await said('a blue boat')).toBe('');
  });

  test.each([
    ['en', 'usually 40 s, nine in ten under 72 s'],
    ['pt', 'normalmente 40 s; nove em cada dez em menos de 72 s'],
    ['es', 'suele tardar 40 s; nueve de cada diez, menos de 72 s'],
  ])('from ten it is: in %s', async (language, words) => {
    await ask(`language ${language}`, 'ana');
    await makeBefore(10);
    expect(await said('a blue boat')).toBe(words);
  });

  test('another quality, another size, more pictures or an edit have figures of their own', async () => {
    await makeBefore(10);
    expect(await said('a blue boat --quality medium')).toBe('');
    expect(await said('a blue boat --size portrait')).toBe('');
    expect(await said('two blue boats --n 2 --quality low')).toBe('');
    imagine.pixapi.set({ taskMs: 60_000 });
    const threadTs = imagine.slack.messages('general')[0]?.ts ?? '';
    await imagine.slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: make it night' });
    await inFlight(1);
    expect(read()).toContain('make it night · from v1 · for @bruno · 1 picture, 1 credit\n');
    await finish();
  });

  test('what is drawn here and not at Pixapi has none', async () => {
    const { slack, pixapi } = imagine;
    await makeBefore(10);
    pixapi.set({ taskMs: 0 });
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    const say = async (text: string) => {
      await slack.say({ user: 'bruno', channel: 'general', threadTs, text });
      await imagine.settled();
    };
    await say('edit this: make it night');
    await imagine.query(`update generations set kind = 'edit' where prompt = 'a red fox'`);
    await say('undo');
    const posted = slack.journal.filter(({ method }) => method === 'chat.postMessage').map(({ args }) => args.text);
    expect(posted).toHaveLength(3);
    expect(posted.at(-1)).not.toContain('usually');
    await imagine.query(`update generations set kind = 'generation' where prompt = 'a red fox'`);
  });

  test('who had to wait reads it when the order goes out', async () => {
    await makeBefore(10);
    await queue('a lighthouse', 'a blue boat');
    await inFlight(1);
    expect(lines().at(-1)).toContain('1st in line');
    imagine.pixapi.advance(60_000);
    await until(() => lines().at(-1)?.endsWith('usually 40 s, nine in ten under 72 s') ?? false);
    await finish();
  });
});

describe('Slack’s own status under a thread', () => {
  const statuses = () => imagine.slack.journal.filter(({ method }) => method === 'assistant.threads.setStatus');

  test('says that an edit is being made, for as long as it is', async () => {
    const { slack, pixapi } = imagine;
    pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await imagine.settled();
    expect(statuses()).toEqual([]);
    pixapi.set({ taskMs: 60_000 });
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: make it night' });
    await until(() => slack.threadStatus('general', threadTs) === 'is making the picture…');
    await finish();
    await until(() => slack.threadStatus('general', threadTs) === undefined);
    expect(statuses().map(({ args }) => args.status)).toEqual(['is making the picture…', '']);
  });

  test('keeps no picture waiting, however long Slack takes for it', async () => {
    const { slack, pixapi } = imagine;
    pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await imagine.settled();
    const slow = Promise.withResolvers<void>();
    slack.fault({ method: 'assistant.threads.setStatus' }, faults.held(slow.promise));
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: make it night' });
    await imagine.settled();
    const saidBefore = statuses().filter(({ ok }) => ok).length;
    expect(read()).toContain('v2 from v1');
    slow.resolve();
    await until(() => slack.threadStatus('general', threadTs) === undefined && statuses().length === 2);
    expect(saidBefore).toBe(0);
  });

  test('is no reason to fail when Slack takes none', async () => {
    const { slack, pixapi } = imagine;
    pixapi.set({ taskMs: 0 });
    await ask('a red fox');
    await imagine.settled();
    slack.fault({ method: 'assistant.threads.setStatus' }, faults.error('not_allowed_token_type'), faults.reset());
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: make it night' });
    await imagine.settled();
    expect(read()).toContain('v2 from v1');
  });
});
