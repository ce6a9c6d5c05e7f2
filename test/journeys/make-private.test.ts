import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

async function drawn(text = 'a red fox', user: Person = 'gus'): Promise<void> {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
}

async function hide(user: Person, channel = 'general'): Promise<void> {
  const [row] = await imagine.query<{ id: string }>(`select id from generations where act <> 'hide'`);
  await imagine.slack.click({ user, channel, actionId: 'image_menu', value: `hide:${row?.id}` });
}

const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);
const deletedFiles = async () =>
  (await imagine.query<{ id: string }>('select distinct file_id as id from pictures')).filter(
    ({ id }) => imagine.slack.file(id).deleted,
  );

test('the pictures come to the asker’s messages with the app, for nothing, and go from the channel', async () => {
  const { slack, pixapi } = imagine;
  await drawn('two red foxes --n 2');
  await hide('gus');
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
  const [message, ...more] = slack.messages('app:gus');
  expect(more).toEqual([]);
  expect(picturesIn(message?.blocks)).toHaveLength(2);
  expect(slack.transcript('app:gus')).toMatch(
    /two red foxes\n {2}\(v1 .* · by @gus · 2 pictures · held 0 · charged 0 · 498 left in \w+\)/,
  );
  expect(slack.transcript('app:gus')).not.toContain('Make private');
  expect(pixapi.submits()).toHaveLength(1);
  // The copy is a file of its own: those who saw the channel could still open the old one.
  expect(await deletedFiles()).toHaveLength(2);
  const shown = await imagine.query<{ id: string }>(
    `select file_id as id from pictures p join generations g on g.id = p.generation_id where g.act = 'hide'`,
  );
  expect(shown.map(({ id }) => slack.file(id).deleted)).toEqual([false, false]);
});

test('also where the picture’s address is dead by now', async () => {
  const { slack, pixapi } = imagine;
  await drawn();
  pixapi.expireUrls();
  await hide('gus');
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
  expect(picturesIn(slack.messages('app:gus')[0]?.blocks)).toHaveLength(1);
});

test('an admin makes it private for who asked: it comes to them, not to the admin', async () => {
  const { slack } = imagine;
  await drawn();
  await hide('ana');
  await imagine.settled();
  expect(slack.messages('app:gus')).toHaveLength(1);
  expect(slack.messages('app:ana')).toEqual([]);
  expect(slack.messages('general')).toEqual([]);
});

test.each([
  ['bruno', 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.'],
  ['carla', 'Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.'],
] as const)('%s, who neither asked for it nor is an admin, can’t', async (user, words) => {
  await drawn();
  await hide(user);
  await imagine.settled();
  expect(privately(user)).toEqual([words]);
  expect(imagine.slack.messages('general')).toHaveLength(1);
});

test('what showed it once more goes from the channel too', async () => {
  const { slack } = imagine;
  await drawn();
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  for (const text of ['edit this: make it night', 'undo', 'compare v1 v2']) {
    await slack.say({ user: 'gus', channel: 'general', threadTs, text });
    await imagine.settled();
  }
  const [row] = await imagine.query<{ id: string }>(`select id from generations where act = 'make'`);
  await slack.click({
    user: 'gus',
    channel: 'general',
    actionId: 'image_menu',
    value: `hide:${row?.id}`,
    messageTs: threadTs,
  });
  await imagine.settled();
  const shown = slack.messages('general').filter(({ blocks }) => picturesIn(blocks).length > 0);
  expect(shown.map(({ text }) => text)).toEqual([expect.stringContaining('make it night')]);
  expect(picturesIn(slack.messages('app:gus')[0]?.blocks)).toHaveLength(1);
  expect(await deletedFiles()).toHaveLength(2);
});

test('two presses at once are one', async () => {
  const { slack } = imagine;
  await drawn();
  await Promise.all([hide('gus'), hide('ana')]);
  await imagine.settled();
  expect(slack.messages('app:gus')).toHaveLength(1);
  expect(slack.messages('general')).toEqual([]);
  expect(await imagine.query(`select from generations where act = 'hide'`)).toHaveLength(1);
});

test.each([
  ['Slack is out of order', faults.status(500)],
  ['the answer is lost', faults.acceptThenCut()],
])('%s when the public message is to go: it goes a moment later', async (_, fault) => {
  await drawn();
  imagine.slack.fault({ method: 'chat.delete' }, fault);
  await hide('gus');
  await imagine.settled();
  expect(imagine.slack.messages('general')).toEqual([]);
  expect(imagine.slack.messages('app:gus')).toHaveLength(1);
});

test.each([
  ['gus', 'is_archived', 'I can’t reach that conversation anymore'],
  ['ana', 'cant_delete_message', 'Slack wouldn’t let me.'],
] as const)('%s hears, alone, that the message for all stays where Slack keeps it (%s)', async (user, error, why) => {
  const { slack } = imagine;
  await drawn();
  slack.fault({ method: 'chat.delete' }, faults.error(error));
  await hide(user);
  await imagine.settled();
  expect(slack.messages('app:gus')).toHaveLength(1);
  expect(slack.messages('general')).toHaveLength(1);
  expect(privately(user)).toEqual([expect.stringContaining(why)]);
  expect(privately(user === 'gus' ? 'ana' : 'gus')).toEqual([]);
});

test('files that were shared in the thread go from the channel with the message', async () => {
  const { slack } = imagine;
  slack.set({ neverProcess: true });
  await drawn();
  const [, reply] = slack.messages('general');
  await hide('gus');
  await imagine.settled();
  expect(slack.messages('general').filter(({ subtype }) => subtype !== 'tombstone')).toEqual([]);
  expect(reply?.files?.map((id) => slack.file(id).deleted)).toEqual([true]);
  const own = slack.messages('app:gus').flatMap(({ files = [] }) => files);
  expect(own.map((id) => slack.file(id).deleted)).toEqual([false]);
});

test('where nothing can be written to the asker, everything stays as it is, and it may be tried again', async () => {
  const { slack } = imagine;
  await drawn();
  slack.fault({ method: 'chat.postMessage' }, faults.error('messages_tab_disabled'));
  await hide('gus');
  await imagine.settled();
  expect(slack.messages('general')).toHaveLength(1);
  expect(slack.messages('app:gus')).toEqual([]);
  await hide('gus');
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
  expect(slack.messages('app:gus')).toHaveLength(1);
});

test('the files go with the last message that shows them', async () => {
  const { slack } = imagine;
  await drawn();
  await hide('gus');
  await imagine.settled();
  const [row] = await imagine.query<{ id: string }>(`select id from generations where act = 'hide'`);
  await slack.click({ user: 'gus', channel: 'app:gus', actionId: 'image_menu', value: `delete:${row?.id}` });
  await slack.settled();
  await slack.submit({ user: 'gus', viewId: slack.modals('gus')[0]?.id ?? '' });
  await imagine.settled();
  expect(slack.messages('app:gus')).toEqual([]);
  expect(await deletedFiles()).toHaveLength(2);
});

test('the private picture is varied and finished where it is', async () => {
  const { slack, pixapi } = imagine;
  await drawn();
  await hide('gus');
  await imagine.settled();
  await slack.click({ user: 'gus', channel: 'app:gus', actionId: 'finish_image' });
  await imagine.settled();
  expect(slack.transcript('app:gus')).toContain('v2 from v1 · gpt-image-2 · 1024×1024 PNG · high');
  expect(slack.messages('general')).toEqual([]);
  expect(pixapi.submits()).toHaveLength(2);
});
