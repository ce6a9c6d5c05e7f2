import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const { read, submit, errors } = formsOf(() => imagine);

type Who = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

const person = (who: Who) => imagine.slack.teams.acme.people[who];
const name = (who: Who) => `<@${person(who).id}>`;

/** What a command is answered, to its asker alone. */
async function ask(text: string, user: Who = 'ana', channel = 'general') {
  await imagine.slack.command({ user, channel, text });
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
const audit = () =>
  imagine.query<{ user_id: string; action: string; subject: string }>(
    "select user_id, action, subject from audit_entries where action <> 'zone_set' order by id",
  );

const NO_MANAGER = {
  bruno: /^Só gestores deste espaço de trabalho podem mudar isso/,
  carla: /^Solo los gestores de este espacio de trabajo pueden cambiarlo/,
  gus: /^Only this workspace’s managers can change this/,
};

describe('an admin names a manager', () => {
  test('who sets budgets and settings, has the console, and loses it all at the next act once they are removed', async () => {
    const { slack } = imagine;
    const Carla = name('carla');
    expect(await ask('budget set 600', 'carla')).toMatch(NO_MANAGER.carla);
    expect(await ask(`managers add ${Carla}`)).toBe(
      `${Carla} is now a manager: they can set budgets, answer who asks for more, read the log and change the policy.`,
    );
    expect(await ask(`managers add ${Carla}`)).toBe(`${Carla} is a manager already.`);
    expect(await ask('managers', 'gus')).toBe(
      `*Managers of this workspace*\nIts owners and admins, always: ${name('ana')}.\nNamed beside them: ${Carla} (by ${name('ana')}).\nOwners and admins can change this: \`/imagine managers add @ana\`, \`/imagine managers remove @ana\`.`,
    );

    expect(await ask('budget set 600', 'carla')).toMatch(/^El presupuesto del mes .* 600 créditos/);
    expect(await ask('confirm never', 'carla')).toMatch(/^Los botones nunca/);
    await slack.openHome({ user: 'carla' });
    expect(slack.read(slack.home('carla')!)).toContain('[Cambiar el presupuesto…]');
    await slack.clickInView({ user: 'carla', actionId: 'set_budget' });

    expect(await ask(`managers remove ${Carla}`)).toBe(`${Carla} is no longer a manager, from this moment on.`);
    // what stood in their Home is gone without their opening it
    await until(() => !slack.read(slack.home('carla')!).includes('[Cambiar el presupuesto…]'));
    expect(await ask(`managers remove ${Carla}`)).toBe(`${Carla} hadn’t been named a manager, so nothing has changed.`);
    expect(await ask('budget set 700', 'carla')).toMatch(NO_MANAGER.carla);
    // the form that was open stays open, and sets nothing
    expect(errors(await submit({ monthly_credits: '800' }, 'carla')).monthly_credits).toMatch(NO_MANAGER.carla);
    expect(await imagine.query('select monthly_credits from budgets')).toEqual([{ monthly_credits: 600 }]);
    const by = (who: Who, action: string) => ({ user_id: person(who).id, action });
    expect(await audit()).toMatchObject([
      by('carla', 'budget_refused'),
      { ...by('ana', 'manager_added'), subject: `person:${person('carla').id}` },
      by('carla', 'budget_set'),
      by('carla', 'confirm_set'),
      { ...by('ana', 'manager_removed'), subject: `person:${person('carla').id}` },
      by('carla', 'budget_refused'),
      by('carla', 'budget_refused'),
    ]);
  });

  test('who stays one only as long as Slack calls them a full member', async () => {
    await ask(`managers add ${name('carla')}`);
    for (const change of [{ isGuest: true }, { isGuest: false, isDeactivated: true }]) {
      Object.assign(person('carla'), change);
      expect(await ask('guests look', 'carla'), JSON.stringify(change)).not.toMatch(/Los invitados pueden mirar/);
    }
    expect(await imagine.query('select guests_may_spend from teams')).toEqual([{ guests_may_spend: true }]);
  });

  test('full members alone, by id, and not the admins over again', async () => {
    const cases: [who: string, words: RegExp][] = [
      [name('gus'), /can’t be a manager: guests/],
      [name('eve'), /can’t be a manager: guests/],
      [`<@${imagine.slack.teams.acme.bot.userId}>`, /can’t be a manager: guests/],
      ['<@U0NOBODY1>', /can’t be a manager: guests/],
      [name('ana'), /is an owner or admin of this workspace/],
    ];
    for (const [who, words] of cases) expect.soft(await ask(`managers add ${who}`), who).toMatch(words);
    expect(await ask(`managers remove ${name('ana')}`)).toMatch(/hadn’t been named.*is an owner or admin/);
    expect(await audit()).toEqual([]);
  });

  test('twenty of them and no more', async () => {
    await ask('budget set 1');
    await imagine.query(
      `insert into managers (team_id, user_id, added_by) select $1, 'U' || n, 'U1' from generate_series(1, 20) n`,
      [imagine.slack.teams.acme.id],
    );
    expect(await ask(`managers add ${name('carla')}`)).toMatch(/^20 people have been named, which is the limit/);
  });
});

describe('Managers… in Home', () => {
  const open = async (user: Who) => {
    await imagine.slack.openHome({ user });
    await imagine.slack.clickInView({ user, actionId: 'set_managers' });
  };

  test('an admin names people there and takes it back; guests can’t be chosen; of two admins at once the second is told', async () => {
    await open('ana');
    expect(errors(await submit({ named_managers: 'carla,gus' }))['named_managers:0']).toMatch(
      /^Not set: gus can’t be managers/,
    );
    await submit({ named_managers: 'ana,carla' });
    expect(read()).toContain('It is set, from this moment on.');
    expect(await imagine.query('select user_id from managers')).toEqual([{ user_id: person('carla').id }]);
    await open('ana');
    await ask(`managers add ${name('bruno')}`);
    await submit({ named_managers: '' });
    expect(read()).toContain('changed who the managers are since you opened this form, so nothing was set.');
    expect(await imagine.query('select user_id from managers order by 1')).toHaveLength(2);
    await submit({ named_managers: 'bruno' });
    expect(await imagine.query('select user_id from managers')).toEqual([{ user_id: person('bruno').id }]);
    const of = (action: string, who: Who) => ({ action, subject: `person:${person(who).id}` });
    expect(await audit()).toMatchObject([
      of('manager_added', 'carla'),
      of('manager_added', 'bruno'),
      of('manager_removed', 'carla'),
    ]);
  });

  test('a named manager is told who may', async () => {
    await ask(`managers add ${name('carla')}`);
    await open('carla');
    expect(read('carla')).toContain('Solo los propietarios y admins de este espacio de trabajo');
    expect((await audit()).at(-1)).toMatchObject({ user_id: person('carla').id, action: 'manager_refused' });
  });
});

describe('who may not', () => {
  test.each<[Who, RegExp]>([
    ['bruno', /^Só proprietários e admins/],
    ['gus', /^Only owners and admins/],
  ])('%s names and removes nobody, and it is written down', async (user, words) => {
    await ask(`managers add ${name('carla')}`);
    expect(await ask(`managers add ${name('bruno')}`, user)).toMatch(words);
    expect(await ask(`managers remove ${name('carla')}`, user)).toMatch(words);
    expect(await imagine.query('select user_id from managers')).toEqual([{ user_id: person('carla').id }]);
    expect((await audit()).slice(1)).toMatchObject([{ action: 'manager_refused' }, { action: 'manager_refused' }]);
  });

  test('a named manager names nobody either, and can step down', async () => {
    await ask(`managers add ${name('carla')}`);
    expect(await ask(`managers add ${name('bruno')}`, 'carla')).toMatch(/^Solo los propietarios y admins/);
    expect(await ask(`managers remove ${name('carla')}`, 'carla')).toMatch(/ya no es gestor/);
    expect(await imagine.query('select user_id from managers')).toEqual([]);
  });
});

test('where Slack does not say who somebody is, nothing changes', async () => {
  imagine.slack.fault({ method: 'users.info' }, faults.status(503));
  expect(await ask(`managers add ${name('carla')}`)).toMatch(/Nothing was charged/);
  expect(await imagine.query('select user_id from managers')).toEqual([]);
  imagine.slack.fault({ method: 'users.list' }, faults.error('ratelimited'));
  expect(await ask('managers', 'gus')).toContain('Its owners and admins, always.');
});
