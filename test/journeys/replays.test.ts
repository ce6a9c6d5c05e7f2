import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

const form = formsOf(() => imagine);
const command = (text: string) => imagine.slack.command({ user: 'ana', channel: 'general', text });

async function drawn(): Promise<void> {
  await command('a red fox');
  await imagine.settled();
}

/** The same bytes with the same signature, some time later. */
async function replay({ body, headers } = imagine.slack.lastSent()): Promise<void> {
  expect(await imagine.slack.sendRaw(body, headers)).toMatchObject({ status: 200, body: '' });
  await imagine.settled();
}

test.each([
  ['budget set 40', 'budget set 50', 'select monthly_credits::text as now from budgets', '50'],
  ['guests spend', 'guests look', 'select guests_may_spend::text as now from teams', 'false'],
  ['confirm always', 'confirm never', 'select coalesce(confirm_above::text, $$never$$) as now from teams', 'never'],
  ['language pt', 'language es', 'select language as now from teams', 'es'],
] as const)('“%s”, sent again after “%s”, changes nothing', async (first, second, sql, now) => {
  const { slack, query } = imagine;
  await command(first);
  const before = slack.lastSent();
  await command(second);
  const entries = await query('select id from audit_entries');
  await replay(before);
  expect(await query(sql)).toEqual([{ now }]);
  expect(await query('select id from audit_entries')).toEqual(entries);
});

test.each(['vary_image', 'finish_image'])('a press of %s, sent again when it has come to its end', async (actionId) => {
  await drawn();
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId });
  await imagine.settled();
  const orders = imagine.pixapi.submits().length;
  await replay();
  expect(imagine.pixapi.submits()).toHaveLength(orders);
});

test('Again, sent again', async () => {
  await drawn();
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'image_menu', value: `again:${row?.id}=1` });
  await imagine.settled();
  await replay();
  expect(imagine.pixapi.submits()).toHaveLength(2);
});

test('alt text that was written anew meanwhile stays', async () => {
  await drawn();
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  const write = async (text: string) => {
    await imagine.slack.click({
      user: 'ana',
      channel: 'general',
      actionId: 'image_menu',
      value: `alt_text:${row?.id}`,
    });
    await form.send({ 'alt_text:1': text });
    return imagine.slack.lastSent();
  };
  const first = await write('a fox');
  await write('a red fox that reads');
  await replay(first);
  expect(await imagine.query('select alt_text from pictures')).toEqual([
    { alt_text: 'AI-made image: a red fox that reads' },
  ]);
});
