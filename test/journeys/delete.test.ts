import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { menuValue } from '../support/menu.ts';
import { until } from '../support/until.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

/** Asks for a picture of gus's, who is no admin, and answers its thread. */
async function drawn(text = 'a red fox', channel = 'general', user: Person = 'gus'): Promise<string> {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

/** Pictures that were asked for at the same time: their messages, in the order of `users`. */
async function drawnFor(users: readonly Person[]): Promise<string[]> {
  await Promise.all(users.map((user) => imagine.slack.command({ user, channel: 'general', text: 'a red fox' })));
  await imagine.settled();
  const rows = await imagine.query<{ ts: string; user: string }>(
    'select message_ts as ts, user_id as user from generations order by requested_at',
  );
  const { people } = imagine.slack.teams.acme;
  return users.map((user) => {
    const at = rows.findIndex((row) => row.user === people[user].id);
    return rows.splice(at, 1)[0]?.ts ?? '';
  });
}

async function pick(choice: string, user: Person, channel = 'general', messageTs?: string): Promise<void> {
  const [row] = await imagine.query<{ id: string }>(
    messageTs
      ? `select id from generations where message_ts = '${messageTs}'`
      : 'select id from generations order by requested_at desc',
  );
  const value = menuValue(imagine, channel, choice, row?.id);
  await imagine.slack.click({ user, channel, actionId: 'image_menu', value, ...(messageTs ? { messageTs } : {}) });
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
const stands = (ts: string) => standing().some((message) => message.ts === ts);
const files = async () =>
  (await imagine.query<{ id: string }>('select file_id as id from pictures order by file_id')).map(
    ({ id }) => imagine.slack.file(id).deleted,
  );
const fileOf = async (ts: string) => {
  const [row] = await imagine.query<{ id: string }>(
    'select file_id as id from pictures p join generations g on g.id = p.generation_id where g.message_ts = $1',
    [ts],
  );
  return imagine.slack.file(row?.id ?? '');
};
const spent = async () => {
  const [row] = await imagine.query<{ n: number }>('select sum(captured_delta)::int as n from ledger_entries');
  return row?.n;
};

describe('Delete', () => {
  test('whoever asked for it or is an admin is asked first; then message and file go, and the credits stay spent; who is neither is told so in their language', async () => {
    for (const [i, user] of (['ana', 'gus'] as const).entries()) {
      await drawn();
      for (const [other, words] of [
        ['bruno', 'Só quem pediu a imagem, ou um admin do espaço de trabalho, pode fazer isso.'],
        ['carla', 'Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.'],
      ] as const) {
        await pick('delete', other);
        expect(privately(other).slice(i), other).toEqual([words]);
        expect(imagine.slack.modals(other), other).toEqual([]);
        expect(standing(), other).toHaveLength(1);
      }

      await pick('delete', user);
      const [modal] = imagine.slack.modals(user);
      expect(modal?.rest, user).toMatchObject({ title: { text: 'Delete it?' }, submit: { text: 'Delete' } });
      expect(JSON.stringify(modal?.blocks), user).toContain('This deletes the picture for everyone');
      expect(standing(), user).toHaveLength(1);

      await confirm(user);
      expect(standing(), user).toEqual([]);
      expect(await files(), user).toEqual(Array(i + 1).fill(true));
      expect(await spent(), user).toBe(i + 1);
      expect(imagine.slack.modals(user), user).toEqual([]);
    }
  });

  test('people of other workspaces, named or not, can’t', async () => {
    await drawn('a red fox', 'partners', 'ana');
    for (const [i, [way, namesTeams]] of BOTH_WAYS.entries()) {
      imagine.slack.set({ namesTeams });
      await pick('delete', 'eve', 'partners');
      expect(privately('eve').slice(i), way).toEqual([
        'Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.',
      ]);
      expect(standing('partners'), way).toHaveLength(1);
    }
  });

  test('what showed it once more goes with it: “v1 again” and a comparison; the other versions stay, and nobody starts from it any more', async () => {
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
    expect(slack.messages('general').map(({ subtype }) => subtype)).toContain('tombstone');
    expect((await files()).filter((isDeleted) => !isDeleted)).toHaveLength(1);
    expect(await files()).toEqual(expect.arrayContaining([true, false]));

    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'from v1: make it blue' });
    await imagine.settled();
    expect(privately('gus')).toEqual(['This thread has no v1; the newest is v2.']);
    expect(pixapi.submits()).toHaveLength(2);
    await slack.say({ user: 'gus', channel: 'general', threadTs: thread, text: 'edit this: make it blue' });
    await imagine.settled();
    expect(slack.transcript('general')).toContain('(v3 from v2 · ');
    expect(pixapi.submits()).toHaveLength(3);
  });

  test('an undo that was deleted may be said once more; one, and a comparison, on their way into the channel when the picture goes do not stay there', async () => {
    const { slack } = imagine;
    const thread = await drawn();
    const say = (text: string, user: Person = 'gus') => slack.say({ user, channel: 'general', threadTs: thread, text });
    for (const text of ['edit this: make it night', 'undo']) {
      await say(text);
      await imagine.settled();
    }
    const startingWith = (words: string) => standing().filter(({ text }) => text.startsWith(words));
    await pick('delete', 'gus', 'general', startingWith('v1 again')[0]?.ts);
    await confirm('gus');
    expect(startingWith('v1 again')).toEqual([]);
    await say('undo');
    await imagine.settled();
    expect(startingWith('v1 again')).toHaveLength(1);
    await pick('delete', 'gus', 'general', startingWith('v1 again')[0]?.ts);
    await confirm('gus');

    const gate = Promise.withResolvers<void>();
    for (const words of ['v1 again', 'Side by side']) {
      const isThat = (args: Record<string, unknown>) => String(args.text).startsWith(words);
      slack.fault({ method: 'chat.update', where: isThat }, faults.held(gate.promise));
    }
    await say('undo');
    await say('compare v1 v2', 'bruno');
    await until(() => slack.unusedFaults().length === 0);
    await pick('delete', 'gus', 'general', thread);
    await slack.submit({ user: 'gus', viewId: slack.modals('gus').at(-1)?.id ?? '' });
    gate.resolve();
    await imagine.settled();
    expect(startingWith('v1 again')).toEqual([]);
    expect(startingWith('Side by side')).toEqual([]);
    expect(standing().filter(({ bot_id }) => bot_id)).toHaveLength(1);
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

  test('whatever Slack says when the message is to go, it goes a moment later; a file that Slack does not let go is left', async () => {
    const rows = [
      ['Slack is out of order', 'chat.delete', faults.status(500)],
      ['Slack asks for patience', 'chat.delete', faults.rateLimited(0)],
      ['the answer is lost', 'chat.delete', faults.acceptThenCut()],
      ['the line breaks', 'chat.delete', faults.reset()],
      ['the file stays', 'files.delete', faults.error('cant_delete_file')],
    ] as const;
    const pictures = await drawnFor(rows.map(() => 'gus'));
    for (const [i, [what, method, fault]] of rows.entries()) {
      const ts = pictures[i] ?? '';
      expect(stands(ts), what).toBe(true);
      imagine.slack.fault({ method }, fault);
      await pick('delete', 'gus', 'general', ts);
      await confirm('gus');
      expect(imagine.slack.unusedFaults(), what).toEqual([]);
      expect(stands(ts), what).toBe(false);
      if (method === 'chat.delete') expect((await fileOf(ts)).deleted, what).toBe(true);
    }
    expect(standing()).toEqual([]);
  });

  test('a message that Slack keeps for good: who wanted it deleted is told so alone, why, and what to do; when that is mended Delete works', async () => {
    const { slack } = imagine;
    const byHand = 'ask a workspace admin to delete it by hand';
    const rows = [
      ['gus', 'gus', 'is_archived', 'I can’t reach that conversation anymore', byHand],
      ['gus', 'gus', 'cant_delete_message', 'Slack wouldn’t let me.', byHand],
      ['bruno', 'bruno', 'channel_not_found', '`/invite @Imagine` me deixa entrar de novo', 'que a apague manualmente'],
      ['carla', 'carla', 'cant_delete_message', 'Slack no me dejó.', 'que lo elimine a mano'],
      // An admin who deletes another's picture is the one who hears it.
      ['gus', 'ana', 'cant_delete_message', 'Slack wouldn’t let me.', byHand],
    ] as const;
    const pictures = await drawnFor(rows.map(([asker]) => asker));
    for (const [i, [, user, error, why, next]] of rows.entries()) {
      const ts = pictures[i] ?? '';
      const row = `${user}: ${error}`;
      const toldAll = () => (['ana', 'bruno', 'carla', 'gus'] as const).flatMap((one) => privately(one)).length;
      const [told, all] = [privately(user).length, toldAll()];
      slack.fault({ method: 'chat.delete' }, faults.error(error));
      await pick('delete', user, 'general', ts);
      if (user === 'carla')
        expect(slack.modals(user)[0]?.rest).toMatchObject({
          title: { text: '¿Eliminarla?' },
          submit: { text: 'Eliminar' },
          close: { text: 'Conservarla' },
        });
      await confirm(user);
      await until(() => privately(user).length > told);
      await imagine.settled();
      expect(privately(user).slice(told), row).toEqual([expect.stringContaining(`<#${slack.channelId('general')}>`)]);
      expect(privately(user)[told], row).toContain(why);
      expect(privately(user)[told], row).toContain(next);
      expect(toldAll(), row).toBe(all + 1);
      expect(stands(ts), row).toBe(true);
      expect((await fileOf(ts)).deleted, row).toBe(true);

      await pick('delete', user, 'general', ts);
      await confirm(user);
      expect(stands(ts), row).toBe(false);
      expect(toldAll(), row).toBe(all + 1);
    }
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
