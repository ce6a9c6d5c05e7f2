import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
const GENERAL = '<#C0ACMEGENERAL|general>';
/** What the app has said to somebody directly, each message line by line. */
const direct = (user: string) =>
  imagine.slack
    .messages(`app:${user}`)
    .map(({ text }) => text.replaceAll(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1').split('\n'));
const idOf = (user: 'ana' | 'bruno' | 'carla') => imagine.slack.teams.acme.people[user].id;
const run = (task: string) => imagine.query(`select pg_notify('imagine_jobs', $1)`, [`task:${task}`]);
const told = async (user: string, times: number) => {
  await until(() => direct(user).length >= times);
  await imagine.settled();
  return direct(user);
};

describe('a budget that runs low', () => {
  test('its managers are told, each once: how much, who, what is left until when; the asker hears nothing of it', async () => {
    await ask(`managers add <@${idOf('bruno')}|bruno>`);
    await ask(`budget set 10 for ${GENERAL}`);
    await ask('a fox --quality medium', 'carla');
    await imagine.settled();
    await ask('another --quality medium', 'carla');
    const warning = [
      '80 % of the monthly budget for <#C0ACMEGENERAL> is used: 8 of 10 credits.',
      `Used most: <@${idOf('carla')}> (8).`,
      expect.stringMatching(/^Left: 2 credits\. Renews \w+ 1 at 12:00 AM UTC\.$/),
    ];
    expect(await told('ana', 1)).toEqual([warning]);
    expect((await told('bruno', 1))[0]?.[0]).toContain('80 % do limite do mês do canal');
    expect(direct('carla')).toEqual([]);
    // It stays said, whoever looks again.
    await run('warnings');
    await imagine.settled();
    await ask('and one');
    await imagine.settled();
    expect(direct('ana')).toHaveLength(1);
    expect(await imagine.query('select percent, is_told from budget_alerts order by percent')).toEqual([
      { percent: 50, is_told: true },
      { percent: 80, is_told: true },
    ]);
  });

  test('several thresholds passed at once are one message; raising the budget arms them again, and setting it below what is spent says so at once', async () => {
    await ask(`budget set 4 for ${GENERAL}`);
    await ask('a fox --quality medium');
    const [all] = await told('ana', 1);
    expect(all?.[0]).toBe('100 % of the monthly budget for <#C0ACMEGENERAL> is used: 4 of 4 credits.');
    expect(all?.[2]).toMatch(/^Nothing is left, so new pictures have to wait until it renews: \w+ 1 at/);
    await ask(`budget set 10 for ${GENERAL}`);
    await imagine.settled();
    await ask('another --quality medium');
    expect((await told('ana', 2)).at(-1)?.[0]).toContain('80 % of the monthly budget');
    await ask(`budget set 5 for ${GENERAL}`);
    const answer = imagine.slack.ephemerals('ana').at(-1)?.text ?? '';
    expect(answer).toMatch(
      /^The monthly budget for <#C0ACMEGENERAL> is now 5 credits\. Before, it was 10 credits\.\n8 credits of it are already used, so nothing more can be made there until it renews: /,
    );
  });

  test('at other percentages where managers want that; of an own budget its person reads below the picture, and of an own cap nobody else', async () => {
    await ask('budget warn 30 90');
    expect(imagine.slack.ephemerals('ana').at(-1)?.text).toBe(
      'Managers are told when a budget is used to 30 % and 90 %.',
    );
    await ask('budget cap 5', 'carla');
    await ask('un zorro --quality medium', 'carla');
    await imagine.settled();
    expect(imagine.slack.transcript('general')).not.toContain('80 %');
    await ask(`budget set 10 for <@${idOf('carla')}|carla>`);
    await ask('budget warn 80');
    await ask('budget cap unlimited', 'carla');
    await ask('otro --quality medium', 'carla');
    expect((await told('ana', 2)).at(-1)?.[0]).toBe(
      `80 % of the monthly budget for <@${idOf('carla')}> is used: 8 of 10 credits.`,
    );
    expect(imagine.slack.transcript('general')).toMatch(/80 % of the budget for @carla is used\)/);
    expect(direct('ana').flat().join()).not.toContain('set for themselves');
  });

  test('at a percentage that is new and passed already, at once', async () => {
    await ask('budget set 10');
    await ask('a fox --quality medium');
    await imagine.settled();
    await ask('budget warn 30 90');
    expect((await told('ana', 1))[0]?.[0]).toBe(
      '30 % of the monthly budget for the workspace is used: 4 of 10 credits.',
    );
    await ask('budget warn 20 30');
    await imagine.settled();
    expect(await imagine.query('select percent, is_told from budget_alerts order by percent')).toMatchObject([
      { percent: 20 },
      { percent: 30 },
    ]);
  });

  test('a process that died while it told is stood in for, and whoever was told is not told again', async () => {
    await ask(`managers add <@${idOf('bruno')}|bruno>`);
    imagine.slack.fault({ method: 'users.list' }, faults.error('service_unavailable'));
    await ask(`budget set 4 for ${GENERAL}`);
    await ask('a fox --quality medium');
    await imagine.settled();
    const note = (await imagine.query<{ note: string }>('select note from manager_notes'))[0]?.note;
    expect(note).toBeUndefined();
    // Somebody began to tell ana and fell silent; bruno had heard it.
    await imagine.query(
      `insert into manager_notes (team_id, note, user_id, claimed_at, told_at) select team_id, 'warning:channel:C0ACMEGENERAL:month:' || start || ':100:4', u.id, now() - u.ago, case when u.done then now() end
       from budget_alerts, (values ($1, interval '3 minutes', false), ($2, interval '1 minute', true)) u (id, ago, done) where percent = 100`,
      [idOf('ana'), idOf('bruno')],
    );
    await Promise.all([run('warnings'), run('warnings')]);
    expect(await told('ana', 1)).toHaveLength(1);
    expect(direct('bruno')).toEqual([]);
    expect(await imagine.query('select from budget_alerts where not is_told')).toEqual([]);
  });
});

test('*Details* shows a manager every limit, *Pause* stops spending; nobody else gets either', async () => {
  const press = async (actionId: string, user: string) => {
    await imagine.slack.click({ user, channel: 'app', actionId });
    await imagine.slack.settled();
    return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
  };
  await ask(`budget set 4 for ${GENERAL}`);
  await ask('a fox --quality medium');
  await told('ana', 1);
  expect(await press('warning_details', 'ana')).toMatch(
    /^\*All limits of this workspace\*\n• The workspace: 500 credits a month · 4 used · 496 left · .*\n• <#C0ACMEGENERAL>: 4 credits a month · 4 used · 0 left/,
  );
  const { ana } = imagine.slack.teams.acme.people;
  const was = { ...ana };
  Object.assign(ana, { isAdmin: false, isOwner: false });
  try {
    for (const button of ['warning_details', 'warning_pause'])
      expect(await press(button, 'ana')).toContain('Only this workspace’s managers can change this');
  } finally {
    Object.assign(ana, was);
  }
  await press('warning_pause', 'ana');
  expect(await imagine.query('select paused_by from teams where paused_at is not null')).toEqual([
    { paused_by: idOf('ana') },
  ]);
});

test('an hour that costs more than a usual day is told once', async () => {
  await ask('budget set unlimited');
  await imagine.query(
    `insert into spend_days (team_id, day, channel_id, user_id, model, quality, credits)
     select team_id, current_date - n, 'C0ACMEGENERAL', $1, 'gpt-image-2', 'low', 8 from teams, generate_series(1, 6) n`,
    [idOf('carla')],
  );
  await ask('a fox --quality high --n 2', 'carla');
  await imagine.settled();
  await run('warnings');
  expect(await told('ana', 1)).toEqual([
    [
      'Unusually much: 28 credits in the last hour. A usual day takes 8.',
      `Used most: <@${idOf('carla')}> (28) · in <#C0ACMEGENERAL> (28).`,
    ],
  ]);
  await run('warnings');
  await imagine.settled();
  expect(direct('ana')).toHaveLength(1);
});
