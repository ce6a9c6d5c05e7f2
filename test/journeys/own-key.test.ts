import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({ env: { ENCRYPTION_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}` } });
const { read, choose, submit, errors } = formsOf(() => imagine);

async function open(user = 'ana') {
  await imagine.slack.openHome({ user });
  await imagine.slack.clickInView({ user, actionId: 'set_pixapi_key' });
}

const type = async (key: string) => {
  await open();
  return await submit({ typed_pixapi_key: key });
};

async function make(text: string) {
  await imagine.slack.command({ user: 'gus', channel: 'general', text });
}

test('a key is checked, kept sealed, pays for what is ordered from then on, and is taken back', async () => {
  const { pixapi, slack, logLines } = imagine;
  pixapi.set({ balance: 100 });
  const own = pixapi.openAccount(100);
  const other = pixapi.openAccount(100);
  const left = () => [pixapi.balance(), pixapi.balance(own), pixapi.balance(other)];
  expect(errors(await type('sk_sim_nobodys_key_at_all')).typed_pixapi_key).toMatch(/^Pixapi doesn’t accept this key/);
  expect(await imagine.query('select from pixapi_keys')).toHaveLength(0);
  await make('a fox');
  await imagine.settled();
  expect(left()).toEqual([99, 100, 100]);

  await type(own);
  expect(read()).toContain('The key is set.');
  pixapi.set({ taskMs: 300 });
  await make('a red fox');
  await until(() => pixapi.submits().length === 2);

  // replaced while a task is in the making: that is read with the key that ordered it
  await type(other);
  await imagine.settled();
  expect(await imagine.query("select from generations where state = 'posted'")).toHaveLength(2);
  expect(left()).toEqual([99, 99, 100]);
  await make('a blue fox');
  await imagine.settled();

  await open();
  expect(read()).toMatch(new RegExp(`ends in …${other.slice(-4)}`));
  await choose('remove_pixapi_key', 'key');
  await until(() => read().includes('The key is removed.'));
  await make('a green fox');
  await imagine.settled();
  expect(left()).toEqual([98, 99, 99]);

  await type(own);
  pixapi.revoke(own);
  await make('a grey fox');
  await imagine.settled();
  expect(slack.transcript('general')).toContain('Pixapi rejected this workspace’s own key.');
  expect(logLines.filter((line) => line.includes('"level":50'))).toEqual([]);

  const kept = JSON.stringify([
    logLines,
    await imagine.query('select pixapi_key::text, data_key::text, last_characters from pixapi_keys'),
    await imagine.query('select * from audit_entries'),
  ]);
  for (const key of [own, other]) expect(kept).not.toContain(key);
  expect(
    await imagine.query(
      "select action, from_value, to_value from audit_entries where action like 'pixapi_key%' order by id",
    ),
  ).toMatchObject([{ action: 'pixapi_key_set' }, { action: 'pixapi_key_set' }, { action: 'pixapi_key_removed' }, {}]);
});
