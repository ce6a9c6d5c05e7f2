import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

async function reply(threadTs: string, text: string, user = 'gus') {
  await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
}

/** A thread with v1, and an edit of it that was canceled after its order had gone out: made, charged, and not shown. */
async function thread(): Promise<string> {
  const { slack, pixapi, query } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  const ts = slack.messages('general')[0]?.ts ?? '';
  pixapi.set({ taskMs: 60_000 });
  await slack.say({ user: 'ana', channel: 'general', threadTs: ts, text: 'edit this: make it night' });
  await until(async () => (await query(`select from generations where state = 'submitted'`)).length === 1);
  await slack.click({ user: 'ana', channel: 'general', actionId: 'cancel_image' });
  pixapi.set({ taskMs: 0 });
  pixapi.advance(60_000);
  await imagine.settled();
  expect(slack.transcript('general')).toContain('Canceled after the order went out');
  return ts;
}

const urlOf = async (label: string) =>
  (
    await imagine.query<{ url: string }>(
      'select pixapi_url as url from pictures p join generations g on g.id = p.generation_id where g.label = $1',
      [label],
    )
  )[0]?.url;
const privately = (user: 'gus' | 'ana' = 'gus') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);
const orders = () => imagine.pixapi.submits().length;

test('“edit this” starts from what everybody sees, not from what was kept back', async () => {
  const ts = await thread();
  await reply(ts, 'edit this: make it blue');
  expect(imagine.pixapi.submits().at(-1)?.fields?.image).toBe(await urlOf('1'));
  expect(imagine.slack.transcript('general')).toContain('(v2b from v1 · ');
});

test('where only Slack’s answer was lost the picture may stand there: “edit this” starts from it', async () => {
  const { slack, query } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  const ts = slack.messages('general')[0]?.ts ?? '';
  await reply(ts, 'edit this: make it night');
  await query(`update generations set state = 'made', failure = 'chat_unclear', told_at = now() where label = '2'`);
  await reply(ts, 'edit this: make it blue');
  expect(imagine.pixapi.submits().at(-1)?.fields?.image).toBe(await urlOf('2'));
});

test('whoever names it is told that there is none, and pays nothing', async () => {
  const ts = await thread();
  await reply(ts, 'from v2: make it blue');
  await reply(ts, 'compare v1 v2');
  await reply(ts, 'compare');
  expect(privately()).toEqual([
    'This thread has no v2; the newest is v1.',
    'This thread has no v2; the newest is v1.',
    expect.stringMatching(/^I need two pictures to compare\./),
  ]);
  expect(orders()).toBe(2);
});

test('“undo” goes back from what is seen', async () => {
  const ts = await thread();
  await reply(ts, 'undo');
  expect(privately()).toEqual([
    'The newest version in this thread didn’t come from an earlier one, so there’s nothing to undo.',
  ]);
  await reply(ts, 'edit this: make it blue');
  await reply(ts, 'undo');
  expect(imagine.slack.transcript('general')).toContain('(v1 again · ');
});

test('History names it as canceled, and shows it to nobody', async () => {
  const { slack } = imagine;
  const ts = await thread();
  await reply(ts, 'edit this: make it blue');
  await slack.click({ user: 'gus', channel: 'general', actionId: 'history_image' });
  await imagine.settled();
  const modal = slack.modals('gus').at(-1);
  expect(JSON.stringify(modal?.blocks)).toContain('canceled');
  const choice = modal?.blocks.find(({ type }) => type === 'input') as
    | { element: { options: { text: { text: string } }[] } }
    | undefined;
  expect(choice?.element.options.map(({ text }) => text.text)).toEqual(['v1 · a red fox']);
});

test('the message that says so shows no picture to start from', async () => {
  const { slack } = imagine;
  await thread();
  const message = slack.messages('general').find(({ text }) => text.includes('Canceled after'));
  await slack.shortcut({ user: 'gus', channel: 'general', callbackId: 'edit_image', messageTs: message?.ts ?? '' });
  await imagine.settled();
  expect(JSON.stringify(slack.modals('gus').at(-1)?.blocks)).not.toContain('slack_file');
  expect(
    slack
      .modals('gus')
      .at(-1)
      ?.blocks.filter(({ type }) => type === 'input'),
  ).toEqual([]);
});

test('shown after all, by whoever asked for it, it counts again', async () => {
  const { slack } = imagine;
  const ts = await thread();
  await slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
  await imagine.settled();
  await reply(ts, 'edit this: make it blue');
  expect(imagine.pixapi.submits().at(-1)?.fields?.image).toBe(await urlOf('2'));
});
