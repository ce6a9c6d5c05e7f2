import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

const drawnSoon = (text = 'a red fox') => imagine.slack.command({ user: 'gus', channel: 'general', text });

async function drawn(text?: string): Promise<void> {
  await drawnSoon(text);
  await imagine.settled();
}

async function hide(user: Person, messageTs?: string): Promise<void> {
  await (await hideButton(messageTs))(user);
}

/** The press of it, by whoever sees the message now. */
async function hideButton(messageTs = imagine.slack.messages('general')[0]?.ts ?? '') {
  const [row] = await imagine.query<{ id: string }>('select id from generations where message_ts = $1', [messageTs]);
  const value = `hide:${row?.id}`;
  return (user: Person) => imagine.slack.click({ user, channel: 'general', actionId: 'image_menu', value, messageTs });
}

/** Pictures of gus's that were asked for at the same time: their messages. */
async function several(count: number): Promise<string[]> {
  await Promise.all(Array.from({ length: count }, () => drawnSoon()));
  await imagine.settled();
  return imagine.slack.messages('general').map(({ ts }) => ts);
}

const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);
const deletedFiles = async () =>
  (await imagine.query<{ id: string }>('select distinct file_id as id from pictures')).filter(
    ({ id }) => imagine.slack.file(id).deleted,
  );

test('the pictures come to the asker’s messages with the app, for nothing, and go from the channel; the files go with the last message that shows them', async () => {
  const { slack, pixapi } = imagine;
  await drawn('two red foxes --n 2');
  for (const [user, words] of [
    ['bruno', 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.'],
    ['carla', 'Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.'],
  ] as const) {
    await hide(user);
    await imagine.settled();
    expect(privately(user), user).toEqual([words]);
    expect(slack.messages('general'), user).toHaveLength(1);
  }

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
  const [hidden] = await imagine.query<{ id: string }>(`select id from generations where act = 'hide'`);
  const shown = await imagine.query<{ id: string }>('select file_id as id from pictures where generation_id = $1', [
    hidden?.id,
  ]);
  expect(shown.map(({ id }) => slack.file(id).deleted)).toEqual([false, false]);

  await slack.click({ user: 'gus', channel: 'app:gus', actionId: 'image_menu', value: `delete:${hidden?.id}` });
  await slack.settled();
  await slack.submit({ user: 'gus', viewId: slack.modals('gus')[0]?.id ?? '' });
  await imagine.settled();
  expect(slack.messages('app:gus')).toEqual([]);
  expect(await deletedFiles()).toHaveLength(4);
});

test('an admin makes it private for who asked: it comes to them, not to the admin, also where the picture’s address is dead by now', async () => {
  const { slack, pixapi } = imagine;
  await drawn();
  pixapi.expireUrls();
  await hide('ana');
  await imagine.settled();
  expect(slack.messages('app:gus')).toHaveLength(1);
  expect(picturesIn(slack.messages('app:gus')[0]?.blocks)).toHaveLength(1);
  expect(slack.messages('app:ana')).toEqual([]);
  expect(slack.messages('general')).toEqual([]);
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

test('two presses at once are one; the private picture is varied and finished where it is', async () => {
  const { slack, pixapi } = imagine;
  await drawn();
  const press = await hideButton();
  await Promise.all([press('gus'), press('ana')]);
  await imagine.settled();
  expect(slack.messages('app:gus')).toHaveLength(1);
  expect(slack.messages('general')).toEqual([]);
  expect(await imagine.query(`select from generations where act = 'hide'`)).toHaveLength(1);

  await slack.click({ user: 'gus', channel: 'app:gus', actionId: 'finish_image' });
  await imagine.settled();
  expect(slack.transcript('app:gus')).toContain('v2 from v1 · gpt-image-2 · 1024×1024 PNG · high');
  expect(slack.messages('general')).toEqual([]);
  expect(pixapi.submits()).toHaveLength(2);
});

test('whatever Slack says when the public message is to go, it goes a moment later; who pressed hears, alone, where Slack keeps it for good', async () => {
  const { slack } = imagine;
  const goes = [
    ['Slack is out of order', faults.status(500)],
    ['the answer is lost', faults.acceptThenCut()],
  ] as const;
  const stays = [
    ['gus', 'is_archived', 'I can’t reach that conversation anymore'],
    ['ana', 'cant_delete_message', 'Slack wouldn’t let me.'],
  ] as const;
  const pictures = await several(goes.length + stays.length);
  for (const [i, [what, fault]] of goes.entries()) {
    slack.fault({ method: 'chat.delete' }, fault);
    await hide('gus', pictures[i]);
    await imagine.settled();
    expect(slack.unusedFaults(), what).toEqual([]);
    expect(
      slack.messages('general').map(({ ts }) => ts),
      what,
    ).toEqual(pictures.slice(i + 1));
    expect(slack.messages('app:gus'), what).toHaveLength(i + 1);
  }
  const kept = pictures.slice(goes.length);
  for (const [i, [user, error, why]] of stays.entries()) {
    const other = user === 'gus' ? 'ana' : 'gus';
    const [told, toldOther] = [privately(user).length, privately(other).length];
    slack.fault({ method: 'chat.delete' }, faults.error(error));
    await hide(user, kept[i]);
    await imagine.settled();
    expect(slack.messages('app:gus'), error).toHaveLength(goes.length + i + 1);
    expect(
      slack.messages('general').map(({ ts }) => ts),
      error,
    ).toEqual(kept);
    expect(privately(user).slice(told), error).toEqual([expect.stringContaining(why)]);
    expect(privately(other), error).toHaveLength(toldOther);
  }
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
