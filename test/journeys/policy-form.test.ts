import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();
const { modal, read, submit } = formsOf(() => imagine);

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

/** ana's open form, sent by somebody with other values, as no client of Slack sends it. */
async function forge(user: Who, values: object, metadata?: string) {
  const { id: teamId } = imagine.slack.teams.acme;
  const { id, blocks, callback_id, private_metadata, values: held } = modal('ana');
  const view = {
    ...{ id, blocks, callback_id, private_metadata: metadata ?? private_metadata },
    // fields by their blocks, which are named by the version
    state: {
      values: { ...held, ...Object.fromEntries(Object.entries(values).map(([at, field]) => [`${at}:0`, field])) },
    },
    app_installed_team_id: teamId,
  };
  const who = { user: { id: idOf(user), team_id: teamId }, team: { id: teamId } };
  const body = `payload=${encodeURIComponent(JSON.stringify({ ...who, type: 'view_submission', view }))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  const answer = await imagine.slack.sendRaw(body, { ...type, ...sign(imagine.slack.signingSecret, body) });
  await imagine.slack.settled();
  return JSON.parse(answer.body || '{}');
}

describe('a manager', () => {
  test('sets something else, and guests who may only look still may not spend by being in a group that may', async () => {
    // the first test of the file: user groups are known for a minute
    const designers = imagine.slack.userGroup('designers', ['ana', 'gus']);
    await ask('guests look');
    await open();
    await submit({ spenders: 'groups', spend_groups: designers.id });
    await open();
    await submit({ most_credits: '9' });
    expect(read()).toContain('A single request can cost up to 9 credits.');
    expect(await imagine.query('select guests_may_spend from teams')).toEqual([{ guests_may_spend: false }]);
    expect((await audit()).map(({ subject }) => subject)).not.toContain('policy:guests');
  });

  test('sends it as it came, and a rule about models that are here no more stays', async () => {
    await ask('policy max 20');
    await imagine.query(`update policies set models = '{gone-1,gone-2}', default_model = 'gone-1'`);
    await open();
    expect(read()).toContain('gone-1');
    await submit({ most_credits: '9' });
    expect(await imagine.query('select models, default_model, most_credits from policies')).toEqual([
      { models: ['gone-1', 'gone-2'], default_model: 'gone-1', most_credits: 9 },
    ]);
  });

  test('takes all rules away by emptying it, pauses and resumes in it', async () => {
    await ask('policy max 20');
    await ask('policy block fox');
    await open();
    await submit({ most_credits: '', blocked_words: '', pause: 'yes' });
    expect(read()).toContain('New pictures are paused by');
    expect(await ask('a fox')).toContain('has paused new pictures');
    await open();
    await submit({ pause: 'no' });
    await ask('a fox');
    expect(imagine.pixapi.submits()).toHaveLength(1);
  });

  test('who sends it after somebody else changed a rule is told who, sees how it stands, and sets nothing', async () => {
    await ask(`managers add ${name('carla')}`);
    await open();
    await ask('policy max 30', 'carla');
    const before = await audit();
    await submit({ most_credits: '5' });
    expect(read()).toContain('@carla changed the policy since you opened this form, so nothing was set.');
    expect(Object.assign({}, ...Object.values(modal().values)).most_credits).toMatchObject({ value: '30' });
    expect(await audit()).toEqual(before);
    await submit({ most_credits: '5' });
    expect(await ask('policy')).toContain('A single request can cost up to 5 credits.');
  });

  test('can open it also where a lot of words are blocked; more than it holds are not kept', async () => {
    await ask('policy block fox');
    // with the ends of their lines, and the fox, 2,994 characters
    const words = Array.from({ length: 26 }, (_, i) => `${i + 10}${'x'.repeat(112)}`);
    await imagine.query('update policies set blocked_words = blocked_words || $1::text[]', [words]);
    expect(await ask('policy block cats')).toContain('is blocked');
    expect(await ask('policy block dogs')).toContain('more than can be kept');
    await open();
    expect(read()).toContain('Blocked words');
  });
});

describe('who may not, and what is not offered', () => {
  test('a member, a guest, a manager just removed and a forged field change nothing; who may not is written down', async () => {
    await ask(`managers add ${name('carla')}`);
    await open();
    await ask(`managers remove ${name('carla')}`);
    const most = { most_credits: { most_credits: { type: 'number_input', value: '1' } } };
    const field = (id: string, value: object) => ({ [id]: { [id]: value } });
    for (const user of ['bruno', 'gus', 'carla'] as const)
      expect((await forge(user, most)).errors, user).toMatchObject({
        'pause:0': expect.stringMatching(/gestores|managers/),
      });
    const chosen = (value: string) => ({ type: 'static_select', selected_option: { value } });
    const stray: [string, object][] = [
      ['default_model', chosen('dall-e')],
      ['models', { type: 'multi_static_select', selected_options: [{ value: 'dall-e' }] }],
      ['spend_groups', { type: 'multi_static_select', selected_options: [{ value: 'S0OTHER' }] }],
      ['team_language', chosen('xx')],
      ['most_credits', { type: 'number_input', value: '1e3' }],
    ];
    for (const [id, value] of stray)
      expect(Object.values((await forge('ana', field(id, value))).errors), id).toEqual([
        expect.stringContaining('not offered'),
      ]);
    expect((await forge('ana', most, '999')).view.blocks[0].text.text).toContain('so nothing was set');
    expect((await forge('ana', { ...most, ...field('rule_mode', chosen('off')) })).errors).toHaveProperty([
      'rule_mode:0',
    ]);
    expect(await imagine.query('select policy_version from teams')).toEqual([{ policy_version: 0 }]);
    expect((await audit()).slice(2)).toMatchObject(
      ['bruno', 'gus', 'carla'].map((user) => ({ user_id: idOf(user as Who), action: 'policy_refused' })),
    );
    await imagine.slack.openHome({ user: 'bruno' });
    expect(JSON.stringify(imagine.slack.home('bruno')?.blocks)).not.toContain('set_policy');
  });

  test('a change that is sent twice is one change', async () => {
    await open();
    const most = { most_credits: { most_credits: { type: 'number_input', value: '7' } } };
    await Promise.all([forge('ana', most), forge('ana', most)]);
    expect(await audit()).toMatchObject([{ subject: 'policy:most_credits', to_value: '7' }]);
  });
});
