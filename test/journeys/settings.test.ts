import { describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

type Who = 'ana' | 'bruno' | 'carla' | 'gus';

/** What a command is answered, to its asker alone, line by line. */
async function ask(text: string, user: Who = 'ana') {
  await imagine.slack.command({ user, channel: 'general', text });
  return imagine.slack.ephemerals(user).at(-1)?.text.split('\n');
}

const audit = () =>
  imagine.query(
    "select user_id, action, subject, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
  );

describe('/imagine settings', () => {
  test('shows all that the workspace has decided, to whoever asks and in their language', async () => {
    const models = 'Model: `gpt-image-1.5` unless a request needs another. Available: `gpt-image-1.5`, `gpt-image-2`.';
    const howTo =
      'Admins can change them: `/imagine language en`, `/imagine guests look` or `spend`, `/imagine confirm above 20`, `always` or `never`, `/imagine budget set 1000`.';
    expect(await ask('settings', 'gus')).toEqual([
      '*Settings of this workspace*',
      'Public messages: English.',
      'Guests can spend credits, as members can.',
      'Buttons ask first when they cost more than 10 credits.',
      'Monthly budget: 500 credits · Left: 500',
      models,
      howTo,
    ]);
    await ask('language es');
    await ask('guests look');
    await ask('confirm never');
    await ask('budget set unlimited');
    expect(await ask('Settings')).toEqual([
      '*Settings of this workspace*',
      'Public messages: español.',
      'Guests can look, but not spend credits.',
      'Buttons never ask first.',
      'Monthly budget: unlimited',
      models,
      howTo,
    ]);
    await ask('guests spend');
    expect((await ask('configurações', 'bruno'))?.slice(0, 5)).toEqual([
      '*Configurações deste espaço de trabalho*',
      'Mensagens públicas: español.',
      'Convidados podem gastar créditos, como os membros.',
      'Os botões nunca pedem confirmação.',
      'Limite do mês: sem limite',
    ]);
    expect((await ask('ajustes', 'carla'))?.[0]).toBe('*Ajustes de este espacio de trabajo*');
    expect(imagine.slack.messages('general')).toEqual([]);
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
  });
});

describe('an admin decides', () => {
  test('from what price on buttons ask, is answered with what holds now, and it is written to the audit', async () => {
    expect(await ask('confirm above 20')).toEqual(['Buttons ask first when they cost more than 20 credits.']);
    expect(await ask('Confirm  Above 1,000')).toEqual(['Buttons ask first when they cost more than 1,000 credits.']);
    expect(await ask('confirm always')).toEqual(['Buttons ask first whenever they cost something.']);
    expect(await ask('confirm never')).toEqual(['Buttons never ask first.']);
    const change = { user_id: imagine.slack.teams.acme.people.ana.id, action: 'confirm_set', subject: 'team' };
    expect(await audit()).toEqual([
      { ...change, from_value: '10', to_value: '20' },
      { ...change, from_value: '20', to_value: '1000' },
      { ...change, from_value: '1000', to_value: '0' },
      { ...change, from_value: '0', to_value: null },
    ]);
  });

  test('whether guests may spend', async () => {
    expect(await ask('guests look')).toEqual(['Guests can look, but not spend credits.']);
    expect(await ask('guests spend')).toEqual(['Guests can spend credits, as members can.']);
    const change = { user_id: imagine.slack.teams.acme.people.ana.id, action: 'guests_set', subject: 'team' };
    expect(await audit()).toEqual([
      { ...change, from_value: 'spend', to_value: 'look' },
      { ...change, from_value: 'look', to_value: 'spend' },
    ]);
  });

  test.each<[string, Who, string]>([
    [
      'guests spend',
      'gus',
      'Only this workspace’s managers can change this: its owners, its admins and the people they name. `/imagine managers` shows who they are.',
    ],
    [
      'confirm never',
      'bruno',
      'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. `/imagine managers` mostra quem são.',
    ],
    [
      'confirm above 9000',
      'carla',
      'Solo los gestores de este espacio de trabajo pueden cambiarlo: propietarios, admins y las personas que ellos nombren. `/imagine managers` muestra quiénes son.',
    ],
  ])('“%s” by %s is refused, and changes nothing', async (text, user, words) => {
    expect(await ask(text, user)).toEqual([words]);
    expect(await audit()).toMatchObject([
      { action: expect.stringMatching(/^(?:guests|confirm|language)_refused$/), to_value: null },
    ]);
    expect(await ask('settings')).toContain('Buttons ask first when they cost more than 10 credits.');
  });
});

test('one workspace’s settings are not another’s', async () => {
  await imagine.query(`insert into teams (team_id, confirm_above) values ('T0OTHER', 33)`);
  await ask('confirm never');
  await ask('guests look');
  expect(await imagine.query('select team_id, confirm_above, guests_may_spend from teams order by 1')).toEqual([
    { team_id: 'T0ACME', confirm_above: null, guests_may_spend: false },
    { team_id: 'T0OTHER', confirm_above: 33, guests_may_spend: true },
  ]);
  expect(await ask('settings')).not.toContain('Buttons ask first when they cost more than 33 credits.');
});
