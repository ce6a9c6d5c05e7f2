import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();
const { read, modal, submit } = formsOf(() => imagine);

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const ask = (text: string, user: Name = 'ana') => imagine.slack.command({ user, channel: 'general', text });
const idOf = (name: Name) => imagine.slack.teams.acme.people[name].id;
const told = (user: Name = 'ana') => imagine.slack.ephemerals(user).at(-1)?.text ?? '';
/** The audit as it stands in the last answer, line by line, without when. */
const lines = () =>
  imagine.slack
    .transcript('general', 'acme', 'ana')
    .split(/^(?=\S)/m)
    .filter((answer) => answer.includes('Audit, newest first'))
    .at(-1)
    ?.split(/\n */)
    .filter((line) => line.includes(' · @'))
    .map((line) => line.replace(/^.*? · (?=@)/, '')) ?? [];
const undo = (n: number, user: Name = 'ana') =>
  imagine.slack.click({ user, channel: 'general', actionId: `undo_change:${n}` });

test('a manager reads who changed what, and takes changes back through the same doors, each once, audited itself', async () => {
  await ask('budget set 600');
  await ask(`budget set 4 for <@${idOf('bruno')}>`);
  await ask('guests look');
  await ask('budget set 9', 'bruno');
  await ask('audit');
  expect(lines()).toEqual([
    '@bruno · *Tried without the right to: Budget*',
    '@ana · *Guests* · spend → look',
    '@ana · *Budget @bruno* · none → 4',
    '@ana · *Budget* · 500 → 600',
    '@ana · *Time zone* · UTC → Europe/Lisbon',
  ]);
  await undo(1);
  expect(told()).toBe('Undone: Guests.');
  await undo(2);
  await undo(3);
  expect(told()).toBe('Undone: Budget.');
  expect(await imagine.query('select guests_may_spend as may from teams')).toEqual([{ may: true }]);
  expect(await imagine.query('select scope, monthly_credits from budgets')).toEqual([
    { scope: 'team', monthly_credits: 500 },
  ]);
  await undo(3);
  expect(told()).toBe('This has been undone already.');
  await ask('audit');
  expect(lines().slice(0, 2)).toEqual(['@ana · *Undone* · 600 → 500', '@ana · *Budget* · 600 → 500']);
});

test('what was changed since is not taken back, and it is said by whom', async () => {
  await ask('budget set 600');
  await ask('audit');
  const { carla } = imagine.slack.teams.acme.people;
  Object.assign(carla, { isAdmin: true });
  await ask('budget set 700', 'carla');
  await undo(0);
  expect(told()).toBe(
    `This has been changed since, by <@${idOf('carla')}>, so it was not undone. The audit shows how it is now.`,
  );
  expect(await imagine.query('select monthly_credits from budgets')).toEqual([{ monthly_credits: 700 }]);
});

test('rules, calendar, managers, retention, tags and warnings are taken back too; who is a manager by owners and admins alone', async () => {
  const { slack } = imagine;
  const carla = idOf('carla');
  const design = `<#${slack.channelId('design')}>`;
  await slack.openHome({ user: 'ana' });
  await slack.clickInView({ user: 'ana', actionId: 'set_policy' });
  await submit({ qualities: 'low', default_size: '1024x1536', spenders: 'members' });
  const changes = [
    'budget zone Europe/Lisbon',
    'budget first day 15',
    `managers add <@${carla}>`,
    'retention 30 days',
    `budget tag launch for ${design}`,
    'budget warn 90',
    'budget low on',
    'approvals 3 days',
  ];
  const kept = async () =>
    await imagine.query(
      `select time_zone, first_day, retention_days, warn_at, is_low_when_short, answer_days, guests_may_spend, qualities, default_size,
         (select count(*) from managers) as managers, (select count(*) from channel_tags) as tags
       from teams join policies using (team_id)`,
    );
  const before = await kept();
  for (const change of changes) await ask(change);
  const [after] = await kept();
  expect(after).toMatchObject({ time_zone: 'Europe/Lisbon', first_day: 15, managers: 1, tags: 1, warn_at: [90] });

  await ask('audit');
  // newest first: 0 to 7 are the commands, 8 and 9 of the form
  expect(lines()).toContain(`@ana · *Manager added @carla* · none → ${carla}`);
  expect(lines()).toContain('@ana · *Policy (guests)* · spend → look');
  for (const n of changes.keys()) await undo(n);
  expect(await kept()).toEqual(before);
  await undo(8);
  await undo(9);
  await ask('audit');
  await slack.click({ user: 'ana', channel: 'general', actionId: 'audit_page' });
  expect((await kept())[0]).toMatchObject({ guests_may_spend: true, qualities: ['low'], default_size: null });

  await ask(`managers add <@${carla}>`);
  await ask('audit', 'carla');
  await undo(0, 'carla');
  expect(told('carla')).toMatch(/owners|propietarios|administrador/i);
  expect(await imagine.query('select from managers')).toHaveLength(1);
  await ask('guests spend');
  await ask('guests look');
});

test('whoever is no manager reads nothing of it and takes nothing back, also who was one when it was shown', async () => {
  for (const user of ['bruno', 'gus'] as const) {
    await ask('audit', user);
    expect(told(user)).toMatch(/^(?:Só gestores deste espaço|Only managers of this workspace can read its audit)/);
  }
  await ask('budget set 600');
  await ask('audit');
  Object.assign(imagine.slack.teams.acme.people.ana, { isAdmin: false, isOwner: false });
  await undo(0);
  Object.assign(imagine.slack.teams.acme.people.ana, { isAdmin: true, isOwner: true });
  expect(told()).toMatch(/^Only managers/);
  expect(await imagine.query('select monthly_credits from budgets')).toEqual([{ monthly_credits: 600 }]);
  expect(await imagine.query("select user_id from audit_entries where action = 'undo_refused'")).toEqual([
    { user_id: idOf('ana') },
  ]);
});

test('it is exported as JSON lines in the shape of Slack’s own audit log', async () => {
  await ask(`budget set 4 for <#${imagine.slack.channelId('general')}|general>`);
  await ask('audit');
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'export_jsonl' });
  await until(async () => (await imagine.query("select from exports where state = 'done'")).length === 1);
  const [id = ''] = imagine.slack.messages('app:ana').flatMap(({ files }) => files);
  const { name, bytes } = imagine.slack.file(id);
  expect(name).toMatch(/^imagine-audit-.*\.jsonl$/);
  const entry = bytes
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .at(-1);
  const team = imagine.slack.teams.acme.id;
  expect(entry).toEqual({
    id: expect.any(String),
    date_create: expect.any(Number),
    action: 'budget_set',
    actor: { type: 'user', user: { id: idOf('ana'), team } },
    entity: { type: 'channel', channel: { id: imagine.slack.channelId('general') } },
    context: { location: { type: 'workspace', id: team }, channel: imagine.slack.channelId('general') },
    details: { previous_value: null, new_value: '4', reason: null },
  });
});

test('it is read in Home too, and taken back there; whoever lost the right to it since reads nothing', async () => {
  const { slack } = imagine;
  await ask('budget set 600');
  await ask('guests look');
  await slack.openHome({ user: 'ana' });
  await slack.clickInView({ user: 'ana', actionId: 'open_audit' });
  await until(() => read('ana').includes('spend → look'));
  expect(read('ana')).toContain('500 → 600');
  await slack.clickInView({ user: 'ana', actionId: 'undo_change:1', viewId: modal('ana').id });
  expect(read('ana')).toContain('Undone: Budget.');
  expect(await imagine.query('select monthly_credits from budgets')).toEqual([{ monthly_credits: 500 }]);

  Object.assign(slack.teams.acme.people.ana, { isAdmin: false, isOwner: false });
  await slack.clickInView({ user: 'ana', actionId: 'open_audit' });
  await until(() => read('ana').includes('Only managers of this workspace'));
  expect(read('ana')).not.toContain('500');
});

test('what was decided about somebody who was erased since is not said to be taken back', async () => {
  const { slack } = imagine;
  await ask(`budget set 4 for <@${idOf('bruno')}>`);
  await imagine.query(`select forget_person(team_id, $1, 'erased-0123456789ab') from teams`, [idOf('bruno')]);
  await ask('audit');
  // the time zone that came with the budget can be taken back, and nothing else
  expect(slack.transcript('general', 'acme', 'ana').match(/\[Undo\]/g)).toHaveLength(1);
  await ask('budget');
  expect(slack.transcript('general', 'acme', 'ana')).not.toContain('<@erased');
});
