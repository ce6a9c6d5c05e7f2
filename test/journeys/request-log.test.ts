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
  const row = await ask('a fox --size wide --quality medium --n 2', 'bruno', 'design');
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

test('an estimate is marked as one, in the log and under the picture', async () => {
  imagine.pixapi.set({ reportCost: { field: 'absent' } });
  const row = await ask('a fox --quality medium');
  expect(row).toMatchObject({ held_credits: 4, charged_credits: 4, charge_estimated: true });
  expect(imagine.slack.transcript('general')).toContain('held 4 · charged about 4 · 496 left in');
});

test('a reported cost that differs from the estimate is what is charged and shown', async () => {
  imagine.pixapi.fault({ to: 'submit' }, { cost: { charged: 7 } });
  const row = await ask('a fox --quality medium');
  expect(row).toMatchObject({ held_credits: 4, charged_credits: 7, charge_estimated: false });
  expect(imagine.slack.transcript('general')).toContain('held 4 · charged 7 · 493 left in');
});

test('tries that came to nothing are counted, and Pixapi’s own id of the failed call is kept', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { forever: { answer: { status: 503 } } });
  const row = await ask('a fox');
  expect(row).toMatchObject({
    state: 'failed',
    failure: 'pixapi_down',
    submits: 8,
    task_id: null,
    pixapi_request_id: expect.stringMatching(/^req_\w+$/),
    held_credits: 1,
    charged_credits: 0,
  });
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

test('a picture that came at the third try has three submits', async () => {
  const busy = { answer: { status: 429 } };
  imagine.pixapi.fault({ to: 'submit' }, busy, busy);
  expect(await ask('a fox')).toMatchObject({ state: 'posted', submits: 3, attempts: 0, charged_credits: 1 });
});

test('an unknown outcome says so, with its hold and without a charge', async () => {
  imagine.pixapi.fault({ to: 'submit' }, { reset: 'after' });
  const row = await ask('a fox --quality medium');
  expect(row).toMatchObject({
    state: 'unknown',
    failure: 'outcome_unknown',
    held_credits: 4,
    charged_credits: null,
    submits: 1,
    task_id: null,
    submitted_at: null,
  });
  expect(row.submitting_at).toBeInstanceOf(Date);
});

test('while it is being made, the log says where it stands', async () => {
  const { pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a fox' });
  await until(async () => (await log())[0]?.state === 'submitted');
  expect((await log())[0]).toMatchObject({
    task_id: pixapi.submits()[0]?.taskId,
    held_credits: 1,
    charged_credits: null,
    made_at: null,
    ended_at: null,
  });
  pixapi.advance(60_000);
  await imagine.settled();
});

const REFUSED: [text: string, failure: string, prompt: string][] = [
  ['a fox --size 7', 'flag_invalid', 'a fox --size 7'],
  ['a fox --model dalle', 'flag_invalid', 'a fox --model dalle'],
  [`${'x'.repeat(8_001)}`, 'prompt_too_long', 'x'.repeat(8_000)],
  ['--n 2', 'flag_invalid', '--n 2'],
  ['a fox --quality high --n 4', 'budget_exhausted', 'a fox'],
];

test.each(REFUSED)('what was refused at once is in the log too: %.30s', async (text, failure, prompt) => {
  const { slack, pixapi } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'budget set 50' });
  const row = await ask(text, 'carla', 'design');
  expect(row).toMatchObject({
    team_id: slack.teams.acme.id,
    channel_id: slack.channelId('design'),
    user_id: slack.teams.acme.people.carla.id,
    prompt,
    state: 'failed',
    failure,
    held_credits: 0,
    charged_credits: null,
    submits: 0,
    response_url: null,
  });
  expect(row.ended_at).toBeInstanceOf(Date);
  expect(row.told_at).toBeInstanceOf(Date);
  expect(pixapi.journal).toEqual([]);
});

test('a budget refusal keeps the terms that were too dear', async () => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 10' });
  expect(await ask('a fox --quality high --n 2 --size 2k')).toMatchObject({
    failure: 'budget_exhausted',
    model: 'gpt-image-2',
    size: '2048x2048',
    quality: 'high',
    count: 2,
  });
});
