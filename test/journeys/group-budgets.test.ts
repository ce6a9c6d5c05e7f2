import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

/** How far the app's idea of what it knows of Slack is ahead. */
let aheadMs = 0;
const imagine = journey({ overrides: { waitScale: 0, knownNow: () => Date.now() + aheadMs } });

const { submit } = formsOf(() => imagine);

const MINUTE_MS = 60_000;
const ask = (user: string, text = 'a fox', channel = 'general') => imagine.slack.command({ user, channel, text });
const alone = (user: string) => imagine.slack.ephemerals(user).at(-1)?.text ?? '';
const listed = () => imagine.slack.journal.filter(({ method }) => method === 'usergroups.list').length;
const charged = async () =>
  (
    await imagine.query<{ name: string; captured: number }>(
      `select scope || ':' || scope_id as name, captured::int from budget_months where scope in ('person', 'group') order by 1`,
    )
  ).map(({ name, captured }) => `${name} ${captured}`);
const budget = (id: string, credits: number | null, rule: 'each' | 'pot') =>
  imagine.query(
    `insert into budgets (team_id, scope, scope_id, monthly_credits, rule) values ($1, 'group', $2, $3, $4)
     on conflict (team_id, scope, scope_id) do update set monthly_credits = excluded.monthly_credits, rule = excluded.rule`,
    [imagine.slack.teams.acme.id, id, credits, rule],
  );

test('each member of a user group has their own limit, of several groups the most generous; a pot is shared by all', async () => {
  const { slack } = imagine;
  const { ana, bruno, carla } = slack.teams.acme.people;
  await ask('ana');
  await imagine.settled();
  // nobody is asked who is in which group before a group has a budget
  expect(listed()).toBe(0);

  const designers = slack.userGroup('designers', ['ana', 'bruno']);
  const editors = slack.userGroup('editors', ['bruno']);
  const writers = slack.userGroup('writers', ['carla', 'ana']);
  await budget(designers.id, 2, 'each');
  await budget(editors.id, 3, 'each');
  await budget(writers.id, 2, 'pot');
  for (const user of ['ana', 'ana', 'bruno', 'bruno', 'bruno', 'bruno', 'carla', 'carla']) await ask(user);
  await imagine.settled();
  // ana: one before and one more; bruno: three; carla: what ana has left of the pot
  expect(await charged()).toEqual([
    `group:${writers.id} 2`,
    `person:${ana.id} 2`,
    `person:${bruno.id} 3`,
    `person:${carla.id} 1`,
  ]);
  expect(alone('ana')).toContain(`as one of <!subteam^${designers.id}> you have 0 left`);
  expect(alone('bruno')).toContain(`<!subteam^${editors.id}>`);
  expect(alone('carla')).toContain(`<!subteam^${writers.id}>`);
  expect(listed()).toBe(1);

  // who leaves a group leaves its limits, within a minute
  slack.userGroup('designers', ['bruno']);
  slack.userGroup('writers', ['carla']);
  aheadMs += MINUTE_MS + 1;
  await ask('ana');
  await imagine.settled();
  expect(await charged()).toContain(`person:${ana.id} 3`);
});

test('guests are a group of their own; without the scope for user groups there is no other', async () => {
  const { slack } = imagine;
  slack.set({ grantedScopes: [] });
  await ask('ana', 'budget');
  aheadMs += 10 * MINUTE_MS;
  const designers = slack.userGroup('designers', ['ana']);
  await budget(designers.id, 0, 'each');
  await budget('guests', 1, 'pot');
  for (const user of ['gus', 'gus', 'ana']) await ask(user);
  await imagine.settled();
  const { gus, ana } = slack.teams.acme.people;
  expect(await charged()).toEqual(['group:guests 1', `person:${ana.id} 1`, `person:${gus.id} 1`]);
  expect(alone('gus')).toContain('all guests together have 0 left');
});

test('who has become a guest spends as one a minute later, and sooner where they send a form', async () => {
  const { slack } = imagine;
  const { bruno, carla } = slack.teams.acme.people;
  await ask('ana', 'budget');
  await budget('guests', 0, 'pot');
  for (const user of ['bruno', 'carla']) await ask(user);
  await slack.command({ user: 'carla', channel: 'general', text: '' });
  Object.assign(bruno, { isGuest: true });
  Object.assign(carla, { isGuest: true });
  await submit({ prompt: 'a form fox' }, 'carla');
  aheadMs += MINUTE_MS + 1;
  await ask('bruno');
  await imagine.settled();
  expect(await charged()).toEqual([`person:${bruno.id} 1`, `person:${carla.id} 1`]);
});

test('where Slack does not say who is in which group nothing is ordered, and it is asked again', async () => {
  const { slack } = imagine;
  await ask('ana', 'budget');
  aheadMs += 10 * MINUTE_MS;
  const designers = slack.userGroup('designers', ['ana']);
  await budget(designers.id, 1, 'each');
  slack.fault({ method: 'usergroups.list' }, { type: 'error', error: 'internal_error' });
  await ask('ana');
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
  expect(alone('ana')).toMatch(/Slack/);
  await ask('ana');
  await ask('ana');
  await imagine.settled();
  expect(await charged()).toEqual([`person:${slack.teams.acme.people.ana.id} 1`]);
});
