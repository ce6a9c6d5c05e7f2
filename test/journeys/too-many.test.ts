import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({
  // of those that wait a worker looks at one
  env: { PERSON_REQUESTS_PER_MINUTE: '3', TEAM_CONCURRENCY: '1', WORKER_CONCURRENCY: '1' },
});

const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const prompts = () => imagine.pixapi.submits().map(({ fields }) => fields?.prompt);
const TOO_MANY =
  'That is more requests in one minute than one person can send. Nothing was charged. Wait a minute, then send it again.';

test('a fourth request in a minute is refused to its author alone, and costs nothing; others are not held up', async () => {
  for (const text of ['one', 'two', 'three']) expect((await ask(text)).body).toBe('');
  expect((await ask('four')).json).toMatchObject({ text: TOO_MANY });
  expect((await ask('five', 'bruno')).body).toBe('');
  await imagine.settled();
  expect(prompts().toSorted()).toEqual(['five', 'one', 'three', 'two']);
  // a minute later
  await imagine.query(`update generations set requested_at = requested_at - interval '61 seconds'`);
  expect((await ask('four')).body).toBe('');
  await imagine.settled();
  expect(prompts()).toContain('four');
});

test('of a hundred at once, three are taken', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(`fox ${i}`)));
  await imagine.settled();
  expect(answers.filter(({ body }) => body === '')).toHaveLength(3);
  expect(prompts()).toHaveLength(3);
});

test('in a thread it is said once, however often Slack sends the message', async () => {
  const { slack } = imagine;
  for (const text of ['one', 'two', 'three']) await ask(text);
  await imagine.settled();
  const threadTs = slack.messages('general').at(-1)?.ts ?? '';
  const said = { user: 'ana', channel: 'general', threadTs, text: 'edit this: make it night', retries: 2 };
  const { deliveries } = await slack.say(said);
  expect(deliveries.flatMap(({ attempts }) => attempts.map(({ status }) => status))).toEqual([200, 200, 200]);
  expect(slack.ephemerals('ana').map(({ text }) => text)).toEqual([TOO_MANY]);
});

test('one comparison at a time for a person in a thread; the next is politely put off', async () => {
  const { slack, query } = imagine;
  await ask('two foxes --n 2');
  await imagine.settled();
  await query(`update generations set requested_at = requested_at - interval '61 seconds'`);
  const threadTs = slack.messages('general').at(-1)?.ts ?? '';
  const compare = () => slack.say({ user: 'ana', channel: 'general', threadTs, text: 'compare #1 #2' });
  await Promise.all([compare(), compare(), compare()]);
  await imagine.settled();
  const made = await query(`select id from generations where act = 'compare' and state = 'posted'`);
  const told = slack.ephemerals('ana').map(({ text }) => text);
  expect(made.length + told.length).toBe(3);
  expect(told.length).toBeGreaterThan(0);
  expect([...new Set(told)]).toEqual([
    'The last one you asked for in this thread is still on its way. Nothing was charged. Ask again once it is here.',
  ]);
});

test('the line goes by persons: who asks for one is not behind all of somebody’s three', async () => {
  const { pixapi, slack } = imagine;
  pixapi.set({ taskMs: 60_000 });
  for (const text of ['a one', 'a two', 'a three']) {
    await ask(text);
    await until(() => slack.transcript('general').includes(text));
    // what is ordered stands in no line
    await until(() => pixapi.submits().length === 1);
  }
  await ask('b one', 'bruno');
  await until(() => slack.transcript('general').includes('b one'));
  expect(slack.transcript('general')).toContain('b one · for @bruno · 1 picture, 1 credit · 2nd in line');
  for (let n = 1; n <= 4; n++) {
    await until(() => pixapi.submits().length === n);
    pixapi.advance(60_000);
  }
  await imagine.settled();
  expect(prompts()).toEqual(['a one', 'a two', 'b one', 'a three']);
});
