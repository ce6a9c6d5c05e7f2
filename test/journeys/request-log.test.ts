import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

type Row = Record<string, unknown> & Record<`${string}_at`, Date | null>;
const log = () => imagine.query<Row>('select * from generations order by requested_at');

async function ask(text: string, user = 'ana', channel = 'general'): Promise<Row> {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
  return (await log()).at(-1) ?? {};
}

const databaseTime = async () =>
  (await imagine.query<{ now: Date }>('select clock_timestamp() as now'))[0]?.now.getTime() ?? Number.NaN;

const STAGES = ['requested', 'announcing', 'announced', 'submitting', 'submitted', 'made', 'posted', 'ended'] as const;

test('a picture: who asked, where, for what, on which terms, what was held and charged, Pixapi’s task, and when each stage was', async () => {
  const { slack, pixapi } = imagine;
  const began = await databaseTime();
  pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
  await slack.command({ user: 'bruno', channel: 'design', text: 'a fox --size wide --quality medium --n 2' });
  await until(async () => (await log())[0]?.state === 'submitted');
  // While it is being made, the log says where it stands.
  expect((await log())[0]).toMatchObject({
    task_id: pixapi.submits()[0]?.taskId,
    held_credits: 34,
    charged_credits: null,
    made_at: null,
    ended_at: null,
  });
  pixapi.advance(60_000);
  await imagine.settled();
  const [row = {} as Row] = await log();
  expect(row).toMatchObject({
    team_id: slack.teams.acme.id,
    channel_id: slack.channelId('design'),
    user_id: slack.teams.acme.people.bruno.id,
    kind: 'generation',
    prompt: 'a fox',
    model: 'gpt-image-2',
    size: '2048x1152',
    quality: 'medium',
    count: 2,
    state: 'posted',
    failure: null,
    held_credits: 34,
    charged_credits: 34,
    charge_estimated: false,
    version: 1,
    message_ts: slack.messages('design')[0]?.ts,
    delivery: 'message',
    task_id: pixapi.submits()[0]?.taskId,
    submits: 1,
    attempts: 0,
    // The one-time address of the command is a secret: gone with the end.
    response_url: null,
  });
  const times = STAGES.map((stage) => row[`${stage}_at`]?.getTime() ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThanOrEqual(began);
  expect(times.at(-1)).toBeLessThanOrEqual(await databaseTime());
});

test('how each of them ended: what was held and charged, how often it was sent, and Pixapi’s own id of the failed call', async () => {
  const { slack, pixapi } = imagine;
  const busy = { answer: { status: 429 } };
  pixapi.fault({ to: 'submit', prompt: 'down' }, { forever: { answer: { status: 503 } } });
  pixapi.fault({ to: 'submit', prompt: 'busy' }, busy, busy);
  pixapi.fault({ to: 'submit', prompt: 'lost' }, { reset: 'after' });
  for (const text of ['a fox when all is down', 'a busy fox', 'a lost fox --quality medium'])
    await slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
  const [down, late, lost] = await log();
  expect(down).toMatchObject({
    state: 'failed',
    failure: 'pixapi_down',
    submits: 8,
    task_id: null,
    pixapi_request_id: expect.stringMatching(/^req_\w+$/),
    held_credits: 1,
    charged_credits: 0,
  });
  // A picture that came at the third try has three submits.
  expect(late).toMatchObject({ state: 'posted', submits: 3, attempts: 0, charged_credits: 1 });
  // An unknown outcome says so, with its hold and without a charge.
  expect(lost).toMatchObject({
    state: 'unknown',
    failure: 'outcome_unknown',
    held_credits: 4,
    charged_credits: null,
    submits: 1,
    task_id: null,
    submitted_at: null,
  });
  expect(lost?.submitting_at).toBeInstanceOf(Date);
});

test('what Pixapi reported is charged, an estimate is marked as one, in the log and under the picture', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { cost: { charged: 7 } });
  expect(await ask('a fox --quality medium')).toMatchObject({
    held_credits: 4,
    charged_credits: 7,
    charge_estimated: false,
  });
  expect(imagine.slack.transcript('general')).toContain('held 4 · charged 7 · 493 left in');

  pixapi.set({ reportCost: { field: 'absent' } });
  expect(await ask('a fox --quality medium')).toMatchObject({
    held_credits: 4,
    charged_credits: 4,
    charge_estimated: true,
  });
  expect(imagine.slack.transcript('general')).toContain('held 4 · charged about 4 · 489 left in');
});

test('Pixapi’s request id is kept also when only a header carried it', async () => {
  imagine.pixapi.set({ requestIds: true });
  imagine.pixapi.fault({ to: 'submit' }, { answer: { status: 422 } });
  const row = await ask('a fox');
  expect(row).toMatchObject({
    failure: 'prompt_refused',
    submits: 1,
    pixapi_request_id: expect.stringMatching(/^req_/),
  });
  expect(row.made_at).toBeNull();
  expect(row.ended_at).toBeInstanceOf(Date);
  expect(row.told_at).toBeInstanceOf(Date);
});

const REFUSED: [text: string, failure: string, about: Record<string, unknown>][] = [
  ['a fox --size 7', 'flag_invalid', { prompt: 'a fox --size 7' }],
  ['a fox --model dalle', 'flag_invalid', { prompt: 'a fox --model dalle' }],
  ['x'.repeat(8_001), 'prompt_too_long', { prompt: 'x'.repeat(8_000) }],
  ['--n 2', 'flag_invalid', { prompt: '--n 2' }],
  ['a fox --quality high --n 4', 'budget_exhausted', { prompt: 'a fox' }],
  // It keeps the terms that were too dear.
  [
    'a fox --quality high --n 2 --size 2k',
    'budget_exhausted',
    { prompt: 'a fox', model: 'gpt-image-2', size: '2048x2048', quality: 'high', count: 2 },
  ],
];

test('what was refused at once is in the log too', async () => {
  const { slack, pixapi } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'budget set 50' });
  for (const [text, failure, about] of REFUSED) {
    const row = await ask(text, 'carla', 'design');
    const which = text.slice(0, 40);
    expect.soft(row, which).toMatchObject({
      team_id: slack.teams.acme.id,
      channel_id: slack.channelId('design'),
      user_id: slack.teams.acme.people.carla.id,
      ...about,
      state: 'failed',
      failure,
      held_credits: 0,
      charged_credits: null,
      submits: 0,
      response_url: null,
    });
    expect.soft(row.ended_at, which).toBeInstanceOf(Date);
    expect.soft(row.told_at, which).toBeInstanceOf(Date);
    expect.soft(pixapi.journal, which).toEqual([]);
  }
  expect(await log()).toHaveLength(REFUSED.length);
});
