import { beforeEach, describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { menuValue } from '../support/menu.ts';
import { tracesOf } from '../support/traces.ts';
import { until } from '../support/until.ts';

const imagine = journey();
const { read, submit, errors } = formsOf(() => imagine);

type Name = 'ana' | 'bruno' | 'carla' | 'gus';

beforeEach(() => {
  const { bruno, carla } = imagine.slack.teams.acme.people;
  for (const one of [bruno, carla]) one.locale = 'en-US';
});

const idOf = (user: Name) => imagine.slack.teams.acme.people[user].id;
async function command(user: Name, text: string): Promise<string> {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
async function reply(user: Name, text: string, threadTs: string): Promise<string> {
  await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
const press = (user: Name, actionId: string) => imagine.slack.click({ user, channel: 'general', actionId });
const newest = () => imagine.slack.messages('general').at(-1)?.ts ?? '';
const aged = (days: number) =>
  imagine.query(`update generations set requested_at = requested_at - $1 * interval '1 day'`, [days]);
const audited = async () =>
  (
    await imagine.query<{ action: string; user: string }>(
      `select action, user_id as user from audit_entries order by id`,
    )
  ).map(({ action }) => action);
const filesThere = async (ids: readonly string[]) => ids.filter((id) => !imagine.slack.file(id).deleted);
const fileIds = async () =>
  (await imagine.query<{ id: string }>('select file_id as id from pictures where file_id is not null order by 1')).map(
    ({ id }) => id,
  );
/** Erases what is to be erased, as many minutes as that takes. */
async function erase(): Promise<void> {
  for (let minute = 0; minute < 3; minute++) {
    await imagine.task('erase');
    await imagine.settled();
  }
}

describe('retention', () => {
  test('prompts and pictures that are too old go from here and from Slack, and whoever goes on from there is told when', async () => {
    await command('ana', 'a zebrafinch');
    const threadTs = newest();
    await reply('bruno', 'edit this: make it nightblue', threadTs);
    await aged(31);
    await command('bruno', 'a young bird');
    const ids = await fileIds();
    expect(await command('bruno', 'retention 30 days')).toContain('Only managers');
    expect(await command('ana', 'retention 30 days')).toContain('erased 30 days after');
    expect(await command('ana', 'retention 4000 days')).toContain('from 1 to 3,650');
    await erase();

    expect(await tracesOf(imagine, 'zebrafinch')).toEqual([]);
    expect(await tracesOf(imagine, 'nightblue')).toEqual([]);
    expect(await tracesOf(imagine, 'young bird')).not.toEqual([]);
    expect(await filesThere(ids)).toHaveLength(1);
    expect(imagine.slack.transcript('general')).toMatch(/This request was erased on .*, with its pictures\./);

    expect(await reply('bruno', 'edit this: make it day', threadTs)).toMatch(/That was erased on/);
    await reply('ana', 'history', threadTs);
    const tree = JSON.stringify(imagine.slack.ephemerals('ana').at(-1)?.blocks);
    expect(tree).toMatch(/v1 · erased on .*v2 · erased on/);
    await command('ana', 'history');
    expect(JSON.stringify(imagine.slack.ephemerals('ana').at(-1)?.blocks)).toMatch(/erased on .* · 1 credit/);
    expect(await audited()).toEqual(['retention_refused', 'retention_set']);
    // the figures stay
    expect(await imagine.query(`select captured from budget_months where scope = 'team'`)).toEqual([{ captured: 3 }]);
  });

  test('of a workspace that has decided nothing, managers are told a week before; what Slack keeps is asked for again', async () => {
    await command('bruno', 'a wren');
    const ids = await fileIds();
    await aged(91);
    await erase();
    const told = imagine.slack.messages('app:ana').map(({ text }) => text);
    expect(told).toEqual([expect.stringMatching(/^From .* on, I erase prompts and pictures 90 days after/)]);
    expect(await filesThere(ids)).toEqual(ids);

    await imagine.query(`update teams set retention_from = now()`);
    imagine.slack.fault({ method: 'files.delete' }, faults.error('fatal_error'));
    imagine.slack.fault({ method: 'chat.update' }, faults.error('fatal_error'));
    await imagine.task('erase');
    expect(await filesThere(ids)).toEqual(ids);
    expect(await command('ana', 'retention')).toContain('Slack hasn’t deleted 1 file yet');
    await imagine.query(`update erased_files set next_at = now()`);
    await imagine.query(`update generations set erased_at = erased_at - interval '1 hour'`);
    await erase();
    expect(await filesThere(ids)).toEqual([]);
    expect(await tracesOf(imagine, 'wren')).toEqual([]);
    expect(imagine.slack.messages('app:ana')).toHaveLength(1);
  });
});

describe('a person', () => {
  test('is forgotten: their words, pictures and name, what repeats them, and what is being made for them', async () => {
    const { slack, pixapi } = imagine;
    await command('bruno', 'a kingfisher');
    const threadTs = newest();
    const drawn = slack.messages('general').at(-1);
    await slack.click({ user: 'ana', channel: 'general', actionId: 'vary_image', messageTs: drawn?.ts ?? '' });
    await imagine.settled();
    await reply('ana', 'edit this: make it rainy', threadTs);
    await command('bruno', 'a kingfisher at home --private');
    for (const user of ['ana', 'bruno'] as const) await slack.openHome({ user });
    pixapi.fault({ to: 'submit', prompt: 'kingfisher diving' }, { task: { slowMs: 60_000 } });
    await slack.command({ user: 'bruno', channel: 'general', text: 'a kingfisher diving' });
    await until(() => pixapi.inFlight() === 1);
    const ids = await fileIds();

    await slack.command({ user: 'bruno', channel: 'general', text: 'forget me' });
    await press('bruno', 'forget_me');
    expect(read('bruno')).toContain('This can’t be undone');
    await submit({}, 'bruno');
    expect(read('bruno')).toContain('I’m forgetting you');
    await imagine.task('erase');
    pixapi.advance(120_000);
    await imagine.settled();
    await erase();

    expect(await tracesOf(imagine, 'kingfisher')).toEqual([]);
    expect(await tracesOf(imagine, idOf('bruno'))).toEqual([]);
    expect(await filesThere(ids)).toHaveLength(1);
    expect(await tracesOf(imagine, 'make it rainy')).not.toEqual([]);
    expect(slack.read(slack.home('bruno') as never)).toContain('Everything you asked me for');
    // a manager's Home, which nobody has opened since, held them too
    expect(slack.read(slack.home('ana') as never)).not.toContain('kingfisher');
    // in a manager's list of requests nobody stands in their place
    await slack.openHome({ user: 'ana' });
    expect(slack.read(slack.home('ana') as never)).toContain('somebody who was erased');
  });
});

test('what was asked of managers about a request goes with it, and is not answered any more', async () => {
  const { slack } = imagine;
  await command('ana', 'budget set 5 for <#C0ACMEGENERAL|general>');
  await command('bruno', 'a firecrest --quality high');
  await press('bruno', 'ask_for_more');
  await until(async () => (await imagine.query(`select from approval_cards where shown = 'asked'`)).length === 2);
  expect(await tracesOf(imagine, 'firecrest')).toEqual(expect.arrayContaining(['#app:ana', '#app:bruno']));
  await command('bruno', 'forget me');
  await press('bruno', 'forget_me');
  await submit({}, 'bruno');
  await erase();
  await imagine.task('approvals');
  await imagine.settled();
  expect(await tracesOf(imagine, 'firecrest')).toEqual([]);
  expect(await tracesOf(imagine, idOf('bruno'))).toEqual([]);
  expect(await imagine.query('select state from approvals')).toEqual([{ state: 'ran_out' }]);
  expect(slack.transcript('app', undefined, 'ana')).toContain('This request was erased on');
});

describe('a legal hold', () => {
  test('keeps what a person has made: from Delete, from "forget me" and from age, until it ends', async () => {
    const { slack } = imagine;
    await command('bruno', 'a heron');
    await aged(91);
    await command('ana', 'retention 80 days');
    await command('ana', 'retention');
    await press('ana', 'legal_hold');
    const { bruno } = slack.teams.acme.people;
    await submit({ hold_who: bruno.id, hold_what: 'set', hold_reason: 'case 7' }, 'ana');
    expect(read('ana')).toContain('is kept from now on');
    expect(await command('ana', 'retention')).toContain(`legal hold, so kept whatever else is set: <@${bruno.id}>`);
    expect(await command('bruno', 'retention')).not.toContain('hold');
    await erase();
    expect(await tracesOf(imagine, 'heron')).not.toEqual([]);

    const [row] = await imagine.query<{ id: string }>('select id from generations');
    const value = menuValue(imagine, 'general', 'delete', row?.id);
    await slack.click({ user: 'bruno', channel: 'general', actionId: 'image_menu', value });
    await slack.settled();
    const refused = await submit({}, 'bruno');
    expect(JSON.stringify(refused.json)).toContain('legal hold');
    await command('bruno', 'forget me');
    await press('bruno', 'forget_me');
    await submit({}, 'bruno');
    expect(read('bruno')).toContain('legal hold');

    await command('ana', 'retention');
    await press('ana', 'legal_hold');
    await submit({ hold_who: bruno.id, hold_what: 'lift', hold_reason: 'over' }, 'ana');
    await erase();
    expect(await tracesOf(imagine, 'heron')).toEqual([]);
    expect(await audited()).toEqual(['retention_set', 'legal_hold_set', 'legal_hold_set']);
  });
});

describe('a workspace', () => {
  test('is erased whole, by an admin who types it out', async () => {
    await command('bruno', 'a stork');
    await command('carla', 'a crane');
    await command('ana', 'export json');
    await imagine.task('exports');
    await imagine.settled();
    const exported = (await imagine.query<{ id: string }>('select file_id as id from exports')).map(({ id }) => id);
    expect(await filesThere(exported)).toHaveLength(1);
    await command('ana', 'retention');
    await press('ana', 'erase_all');
    expect(errors(await submit({ erase_all: 'erase' }, 'ana'))).toEqual({
      erase_all: expect.stringContaining('Type ERASE EVERYTHING, exactly so'),
    });
    await submit({ erase_all: 'ERASE EVERYTHING' }, 'ana');
    expect(read('ana')).toContain('I’m erasing everything');
    await erase();
    expect(await filesThere(exported)).toEqual([]);
    for (const mark of ['stork', 'crane', idOf('bruno'), idOf('carla')])
      expect(await tracesOf(imagine, mark)).toEqual([]);
    expect(await imagine.query(`select action from audit_entries where user_id = $1`, [idOf('ana')])).toEqual([
      { action: 'team_erased' },
    ]);
  });
});

describe('a private prompt', () => {
  const open = (user: Name, id: string) =>
    imagine.slack.click({ user, channel: 'general', actionId: 'read_prompt', value: id });

  test('is read by a manager with a reason, which is written down, and its author is told once', async () => {
    const { slack } = imagine;
    await command('bruno', 'a shy wryneck --private');
    const [row] = await imagine.query<{ id: string }>('select id from generations');
    const id = row?.id ?? '';
    for (const reason of ['a complaint', 'once more']) {
      await command('ana', 'log');
      expect(JSON.stringify(slack.ephemerals('ana').at(-1))).not.toContain('wryneck');
      await open('ana', id);
      expect(read('ana')).not.toContain('wryneck');
      expect(errors(await submit({ read_prompt: ' ' }, 'ana'))).toBeTruthy();
      await submit({ read_prompt: reason }, 'ana');
      expect(read('ana')).toContain('a shy wryneck');
      await imagine.task('erase');
      await imagine.settled();
    }
    // whoever is no manager any more reads nothing, with the form still open
    await command('ana', 'log');
    await open('ana', id);
    Object.assign(slack.teams.acme.people.ana, { isAdmin: false, isOwner: false });
    expect(errors(await submit({ read_prompt: 'curious' }, 'ana')).read_prompt).toContain('Only managers');
    const told = slack.messages('app:bruno').filter(({ text }) => text.includes('a manager of this workspace'));
    expect(told.map(({ text }) => text)).toEqual([
      expect.stringMatching(/read a private prompt of yours, from <!date/),
    ]);
    // that message stays when the words are erased
    expect(JSON.stringify(told)).not.toContain('wryneck');
    expect(
      await imagine.query(
        'select action, subject, reason from audit_entries where user_id = $1 and reason is not null order by id',
        [idOf('ana')],
      ),
    ).toEqual(
      ['a complaint', 'once more'].map((reason) => ({ action: 'prompt_read', subject: `request:${id}`, reason })),
    );
  });
});
