import { expect, test } from 'vitest';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();
const { read, submit } = formsOf(() => imagine);

type Who = 'ana' | 'bruno' | 'carla' | 'gus';

async function ask(text: string, user: Who = 'ana') {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
  return imagine.slack.ephemerals(user).at(-1)?.text ?? '';
}
async function open(user: Who = 'ana') {
  await imagine.slack.openHome({ user });
  await imagine.slack.clickInView({ user, actionId: 'set_policy' });
}
const audit = () =>
  imagine.query(
    "select user_id, action, subject, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
  );
const idOf = (who: Who) => imagine.slack.teams.acme.people[who].id;
const name = (who: Who) => `<@${idOf(who)}>`;

test('sets all rules in one form, a named one too; forms and prices follow; who is in no group spends nothing', async () => {
  const { slack, pixapi } = imagine;
  const designers = slack.userGroup('designers', ['ana', 'bruno']);
  await ask(`managers add ${name('carla')}`);
  await open('carla');
  expect(read('carla')).toContain('== Política ==');
  await submit(
    {
      spenders: 'groups',
      spend_groups: designers.id,
      models: 'gpt-image-2',
      qualities: 'low,medium',
      sizes: '1024x1024,2048x1152',
      most_credits: '20',
      default_size: '2048x1152',
      default_quality: 'medium',
      team_language: 'es',
      blocked_words: 'Secreto\nniña',
      rule_channel: 'random',
      rule_mode: 'off',
    },
    'carla',
  );
  expect(read('carla')).toContain('La política está fijada. Vale desde este momento.');
  expect(read('carla')).toContain('Palabras bloqueadas: `secreto`, `nina`.'.replaceAll('`', ''));
  expect((await ask('policy')).split('\n').slice(1, -1)).toEqual([
    `Who can spend: members of <!subteam^${designers.id}>.`,
    'Models: `gpt-image-2`.',
    'Sizes: `1024x1024`, `2048x1152`.',
    'Qualities: `low`, `medium`.',
    'A single request can cost up to 20 credits.',
    'Where a request says nothing else: `2048x1152`, medium.',
    `Off: <#${slack.channelId('random')}>.`,
    'Blocked words: secreto, nina.',
  ]);
  expect(await imagine.query('select language from teams')).toEqual([{ language: 'es' }]);

  // what is not said follows from the policy, and forms offer no more than it allows
  await ask('a red fox');
  expect(pixapi.submits().at(-1)?.fields).toMatchObject({
    model: 'gpt-image-2',
    size: '2048x1152',
    quality: 'medium',
  });
  await ask('');
  expect(read()).not.toContain('3840');
  await submit({ prompt: 'a hen' });
  await imagine.settled();
  expect(pixapi.submits()).toHaveLength(2);
  expect(await ask('a hen', 'carla')).toBe(
    `En este espacio de trabajo solo los miembros de <!subteam^${designers.id}> pueden gastar créditos. No se cobró nada. Uno de ellos puede hacerla por ti.`,
  );
  expect(pixapi.submits()).toHaveLength(2);
  const set = (subject: string, to_value: string, from_value: string | null = null) => ({
    ...{ user_id: idOf('carla'), action: 'policy_set', subject: `policy:${subject}`, from_value, to_value },
  });
  expect(await audit()).toEqual(
    expect.arrayContaining([
      set('spend_groups', designers.id),
      set('models', 'gpt-image-2'),
      set('most_credits', '20'),
      set('blocked_word', 'secreto'),
      set(`channel:${slack.channelId('random')}`, 'off', 'on'),
    ]),
  );
});
