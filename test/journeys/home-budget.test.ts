import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();
beforeEach(() => {
  // admins in every language; bruno stays a member
  const { carla, gus } = imagine.slack.teams.acme.people;
  carla.isAdmin = true;
  Object.assign(gus, { isAdmin: true, isGuest: false, locale: 'pt-BR' });
});

const { modal, read, submit, errors } = formsOf(() => imagine);

type Name = 'ana' | 'bruno' | 'carla' | 'gus';

const openHome = (user: Name) => imagine.slack.openHome({ user });
const home = (user: Name) => {
  const view = imagine.slack.home(user);
  return view ? imagine.slack.read(view) : '';
};
const press = (user: Name) => imagine.slack.clickInView({ user, actionId: 'set_budget' });
const set = (credits: string, user: Name = 'ana') => submit({ monthly_credits: credits }, user);
const open = async (user: Name = 'ana') => {
  await openHome(user);
  await press(user);
};
const drawn = async (text: string, user: Name = 'ana') => {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
};
/** Home follows in its own time. */
const shown = (words: string, user: Name = 'ana') =>
  until(
    () => home(user).includes(words),
    () => home(user),
  );
const audit = () =>
  imagine.query(
    "select user_id, action, subject, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
  );
const change = (from: string | null, to: string | null, user: Name = 'ana') => {
  const { id, people } = imagine.slack.teams.acme;
  return { user_id: people[user].id, action: 'budget_set', subject: `team:${id}`, from_value: from, to_value: to };
};

/** What no client of Slack sends, signed as if one had. */
async function forge(user: Name, about: object) {
  const { id, people } = imagine.slack.teams.acme;
  const who = { user: { id: people[user].id, team_id: id }, team: { id } };
  const body = `payload=${encodeURIComponent(JSON.stringify({ ...who, ...about }))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await imagine.slack.sendRaw(body, { ...type, ...sign(imagine.slack.signingSecret, body) });
  await imagine.slack.settled();
  return answer;
}

/** ana's open form, sent by somebody with something else in its field. */
function forgeSubmission(user: Name, field: object) {
  const { id, blocks, callback_id, private_metadata } = modal('ana');
  const state = { values: { monthly_credits: field } };
  const app_installed_team_id = imagine.slack.teams.acme.id;
  return forge(user, {
    type: 'view_submission',
    view: { id, blocks, callback_id, private_metadata, state, app_installed_team_id },
  });
}
const numberOf = (value: string | null) => ({ monthly_credits: { type: 'number_input', value } });

describe('an admin', () => {
  test('sees what the budget is and what became of it, sets another one, even less than is spent, and Home shows the new rest', async () => {
    const { pixapi } = imagine;
    await drawn('a fox --size wide');
    pixapi.fault({ to: 'submit', prompt: 'slow' }, { task: { slowMs: 60_000 } });
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a slow fox --quality medium' });
    await until(() => pixapi.inFlight() === 1);
    await open();
    expect(read()).toContain('*Budget for the workspace*');
    expect(read()).toContain('500 credits a month · 2 used · 4 held · 494 left');
    expect(read()).toContain('Leave it empty for no limit.');
    expect(modal().values).toMatchObject({ monthly_credits: { monthly_credits: { value: '500' } } });

    await set('600');
    expect(read()).toContain('The monthly budget for the workspace is now 600 credits. Before, it was 500 credits.');
    await shown('594 of 600 credits left', 'ana');
    expect(await audit()).toEqual([change('500', '600')]);
    expect(await imagine.query('select time_zone from teams')).toEqual([{ time_zone: 'Europe/Lisbon' }]);
    pixapi.advance(60_000);
    await imagine.settled();

    await press('ana');
    await set('2');
    expect(read()).toContain('is now 2 credits.');
    await shown('0 of 2 credits left', 'ana');
    await drawn('one more');
    expect(imagine.slack.ephemerals('ana').at(-1)?.text).toMatch(/^This needs 1 credit; the workspace has 0 left/);
  });

  test('who sets what it is already changes nothing, who sends it twice at once changes it once; an empty field takes the limit away', async () => {
    await open();
    await set('500');
    expect(read()).toContain('The budget for the workspace was 500 credits a month already.');
    expect(await audit()).toEqual([]);

    await press('ana');
    await set('');
    expect(read()).toContain('is now unlimited. Before, it was 500 credits.');
    await shown('*No limit*', 'ana');
    expect(await audit()).toEqual([change('500', 'unlimited')]);

    await press('ana');
    expect(read()).toContain('unlimited');
    expect(modal().values).toMatchObject({ monthly_credits: { monthly_credits: { value: null } } });
    const answers = await Promise.all([
      forgeSubmission('ana', numberOf('700')),
      forgeSubmission('ana', numberOf('700')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(await audit()).toEqual([change('500', 'unlimited'), change('unlimited', '700')]);
    await shown('700 of 700 credits left', 'ana');
  });

  test.each([
    ['gus', 'Mudar o limite…', 'Limites', 'Antes: 500 créditos. Agora: 900 créditos.', 'Restam 900 de 900 créditos'],
    ['carla', 'Cambiar el presupuesto…', 'Presupuestos', 'Antes: 500 créditos. Ahora: 900 créditos.', 'Quedan 900'],
  ] as const)('%s does all of it in their own language', async (user, label, title, changed, left) => {
    await openHome(user);
    expect(home(user)).toContain(`[${label}]`);
    await press(user);
    expect(read(user)).toContain(`== ${title} ==`);
    await set('900', user);
    expect(read(user)).toContain(changed);
    await shown(left, user);
    expect(await audit()).toEqual([change('500', '900', user)]);
  });
});

describe('what is no budget', () => {
  const IN_ENGLISH = 'Enter a whole number from 0 to 10,000,000, or leave it empty for no limit.';

  test('goes no further than Slack', async () => {
    await open();
    for (const typed of ['1.5', '-1', '10000001', 'lots'])
      await expect(set(typed), typed).rejects.toThrow(/^Slack does not submit the modal/);
  });

  test('is refused at the field, in the sender’s own language, and the form stays', async () => {
    await open();
    const answers: [field: object, words: string, user?: Name][] = [
      ...['1.5', '-1', '10000001', '1e3'].map((value): [object, string] => [numberOf(value), IN_ENGLISH]),
      // no field at all, which is not an empty one
      [{}, IN_ENGLISH],
      [numberOf('1.5'), 'Digite um número inteiro de 0 a 10.000.000 ou deixe em branco para não ter limite.', 'gus'],
      [numberOf('1.5'), 'Escribe un número entero de 0 a 10.000.000 o déjalo vacío para que no haya límite.', 'carla'],
    ];
    for (const [field, words, user = 'ana'] of answers) {
      const which = `${user}: ${JSON.stringify(field)}`;
      expect(JSON.parse((await forgeSubmission(user, field)).body), which).toEqual({
        response_action: 'errors',
        errors: { monthly_credits: words },
      });
      expect(await audit(), which).toEqual([]);
    }
    await set('10000000');
    expect(read()).toContain('is now 10,000,000 credits.');
  });
});

describe('a member', () => {
  test('has no button', async () => {
    await openHome('bruno');
    expect(home('bruno')).toContain('[Nova imagem]');
    expect(JSON.stringify(imagine.slack.home('bruno')?.blocks)).not.toContain('set_budget');
  });

  test('who presses one all the same is told who may', async () => {
    await open();
    imagine.slack.teams.acme.homes.set(
      imagine.slack.teams.acme.people.bruno.id,
      structuredClone({ ...imagine.slack.home('ana')!, user: imagine.slack.teams.acme.people.bruno.id }),
    );
    await press('bruno');
    expect(read('bruno')).toContain(
      'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. `/imagine managers` mostra quem são.',
    );
    expect(modal('bruno').rest.submit).toBeUndefined();
  });

  test('who sends the form all the same changes nothing', async () => {
    await open();
    const answer = await forgeSubmission('bruno', numberOf('9000'));
    expect(JSON.parse(answer.body).errors).toEqual({
      monthly_credits:
        'Só gestores deste espaço de trabalho podem mudar isso: proprietários, admins e as pessoas que eles indicarem. /imagine managers mostra quem são.',
    });
    expect(await audit()).toMatchObject([{ action: 'budget_refused', to_value: null }]);
    await openHome('ana');
    await shown('500 of 500 credits left', 'ana');
  });
});

describe('when something fails', () => {
  test('a database that is late: said at the field, and sent again it is one change', async () => {
    await open();
    const blocking = new pg.Client({ connectionString: imagine.databaseUrl });
    await blocking.connect();
    await blocking.query('begin; lock table budgets in access exclusive mode');
    expect(errors(await set('800')).monthly_credits).toMatch(
      /^This is taking longer than Slack waits\..*It’s safe to do it again\.$/,
    );
    await blocking.query('commit');
    await blocking.end();
    await set('800');
    expect(read()).toContain('800 credits');
    await shown('800 of 800 credits left', 'ana');
    expect(await audit()).toEqual([change('500', '800')]);
  });

  test('Slack does not take the new Home: it is set and answered, and Home shows it when it is opened again', async () => {
    await open();
    imagine.slack.fault({ method: 'views.publish' }, faults.status(503));
    await set('600');
    expect(read()).toContain('is now 600 credits.');
    await shown('500 of 500 credits left', 'ana');
    await openHome('ana');
    await shown('600 of 600 credits left', 'ana');
  });

  test('Slack opens no form: what to type instead, in the messages with the app', async () => {
    imagine.slack.fault({ method: 'views.open' }, faults.error('expired_trigger_id'));
    await open();
    expect(imagine.slack.transcript('app', 'acme', 'ana')).toContain(
      'for example `/imagine budget set 500 for #design`',
    );
  });
});
