import { expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { journey } from '../../support/journey.ts';
import { openProcesses } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const imagine = journey({ roles: ['worker'], after: () => processes.close() });
const processes = openProcesses(imagine);

const BUTTONS = /\[(?:Allow once|Permitir una vez)\]/;
const dm = (user: 'ana' | 'bruno' | 'carla') => imagine.slack.transcript('app', undefined, user);
const startWeb = async () => {
  const process = await processes.start('web');
  const address = (await process.ready) ?? '';
  imagine.slack.connect(address);
  return { process, address };
};

/** Bruno asks for 14 credits where 5 are left; ana and carla may answer. */
async function askForMore(): Promise<void> {
  const { slack } = imagine;
  Object.assign(slack.teams.acme.people.carla, { isAdmin: true });
  await slack.command({ user: 'ana', channel: 'general', text: 'budget set 5' });
  await slack.command({ user: 'bruno', channel: 'general', text: 'a fox --quality high' });
  await slack.click({ user: 'bruno', channel: 'general', actionId: 'ask_for_more' });
}
/** As if what somebody had in hand had been in it for a minute. */
const aMinuteLater = async () => {
  await imagine.query(
    `update approvals set asked_at = asked_at - interval '10 minutes', decided_at = decided_at - interval '10 minutes'`,
  );
  await imagine.query(`update approval_cards set posting_at = posting_at - interval '10 minutes'`);
  await imagine.query(`select pg_notify('imagine_jobs', 'task:approvals')`);
};

test('two managers answer at once, each in another process: one answer counts, both cards say whose, one picture is made', async () => {
  const { slack } = imagine;
  const first = await startWeb();
  const second = await startWeb();
  await askForMore();
  await until(async () => (await imagine.query(`select from approval_cards where shown = 'asked'`)).length === 3);
  slack.connect(first.address);
  const one = slack.click({ user: 'ana', channel: 'app', actionId: 'allow_once' });
  slack.connect(second.address);
  const other = slack.click({ user: 'carla', channel: 'app', actionId: 'allow_once' });
  await Promise.all([one, other]);
  await until(() => slack.transcript('general').includes('held 14'));
  await imagine.settled();
  await until(() => dm('bruno').includes('Começa agora'));
  const [row] = await imagine.query<{ decided_by: string }>('select decided_by from approvals');
  const winner = row?.decided_by === slack.teams.acme.people.ana.id ? 'ana' : 'carla';
  await until(() => dm('ana').includes(`@${winner} allowed this once.`));
  await until(() => dm('carla').includes(`@${winner} lo permitió esta vez.`));
  expect(`${dm('ana')}${dm('carla')}`).not.toMatch(BUTTONS);
  const late = winner === 'ana' ? 'carla' : 'ana';
  await until(() => slack.ephemerals(late, 'app').length > 0);
  expect(imagine.pixapi.submits()).toHaveLength(1);
  expect(await imagine.query(`select from audit_entries where action = 'approval_allowed'`)).toHaveLength(1);
});

test('kill -9 while Slack takes the cards of the question: each manager has one card in the end', async () => {
  const { slack } = imagine;
  const { process } = await startWeb();
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  slack.fault({ method: 'chat.postMessage', channel: slack.teams.acme.people.ana.id }, faults.held(gate));
  await askForMore();
  await until(() => slack.unusedFaults().length === 0);
  await process.kill();
  await startWeb();
  letGo();
  await until(() => dm('ana').includes('[Allow once]'));
  await aMinuteLater();
  await until(async () => (await imagine.query(`select from approval_cards where shown = 'asked'`)).length === 3);
  await until(() => slack.messages('app:ana').length === 1);
  expect(slack.messages('app:carla')).toHaveLength(1);
  await slack.click({ user: 'ana', channel: 'app', actionId: 'allow_once' });
  await until(() => slack.transcript('general').includes('held 14'));
  await imagine.settled();
  expect(dm('ana')).not.toMatch(BUTTONS);
});

test('kill -9 between an answer and the cards: their buttons go, and what was allowed starts, once', async () => {
  const { slack } = imagine;
  const { process } = await startWeb();
  await askForMore();
  await until(async () => (await imagine.query(`select from approval_cards where shown = 'asked'`)).length === 3);
  const { promise: gate, resolve: letGo } = Promise.withResolvers<void>();
  slack.fault({ method: 'chat.update', channel: slack.channelId('app:ana') }, faults.held(gate));
  await slack.click({ user: 'ana', channel: 'app', actionId: 'allow_once' });
  await until(() => slack.unusedFaults().length === 0);
  await process.kill();
  letGo();
  await startWeb();
  await aMinuteLater();
  await until(() => slack.transcript('general').includes('held 14'));
  await imagine.settled();
  await until(() => !BUTTONS.test(`${dm('ana')}${dm('carla')}`));
  await until(() => dm('bruno').includes('Começa agora'));
  expect(imagine.pixapi.submits()).toHaveLength(1);
});
