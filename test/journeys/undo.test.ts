import { expect, test } from 'vitest';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

/** A thread of ana's with a picture and as many edits of it, each from the one before. */
async function thread(...edits: string[]): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.settled();
  const ts = imagine.slack.messages('general').at(-1)?.ts ?? '';
  for (const edit of edits) await reply(ts, `edit this: ${edit}`, 'ana');
  return ts;
}

async function reply(threadTs: string, text: string, user = 'bruno') {
  const said = await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
  return said;
}

const answers = () => imagine.slack.messages('general').filter(({ bot_id, thread_ts }) => bot_id && thread_ts);
const facts = () =>
  answers().map(({ blocks }) => {
    const line = blocks.find(({ type }) => type === 'context') as { elements: { text: string }[] } | undefined;
    return line?.elements[0]?.text.split(' · ')[0];
  });
const privately = (user = 'bruno') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);
const shownFiles = (message: { blocks: unknown[] } | undefined) =>
  JSON.stringify(message?.blocks).match(/"slack_file":\{"id":"(\w+)"\}/g);

test('“undo” shows the version before again, for nothing, however it is said, and “edit this” then starts from what is shown', async () => {
  const { slack, pixapi } = imagine;
  const ts = await thread();
  // At the first version, each is told alone in their language.
  await reply(ts, 'undo', 'gus');
  await reply(ts, 'deshacer', 'carla');
  expect(privately('gus')[0]).toBe(
    'The newest version in this thread didn’t come from an earlier one, so there’s nothing to undo.',
  );
  expect(privately('carla')[0]).toMatch(/^La versión más reciente/);
  expect(answers()).toEqual([]);

  await reply(ts, 'edit this: make it night', 'ana');
  for (const [i, text] of [
    'undo',
    'Undo this.',
    '<@BOT> undo',
    'desfazer',
    '<@BOT> desfaz',
    'deshacer',
    '*DESHAZ*',
  ].entries()) {
    await imagine.query(`update generations set deleted_at = now() where act = 'undo'`);
    await reply(ts, text);
    expect(slack.transcript('general'), text).toMatch(
      /\n {4}imagine: \[picture: AI-made image: a red fox \(v1\) \(1024x1024\)\]\n {6}a red fox\n {6}\(v1 again · by @bruno · free\)\n {6}\[Edit\] \[Vary ×4 · 4\] \[Finish · 14\] \[History\] \[… Original prompt \/ Alt text… \/ Delete…\]$/,
    );
    expect(answers(), text).toHaveLength(i + 2);
    expect(shownFiles(answers().at(-1)), text).toEqual(shownFiles(slack.messages('general')[0]));
    expect(answers().at(-1)?.text, text).toBe('v1 again: a red fox');
    expect(pixapi.submits(), text).toHaveLength(2);
    expect(
      await imagine.query(`select l.kind, held_delta::int as held, captured_delta::int as captured from ledger_entries l
        join generations g on g.id = l.generation_id where g.act = 'undo' and g.deleted_at is null order by l.id`),
      text,
    ).toEqual([
      { kind: 'hold', held: 0, captured: 0 },
      { kind: 'capture', held: 0, captured: 0 },
    ]);
  }
  // While it was being shown the thread said which version, and that it is free.
  expect(JSON.stringify(answers().at(-1)?.history[0]?.blocks)).toContain(' · showing v1 again · for ');

  const [first] = await imagine.query<{ url: string }>(
    'select pixapi_url as url from pictures order by generation_id = (select id from generations where version = 1) desc limit 1',
  );
  await reply(ts, 'edit this: make it blue');
  expect(pixapi.submits().at(-1)?.fields?.image).toBe(first?.url);
  expect(facts().at(-1)).toBe('v2b from v1');
  await reply(ts, 'undo');
  expect(facts().at(-1)).toBe('v1 again');
});

test('two at once go back one step, and Slack’s repetitions change nothing; said again, it goes further back, past what is deleted, until nothing is left', async () => {
  const ts = await thread('make it night', 'add snow');
  const said = await Promise.all(['bruno', 'carla'].map((user) => reply(ts, 'undo', user)));
  expect(facts()).toEqual(['v2 from v1', 'v3 from v2', 'v2 again']);
  for (const { deliveries } of said) for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
  await imagine.settled();
  expect(facts()).toHaveLength(3);
  expect([...privately('bruno'), ...privately('carla')]).toEqual([]);

  await reply(ts, 'undo');
  await reply(ts, 'undo');
  expect(facts()).toEqual(['v2 from v1', 'v3 from v2', 'v2 again', 'v1 again']);
  expect(privately('bruno')).toEqual([
    'A versão mais recente desta thread não veio de outra, então não há o que desfazer.',
  ]);

  await reply(ts, 'from v2: add rain', 'ana');
  expect(facts().at(-1)).toBe('v3b from v2');
  await imagine.query(`update generations set deleted_at = now() where label = '2'`);
  await reply(ts, 'undo');
  expect(facts().slice(5)).toEqual(['v1 again']);
});

test('“undo” shows all of several pictures again', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'general', text: 'foxes --n 3' });
  await imagine.settled();
  const ts = slack.messages('general')[0]?.ts ?? '';
  await reply(ts, 'edit #2: make it night');
  await reply(ts, 'undo');
  expect(shownFiles(answers().at(-1))).toEqual(shownFiles(slack.messages('general')[0]));
  expect(shownFiles(answers().at(-1))).toHaveLength(3);
});

test('in a thread without our pictures “undo” is left alone; whoever addresses the app is told', async () => {
  const { ts } = await imagine.slack.say({ user: 'ana', channel: 'general', text: 'our holiday photos' });
  await reply(ts, 'undo', 'gus');
  expect(privately('gus')).toEqual([]);
  await reply(ts, '<@BOT> undo', 'gus');
  await imagine.slack.say({ user: 'gus', channel: 'general', text: '<@BOT> undo' });
  await imagine.settled();
  expect(privately('gus')).toEqual([
    'None of my pictures are in this thread. To change somebody’s photo, choose *Edit this image* in the menu of its message. Or attach a picture, or make one with `/imagine`.',
    'Say that in a picture’s thread, so I know which one you mean.',
  ]);
  expect(imagine.pixapi.submits()).toEqual([]);
});

test('people of other workspaces, named or not, are refused', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'partners', text: 'a red fox' });
  await imagine.settled();
  const ts = slack.messages('partners')[0]?.ts ?? '';
  await slack.say({ user: 'ana', channel: 'partners', threadTs: ts, text: 'edit this: make it night' });
  await imagine.settled();
  for (const [i, [way, namesTeams]] of BOTH_WAYS.entries()) {
    slack.set({ namesTeams });
    await slack.say({ user: 'eve', channel: 'partners', threadTs: ts, text: 'undo' });
    await imagine.settled();
    expect(
      slack
        .ephemerals('eve', 'partners')
        .map(({ text }) => text)
        .slice(i),
      way,
    ).toEqual(['Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.']);
    expect(
      slack.messages('partners').filter(({ bot_id }) => bot_id),
      way,
    ).toHaveLength(2);
  }
});
