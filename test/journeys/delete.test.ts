import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

/** Asks for a picture of gus's, who is no admin, and answers its thread. */
async function drawn(text = 'a red fox', channel = 'general', user: Person = 'gus'): Promise<string> {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

async function pick(choice: string, user: Person, channel = 'general', messageTs?: string): Promise<void> {
  const [row] = await imagine.query<{ id: string }>(
    messageTs
      ? `select id from generations where message_ts = '${messageTs}'`
      : 'select id from generations order by requested_at desc',
  );
  await imagine.slack.click({
    user,
    channel,
    actionId: 'image_menu',
    value: `${choice}:${row?.id}`,
    ...(messageTs ? { messageTs } : {}),
  });
  await imagine.slack.settled();
}

async function confirm(user: Person): Promise<void> {
  const modal = imagine.slack.modals(user).at(-1);
  await imagine.slack.submit({ user, viewId: modal?.id ?? '' });
  await imagine.settled();
}

const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);
const standing = (channel = 'general') =>
  imagine.slack.messages(channel).filter(({ subtype }) => subtype !== 'tombstone');
const files = async () =>
  (await imagine.query<{ id: string }>('select file_id as id from pictures order by file_id')).map(
    ({ id }) => imagine.slack.file(id).deleted,
  );
const spent = async () => {
  const [row] = await imagine.query<{ n: number }>('select sum(captured_delta)::int as n from ledger_entries');
  return row?.n;
};

describe('Delete', () => {
  test.each([
    ['ana', 'Delete it?', 'Delete', 'This deletes the picture for everyone'],
    ['gus', 'Delete it?', 'Delete', 'This deletes the picture for everyone'],
  ] as const)(
    '%s, who asked for it or is an admin, is asked first; then message and file go, and the credits stay spent',
    async (user, title, submit, words) => {
      await drawn();
      await pick('delete', user);
      const [modal] = imagine.slack.modals(user);
      expect(modal?.rest).toMatchObject({ title: { text: title }, submit: { text: submit } });
      expect(JSON.stringify(modal?.blocks)).toContain(words);
      expect(standing()).toHaveLength(1);

      await confirm(user);
      expect(standing()).toEqual([]);
      expect(await files()).toEqual([true]);
      expect(await spent()).toBe(1);
      expect(imagine.slack.modals(user)).toEqual([]);
    },
  );

  test.each([
    ['bruno', 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.'],
    ['carla', 'Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.'],
  ] as const)('%s, who is neither, is told so in their language', async (user, words) => {
    await drawn();
    await pick('delete', user);
    expect(privately(user)).toEqual([words]);
    expect(imagine.slack.modals(user)).toEqual([]);
    expect(standing()).toHaveLength(1);
  });

  test.each(BOTH_WAYS)('people of other workspaces can’t (their workspace %s)', async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    await drawn('a red fox', 'partners', 'ana');
    await pick('delete', 'eve', 'partners');
    expect(privately('eve')).toEqual([
      'Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.',
    ]);
    expect(standing('partners')).toHaveLength(1);
  });

  test('nobody can start from it any more; the versions in its thread stay', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    await pick('delete', 'gus', 'general', thread);
    await confirm('gus');
    expect(slack.messages('general').map(({ subtype }) => subtype)).toContain('tombstone');
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'from v1: make it blue' });
    await imagine.settled();
    expect(privately('gus')).toEqual(['This thread has no v1; the newest is v2.']);
    expect(pixapi.submits()).toHaveLength(2);
    expect(await files()).toEqual(expect.arrayContaining([true, false]));
  });

  test('what showed it once more goes with it: “v1 again” and a comparison; nobody starts from it through these', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn();
    for (const text of ['edit this: make it night', 'compare v1 v2', 'undo']) {
      await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text });
      await imagine.settled();
    }
    const pictures = () =>
      standing().flatMap(({ text, blocks }) => (blocks.some(({ type }) => type === 'image') ? [text] : []));
    expect(pictures()).toHaveLength(4);
    await pick('delete', 'gus', 'general', thread);
    await confirm('gus');
    expect(pictures()).toEqual([expect.stringContaining('make it night')]);
    expect((await files()).filter((isDeleted) => !isDeleted)).toHaveLength(1);

    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it blue' });
    await imagine.settled();
    expect(slack.transcript('general')).toContain('(v3 from v2 · ');
    expect(pixapi.submits()).toHaveLength(3);
  });

  test.each([
    ['undo', 'v1 again'],
    ['compare v1 v2', 'Side by side'],
  ])('“%s” that is on its way into the channel meanwhile does not stay there', async (text, words) => {
    const { slack } = imagine;
    const thread = await drawn();
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    const isThat = (args: Record<string, unknown>) => String(args.text).startsWith(words);
    slack.fault({ method: 'chat.update', where: isThat }, faults.slow(400));
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text });
    await until(() => slack.unusedFaults().length === 0);
    await pick('delete', 'gus', 'general', thread);
    await confirm('gus');
    expect(standing().filter(({ text }) => text.startsWith(words))).toEqual([]);
    expect(standing().filter(({ bot_id }) => bot_id)).toHaveLength(1);
  });

  test('an undo that was deleted may be said once more', async () => {
    const { slack } = imagine;
    const thread = await drawn();
    for (const text of ['edit this: make it night', 'undo']) {
      await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text });
      await imagine.settled();
    }
    const again = () => standing().filter(({ text }) => text.startsWith('v1 again'));
    await pick('delete', 'gus', 'general', again()[0]?.ts);
    await confirm('gus');
    expect(again()).toEqual([]);
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'undo' });
    await imagine.settled();
    expect(again()).toHaveLength(1);
  });

  test('sent twice it is done once, and a message that is gone already is as good', async () => {
    const { slack } = imagine;
    const ts = await drawn();
    await pick('delete', 'gus');
    await pick('delete', 'ana');
    await slack.deleteMessage('general', ts);
    await confirm('gus');
    await confirm('ana');
    expect(standing()).toEqual([]);
    expect(slack.modals('ana')).toEqual([]);
  });

  test.each([
    ['Slack is out of order', faults.status(500)],
    ['Slack asks for patience', faults.rateLimited(0)],
    ['the answer is lost', faults.acceptThenCut()],
    ['the line breaks', faults.reset()],
  ])('%s when the message is to go: it goes a moment later', async (_, fault) => {
    await drawn();
    imagine.slack.fault({ method: 'chat.delete' }, fault);
    await pick('delete', 'gus');
    await confirm('gus');
    expect(standing()).toEqual([]);
    expect(await files()).toEqual([true]);
  });

  test('a file that Slack does not let go is left; the message goes all the same', async () => {
    await drawn();
    imagine.slack.fault({ method: 'files.delete' }, faults.error('cant_delete_file'));
    await pick('delete', 'gus');
    await confirm('gus');
    expect(standing()).toEqual([]);
  });

  test.each([
    ['gus', 'is_archived', 'I can’t reach that conversation anymore', 'ask a workspace admin to delete it by hand'],
    ['gus', 'cant_delete_message', 'Slack wouldn’t let me.', 'ask a workspace admin to delete it by hand'],
    ['bruno', 'channel_not_found', '`/invite @Imagine` me deixa entrar de novo', 'que a apague manualmente'],
    ['carla', 'cant_delete_message', 'Slack no me dejó.', 'que lo elimine a mano'],
  ] as const)(
    '%s, whose message Slack keeps for good (%s), is told so alone and what to do; when that is mended Delete works',
    async (user, error, why, next) => {
      const { slack } = imagine;
      await drawn('a red fox', 'general', user);
      slack.fault({ method: 'chat.delete' }, faults.error(error));
      await pick('delete', user);
      await confirm(user);
      await until(() => privately(user).length > 0);
      await imagine.settled();
      expect(privately(user)).toEqual([expect.stringContaining(`<#${slack.channelId('general')}>`)]);
      expect(privately(user)[0]).toContain(why);
      expect(privately(user)[0]).toContain(next);
      expect(standing()).toHaveLength(1);
      expect(await files()).toEqual([true]);

      await pick('delete', user);
      await confirm(user);
      expect(standing()).toEqual([]);
      expect(privately(user)).toHaveLength(1);
    },
  );

  test('an admin who deletes another’s picture is the one who hears that Slack keeps it', async () => {
    await drawn();
    imagine.slack.fault({ method: 'chat.delete' }, faults.error('cant_delete_message'));
    await pick('delete', 'ana');
    await confirm('ana');
    expect(privately('ana')).toEqual([expect.stringContaining('Slack wouldn’t let me.')]);
    expect(privately('gus')).toEqual([]);
  });

  test('of a conversation that the app can’t get at any more it is told in the app’s own messages', async () => {
    const { slack } = imagine;
    await drawn();
    slack.fault({ method: 'chat.delete' }, faults.error('is_archived'));
    slack.fault({ method: 'chat.postEphemeral' }, faults.error('is_archived'));
    await pick('delete', 'gus');
    await confirm('gus');
    expect(slack.transcript('app:gus')).toContain('it’s still in #general');
  });

  test('files that were shared in the thread, where no block could show them, go with it', async () => {
    const { slack } = imagine;
    slack.set({ neverProcess: true });
    await drawn('two red foxes --n 2');
    const [picture, reply] = slack.messages('general');
    expect(reply).toMatchObject({ thread_ts: picture?.ts, files: [expect.any(String), expect.any(String)] });
    await pick('delete', 'gus');
    await confirm('gus');
    expect(standing()).toEqual([]);
    expect(await files()).toEqual([true, true]);
    expect(reply?.files?.map((id) => slack.file(id).deleted)).toEqual([true, true]);
  });

  test('in Portuguese and Spanish the question is theirs', async () => {
    await imagine.slack.command({ user: 'carla', channel: 'general', text: 'un zorro' });
    await imagine.settled();
    await pick('delete', 'carla');
    expect(imagine.slack.modals('carla')[0]?.rest).toMatchObject({
      title: { text: '¿Eliminarla?' },
      submit: { text: 'Eliminar' },
      close: { text: 'Conservarla' },
    });
  });
});

describe('a button of a picture that was deleted', () => {
  test('orders nothing, wherever it still stands', async () => {
    const { slack, pixapi } = imagine;
    await drawn();
    await imagine.query('update generations set deleted_at = now()');
    await slack.click({ user: 'ana', channel: 'general', actionId: 'vary_image' });
    await pick('hide', 'ana');
    await pick('alt_text', 'ana');
    await pick('again', 'ana');
    await imagine.settled();
    expect(privately('ana')).toEqual(Array(4).fill('That picture is no longer here.'));
    expect(pixapi.submits()).toHaveLength(1);
  });
});
