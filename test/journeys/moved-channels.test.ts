import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

const design = () => imagine.slack.channelId('design');
const say = async (user: string, text: string, threadTs?: string) => {
  await imagine.slack.say({ user, channel: 'design', text, ...(threadTs && { threadTs }) });
  await imagine.settled();
};
const budgets = () =>
  imagine.query<{ id: string; credits: string; held: string; captured: string }>(
    `select scope_id as id, monthly_credits as credits, m.held, m.captured from budgets b
     join budget_months m using (team_id, scope, scope_id) where scope = 'channel' order by m.month desc`,
  );

test('a channel that gets another id keeps its threads, buttons, requests under way and budget', async () => {
  const { slack, pixapi, query } = imagine;
  await slack.command({ user: 'ana', channel: 'design', text: `budget set 9 for <#${design()}|design>` });
  await slack.command({ user: 'ana', channel: 'design', text: `budget tag launch for <#${design()}|design>` });
  await slack.command({ user: 'ana', channel: 'design', text: 'a red fox' });
  await imagine.settled();
  const root = slack.messages('design')[0]?.ts ?? '';
  pixapi.fault({ to: 'submit' }, { task: { slowMs: 60_000 } });
  await slack.command({ user: 'bruno', channel: 'design', text: 'a blue fox' });
  await until(() => pixapi.submits().length === 2);

  const old = design();
  const told = await slack.changeId('design');
  expect(told).toMatchObject({ ok: true });
  expect(design()).not.toBe(old);
  expect(await query('select from generations where channel_id = $1 or asked_channel_id = $1', [old])).toEqual([]);
  expect(await budgets()).toMatchObject([{ id: design(), credits: 9, held: 1, captured: 1 }]);
  expect(await query('select channel_id, tag from channel_tags')).toEqual([{ channel_id: design(), tag: 'launch' }]);

  // what was under way comes, and counts where it counts now
  pixapi.advance(60_000);
  await imagine.settled();
  expect(slack.transcript('design')).toMatch(/\[picture: AI-made image: a blue fox/);
  // the thread and its buttons go on
  await say('carla', 'edit this: make it night', root);
  await slack.click({ user: 'carla', channel: 'design', actionId: 'finish_image', messageTs: root });
  await imagine.settled();
  expect(slack.transcript('design')).toMatch(/\[picture: AI-made image: make it night/);
  expect(await budgets()).toMatchObject([{ id: design(), held: 0, captured: 3 }]);
  // and the budget holds: Finish, for 14, did not fit into it
  expect(pixapi.submits()).toHaveLength(3);

  // Slack says it again
  if (told) await slack.redeliver(told);
  expect(await budgets()).toMatchObject([{ id: design(), held: 0, captured: 3 }]);
  expect(await query(`select from ledger_entries where kind = 'rename'`)).toHaveLength(4);
});

test('a word of another workspace changes no channel of ours', async () => {
  const { slack, query } = imagine;
  await slack.command({ user: 'ana', channel: 'design', text: 'a red fox' });
  await imagine.settled();
  const event = { type: 'channel_id_changed', old_channel_id: design(), new_channel_id: 'C0ELSEWHERE' };
  expect(await slack.event(event, 'beta')).toMatchObject({ ok: true });
  expect(await query('select from generations where channel_id = $1', [design()])).toHaveLength(1);
});

test('a partner whom Slack does not show the app is an outsider, told so, and Slack need not say it again', async () => {
  const { slack, pixapi } = imagine;
  slack.set({ namesTeams: false });
  slack.fault({ method: 'users.info' }, faults.error('user_not_found'));
  await slack.say({ user: 'eve', channel: 'partners', text: '<@BOT> a blue fox' });
  await imagine.settled();
  expect(pixapi.submits()).toEqual([]);
  expect(slack.ephemerals('eve')[0]?.text).toMatch(/^Only members of this workspace/);
  expect(slack.deliveries.map(({ ok, attempts }) => [ok, attempts.length])).toEqual(
    slack.deliveries.map(() => [true, 1]),
  );
});
