import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const { modal, read } = formsOf(() => imagine);
const open = (user = 'ana') => imagine.slack.command({ user, channel: 'general', text: '' });
const privately = (user = 'ana') => imagine.slack.ephemerals(user).map(({ text }) => text);
const isForm = () => imagine.slack.modals('ana').length > 0 && read().includes('What should it show?');
const NOT_OPENED = /^Slack wouldn’t let me open the form\. Type your request instead/;

describe('the form comes, or the person hears that it does not', () => {
  test.each([
    ['never comes', faults.acceptThenHang()],
    ['is lost', faults.acceptThenCut()],
    ['comes after more than two seconds', faults.slow(2_250)],
  ])('Slack’s answer to its opening %s, and it stands: it is filled in', async (_, fault) => {
    imagine.slack.fault({ method: 'views.open' }, fault);
    const answered = await open();
    expect(answered).toMatchObject({ status: 200, body: '' });
    await until(isForm);
    expect(privately()).toEqual([]);
  });

  test('Slack’s answer is lost, and nothing stands: what to type instead', async () => {
    imagine.slack.fault({ method: 'views.open' }, faults.reset());
    await open();
    await until(() => privately().length > 0);
    expect(privately()).toEqual([expect.stringMatching(NOT_OPENED)]);
  });

  test('Slack is slow, and then the database: nobody is told that the database stopped answering', async () => {
    const blocking = new pg.Client({ connectionString: imagine.databaseUrl });
    await blocking.connect();
    await blocking.query('begin; lock table teams in access exclusive mode');
    imagine.slack.fault({ method: 'views.open' }, faults.slow(1_700));
    const answered = await open().finally(() => blocking.end());
    expect(answered).toMatchObject({ status: 200, body: '' });
    await until(isForm);
  });

  test('Slack falters once when it is to be filled in: it is filled in all the same', async () => {
    imagine.slack.fault({ method: 'views.update' }, faults.status(503));
    await open();
    await until(isForm);
    expect(privately()).toEqual([]);
  });

  test('and twice: the person is told', async () => {
    imagine.slack.fault({ method: 'views.update' }, faults.status(503), faults.reset());
    await open();
    await until(() => privately().length > 0);
    expect(privately()).toEqual([expect.stringMatching(NOT_OPENED)]);
  });

  test('Slack does not take what is in it: that stands in its place', async () => {
    imagine.slack.fault({ method: 'views.update' }, faults.error('invalid_blocks'));
    await open();
    await until(() => read().includes('Something failed on our side.'));
    expect(read()).toContain('Nothing was charged.');
  });
});

describe('an app that has not reached Slack since it was started', () => {
  const WORDS = 'Slack isn’t keeping up with me right now. Nothing was charged. Try again in a few minutes.';

  /** Another process of the app, for which `auth.test` fails when it starts and each time it is asked to do something. */
  async function cutOff(act: (channelMessage: string) => Promise<unknown>, times = 1): Promise<void> {
    const { slack, config } = imagine;
    await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
    await imagine.settled();
    const ts = slack.messages('general').at(-1)?.ts ?? '';
    slack.fault({ method: 'auth.test' }, faults.status(503));
    const restarted = await compose(config, ['web'], { logger: createLogger('silent') });
    await until(() => slack.unusedFaults().length === 0);
    slack.fault({ method: 'auth.test' }, ...Array.from({ length: times }, () => faults.status(503)));
    slack.connect(`http://127.0.0.1:${restarted.port}`);
    await act(ts);
    await slack.settled();
    slack.connect(imagine.url);
    await restarted.close();
  }

  test.each(['vary_image', 'edit_image'])('%s is pressed: the presser is told', async (actionId) => {
    await cutOff((messageTs) => imagine.slack.click({ user: 'ana', channel: 'general', actionId, messageTs }));
    expect(privately()).toEqual([WORDS]);
    expect(imagine.slack.modals('ana')).toEqual([]);
  });

  test('the shortcut of a message is chosen: so is who chose it', async () => {
    await cutOff((messageTs) =>
      imagine.slack.shortcut({ user: 'bruno', channel: 'general', callbackId: 'edit_image', messageTs }),
    );
    expect(privately('bruno')).toHaveLength(1);
  });

  test('“Edit prompt” is pressed: so is who pressed it', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox --qualty high' });
    await cutOff(() => imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'edit_prompt' }));
    expect(privately().at(-1)).toBe(WORDS);
  });

  test('a form is sent: it stays, and says so', async () => {
    await open();
    await cutOff(() => imagine.slack.submit({ user: 'ana', viewId: modal().id, values: { prompt: 'a blue fox' } }));
    expect(imagine.slack.modals('ana')).toHaveLength(1);
    expect(imagine.pixapi.submits()).toHaveLength(1);
  });
});

test('a shortcut of a message that can’t be read is answered with words', async () => {
  const { slack } = imagine;
  const team = slack.teams.acme;
  const { responseUrl, triggerId } = await slack.command({ user: 'ana', channel: 'general', text: 'help' });
  const payload = {
    type: 'message_action',
    callback_id: 'edit_image',
    user: { id: team.people.ana.id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId('general'), name: 'general' },
    trigger_id: triggerId,
    response_url: responseUrl,
    message: { type: 'message', text: 'no time of its own' },
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
  await slack.settled();
  expect(privately().at(-1)).toMatch(/Nothing was charged/);
});
