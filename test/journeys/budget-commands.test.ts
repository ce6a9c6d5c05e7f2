import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const GENERAL = '<#C0ACMEGENERAL|general>';
const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const told = (user = 'ana') =>
  imagine.slack
    .ephemerals(user)
    .at(-1)
    ?.text.replaceAll(/<!date\^\d+\^[^|]*\|([^>]*)>/g, '$1') ?? '';
const audit = (action: string) =>
  imagine.query('select subject, from_value, to_value from audit_entries where action = $1 order by id', [action]);

test('a top-up lasts to the end of a day, and is used once the budget is spent', async () => {
  await ask(`budget set 1 for ${GENERAL}`);
  await ask(`budget top up 4 for ${GENERAL} until Friday`);
  expect(told()).toMatch(
    /^4 credits on top of the budget for <#C0ACMEGENERAL>, until \w+ \d+ at 12:00 AM UTC\. They are used once the budget is spent\.$/,
  );
  await ask('a fox --quality medium', 'carla');
  await imagine.settled();
  await ask('budget', 'carla');
  expect(told('carla')).toContain('<#C0ACMEGENERAL>: 1 crédito al mes');
  expect(told('carla')).toContain('1 extra');
  await ask('budget top up 4 until 2020-01-01');
  expect(told()).toBe('2020-01-01 is over. Name a day to come.');
  expect(await audit('grant_given')).toHaveLength(1);
});

test('what is more than the workspace has is set, and pointed out; a group that nobody can read too', async () => {
  await ask(`budget set 900 for ${GENERAL}`);
  expect(told()).toBe(
    'The monthly budget for <#C0ACMEGENERAL> is now 900 credits. Before, it was not set.\nThat is more than the budget for the workspace, 500 credits a month, which still counts.',
  );
  await ask('budget each 5 a day for guests');
  expect(told()).toBe('The daily budget for each guest is now 5 credits. Before, it was not set.');
  await ask('budget each 5 a day for guests');
  expect(told()).toBe('The budget for each guest was 5 credits a day already.');
  expect(await audit('budget_set')).toHaveLength(2);
});

test('another time zone or first day opens no second budget, and the answer says until when the running one goes on', async () => {
  await ask('budget zone america/sao_paulo');
  expect(told()).toMatch(
    /^Budgets now follow the time in America\/Sao_Paulo\.\nWhat is spent stays spent: the running month goes on until \w+ 1 at .*, the running day until .*\.$/,
  );
  await ask('budget zone America/Sao_Paulo');
  expect(told()).toBe('Budgets follow the time in America/Sao_Paulo already.');
  await ask('budget zone Sao_Paulo');
  expect(told()).toBe(
    'I don’t know the time zone `Sao_Paulo`. Name it like `America/Sao_Paulo`. Did you mean `America/Sao_Paulo`?',
  );
  await ask('budget first day 15');
  expect(told()).toMatch(
    /^Budget months now begin on day 15\.\nWhat is spent stays spent: the running month goes on until \w+ 15 at /,
  );
  await ask('budget first day 31');
  expect(told()).toBe('A budget month can begin on any day from 1 to 28.');
  await ask('budget');
  expect(told()).toContain('Months begin on day 15, in the time zone America/Sao_Paulo.');
});

test('only managers change budgets, anybody their own cap, and a refusal by it says so', async () => {
  for (const text of [
    'top up 5 until Friday',
    'zone UTC',
    'first day 2',
    'warn 10',
    'tag x for <#C0ACMEGENERAL>',
    'low on',
  ]) {
    await ask(`budget ${text}`, 'gus');
    expect.soft(told('gus'), text).toContain('Only this workspace’s managers can change this');
  }
  expect(await audit('budget_refused')).toHaveLength(6);
  await ask('budget cap 2 a day', 'gus');
  expect(told('gus')).toBe(
    'You now stop at 2 credits a day, whatever others allow. `/imagine budget cap unlimited` takes this away.',
  );
  await ask('budget', 'gus');
  expect(told('gus')).toMatch(
    /• Your own cap: 2 credits a day · 0 used · 2 left · renews .*\n• The workspace: 500 credits a month/,
  );
  await ask('a fox --quality medium', 'gus');
  expect(told('gus')).toMatch(
    /^This needs 4 credits; under your own cap you have 2 left until .* UTC\. With `--quality low` it would cost 1\. Nothing was charged\. You set this cap yourself/,
  );
});
