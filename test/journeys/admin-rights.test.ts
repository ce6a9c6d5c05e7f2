import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

// What raises a limit goes by the rights that a person has now, and who tried without any stands in the audit.

const imagine = journey();

const { submit, modal } = formsOf(() => imagine);
const ask = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const told = () => imagine.slack.ephemerals('ana').at(-1)?.text;
const audit = () =>
  imagine.query(
    "select user_id, action, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
  );
const ONLY_ADMINS = /this workspace’s managers can change this/i;

/** An admin until a moment ago. */
async function demoted(act: () => Promise<unknown>): Promise<void> {
  const { ana } = imagine.slack.teams.acme.people;
  Object.assign(ana, { isAdmin: false, isOwner: false });
  try {
    await act();
  } finally {
    Object.assign(ana, { isAdmin: true, isOwner: true });
  }
}

test.each([
  ['budget set 9000', 'budget_refused'],
  ['guests spend', 'guests_refused'],
  ['confirm never', 'confirm_refused'],
  ['confirm above 500', 'confirm_refused'],
  ['language es', 'language_refused'],
])('“%s” by somebody who was an admin a moment ago changes nothing and is audited', async (text, action) => {
  await ask('budget set 400');
  await demoted(() => ask(text));
  expect(told()).toMatch(ONLY_ADMINS);
  const { id } = imagine.slack.teams.acme.people.ana;
  expect((await audit()).slice(1)).toEqual([{ user_id: id, action, from_value: null, to_value: null }]);
});

test('the form in Home, opened as an admin and sent as none, changes nothing and is audited', async () => {
  const { slack } = imagine;
  // Says anew that she is one; the button hangs on what was known a moment ago.
  await ask('budget set 500');
  await slack.openHome({ user: 'ana' });
  await slack.clickInView({ user: 'ana', actionId: 'set_budget' });
  expect(modal().blocks.length).toBeGreaterThan(1);
  await demoted(() => submit({ monthly_credits: '9000' }));
  expect(await audit()).toMatchObject([{ action: 'budget_refused' }]);
  expect(await imagine.query('select monthly_credits from budgets')).toEqual([{ monthly_credits: 500 }]);
});
