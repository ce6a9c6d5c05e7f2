import { afterEach, expect, test } from 'vitest';
import { setBudgetClock } from '../support/budget-clock.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const run = () => imagine.query(`select pg_notify('imagine_jobs', 'task:letters')`);
const letters = (user: string) =>
  imagine.slack.messages(`app:${user}`).filter(({ text }) => text.startsWith('Pictures in '));

/** The first day of the next month, an hour after it has begun. */
const nextMonth = () => {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 1, 1));
};

afterEach(() => setBudgetClock(imagine.query, null));

test('managers get a letter about the month that is over, once: by channel and tag, refusals, styles, a chart and a file; another process sends it no second time', async () => {
  await ask('budget tag launch for <#C0ACMEGENERAL|general>');
  expect(imagine.slack.ephemerals('ana').at(-1)?.text).toBe('<#C0ACMEGENERAL> is charged back as `launch`.');
  await ask('a fox --quality medium --style watercolor', 'carla');
  await ask('budget set 4');
  await ask('too much --quality high', 'carla');
  await imagine.settled();
  await setBudgetClock(imagine.query, nextMonth());
  // since that month ended the budget is another one
  await imagine.query('update budgets set monthly_credits = 9');
  await imagine.query(
    `insert into audit_entries (team_id, user_id, action, subject, from_value, to_value, at)
     select team_id, 'U1', 'budget_set', 'team:' || team_id, '4', '9', budget_now() from teams`,
  );
  await Promise.all([run(), run()]);
  await until(() => letters('ana').length > 0);
  await imagine.settled();
  await run();
  await imagine.settled();
  expect(letters('ana')).toHaveLength(1);
  expect(imagine.slack.messages('app:carla')).toEqual([]);
  const read = imagine.slack.transcript('app:ana');
  for (const line of [
    '4 of 4 credits spent.',
    '1 picture from 2 requests.',
    '• #general (launch): 4',
    '• launch: 4',
    '• over a budget: 1',
    '• Watercolor: 1',
  ])
    expect.soft(read).toContain(line);
  expect.soft(read).toMatch(/\[picture: Credits by day in \w+: 4 in all \(1200x420\)\]/);
  expect.soft(read).toMatch(/\[file: imagine-\d{4}-\d{2}\.csv\]/);

  // The file names people: it goes when one of them is forgotten.
  await imagine.query('select erase_exports(team_id, now()) from teams');
  const [file] = await imagine.query<{ file_id: string }>('select file_id from erased_files');
  expect(imagine.slack.file(file?.file_id ?? '').name).toMatch(/^imagine-.*csv$/);
});

test('of a month without requests there is none', async () => {
  await ask('budget set 4');
  await setBudgetClock(imagine.query, nextMonth());
  await run();
  await imagine.settled();
  expect(letters('ana')).toEqual([]);
});
