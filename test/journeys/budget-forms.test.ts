import { describe, expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

// the workspace has not given the permission to see its user groups
const imagine = journey({ slack: { grantedScopes: [] } });
const { modal, read, submit, choose } = formsOf(() => imagine);

const press = (actionId: string, user = 'ana') => imagine.slack.clickInView({ user, actionId });
const said = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
const budgets = () =>
  imagine.query<{ what: string }>(
    `select concat_ws(' ', scope, scope_id, rule, coalesce(monthly_credits::text, 'unlimited'), period) as what from budgets order by 1`,
  );
const team = () => imagine.slack.teams.acme;

/** "Budgets…" in Home, and there the button for another one. */
async function openAnother(place: number, user = 'ana') {
  await imagine.slack.openHome({ user });
  await press('open_budgets', user);
  await choose(`new_budget:${place}`, '', user);
}

describe('a manager, from Home', () => {
  test('sets a channel’s, a person’s by day and the guests’, sees them all, tops one up, and requests keep to them', async () => {
    await openAnother(0);
    await submit({ budget_channel: imagine.slack.channelId('design'), monthly_credits: '40' });
    expect(read()).toContain('is now 40 credits');
    await openAnother(1);
    await submit({ budget_person: team().people.bruno.id, monthly_credits: '2', budget_period: 'day' });
    expect(read()).toContain('The daily budget for @bruno is now 2 credits.');
    await openAnother(3);
    await submit({ budget_rule: 'pot', monthly_credits: '9' });
    const { id, people } = team();
    expect((await budgets()).map(({ what }) => what)).toEqual([
      `channel ${imagine.slack.channelId('design')} 40 month`,
      'group guests pot 9 month',
      `person ${people.bruno.id} 2 day`,
      `team ${id} 500 month`,
    ]);

    const refused = await said('a fox --quality medium', 'bruno');
    expect(JSON.stringify(refused.json)).toContain('você ainda tem 2');
    await imagine.slack.openHome({ user: 'ana' });
    await press('open_budgets');
    expect(read()).toContain('40 credits a month · 0 used');
    const options = JSON.stringify(modal().blocks);
    const place = /"action_id":"change_budget:(\d+)","options":\[\{"value":"[^}]*person/.exec(options)?.[1];
    await choose(`change_budget:${place}`, `top_up:${JSON.stringify({ kind: 'person', id: people.bruno.id })}`);
    await submit({
      top_up_credits: '10',
      top_up_until: new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10),
    });
    expect(await imagine.query('select scope, credits::int, used::int from grants')).toEqual([
      { scope: 'person', credits: 10, used: 0 },
    ]);
    await said('a fox --quality medium', 'bruno');
    await imagine.settled();
    expect(await imagine.query('select used::int from grants')).toEqual([{ used: 2 }]);
  });

  test('a budget that somebody else changed meanwhile is told with what it is now, and then set all the same', async () => {
    await imagine.slack.openHome({ user: 'ana' });
    await press('set_budget');
    await said('budget set 300');
    await submit({ monthly_credits: '700' });
    expect(read()).toContain(
      'Somebody else changed this budget while you had the form open: it is 300 credits a month now.',
    );
    expect((await budgets()).map(({ what }) => what)).toEqual([`team ${team().id} 300 month`]);
    await submit({ monthly_credits: '700' });
    expect((await budgets()).map(({ what }) => what)).toEqual([`team ${team().id} 700 month`]);
  });

  test('the form of user groups says why there are none, and the calendar is changed without a second budget', async () => {
    await openAnother(2);
    expect(read()).toContain('usergroups:read');
    expect(modal().rest.submit).toBeUndefined();
    await imagine.slack.openHome({ user: 'ana' });
    await press('open_budgets');
    await choose('budget_calendar', '');
    expect(read()).toContain('never opens a second budget');
    await submit({ calendar_first_day: '15', calendar_zone: 'America/Sao_Paulo' });
    expect(await imagine.query('select first_day, time_zone, month_until is not null as runs_on from teams')).toEqual([
      { first_day: 15, time_zone: 'America/Sao_Paulo', runs_on: true },
    ]);
  });
});

test('a member who presses all the same, or sends the form, changes nothing', async () => {
  await imagine.slack.openHome({ user: 'ana' });
  team().homes.set(team().people.bruno.id, {
    ...structuredClone(imagine.slack.home('ana')!),
    user: team().people.bruno.id,
  });
  await press('open_budgets', 'bruno');
  expect(modal('bruno').rest.submit).toBeUndefined();
  expect(read('bruno')).toContain('/imagine managers');
});
