import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

async function ask(user: string, text: string, channel = 'general') {
  await imagine.slack.command({ user, channel, text });
  await imagine.settled();
}

const direct = (user: string) => imagine.slack.messages(`app:${user}`);
const readDirect = (user: string) => imagine.slack.transcript(`app:${user}`, 'acme', user);

describe('--private', () => {
  test('the picture comes where only the asker sees it, and says so; the channel sees nothing; its thread is edited without saying “edit this”; of another’s nobody learns anything, whatever value a button carries', async () => {
    const { slack, pixapi, query } = imagine;
    await ask('ana', 'a red fox --private');
    expect(slack.messages('general')).toEqual([]);
    expect(readDirect('ana')).toMatch(
      /^imagine: \[picture: AI-made image: a red fox \(v1\) \(1024x1024\)\]\n {2}a red fox\n {2}\(v1 · .* · held 1 · charged 1 · 499 left in \w+\)\n {2}\(Only you can see this · requested in #general\)\n {2}\[Edit\] \[Vary ×4 · 4\] \[Finish · 14\] \[Publish to the channel\] \[… Again · 1 \/ Original prompt \/ Alt text… \/ Discard…\]$/,
    );
    for (const user of ['bruno', 'carla', 'gus']) expect(direct(user)).toEqual([]);

    await slack.say({ user: 'ana', channel: 'app', threadTs: direct('ana')[0]?.ts ?? '', text: 'make it night' });
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(2);
    expect(readDirect('ana')).toMatch(
      /\(v2 from v1 · .*\)\n {6}\(Only you can see this · requested in #general\)\n {6}.*\[Publish to the channel\]/,
    );

    // Gus has a thread of his own in the channel.
    await ask('gus', 'an owl');
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    await slack.say({ user: 'gus', channel: 'general', threadTs, text: 'edit this: night' });
    await imagine.settled();
    const [row] = await query<{ id: string }>('select id from generations where is_private order by requested_at');
    for (const actionId of ['history_image', 'publish_image', 'vary_image']) {
      await pressAs('gus', actionId, row?.id ?? '');
      expect(slack.ephemerals('gus').at(-1)?.text, actionId).toBe('I can’t find this request anymore.');
    }
    expect(slack.modals('gus')).toEqual([]);
    expect(slack.messages('general').filter(({ bot_id }) => bot_id)).toHaveLength(2);
    expect(pixapi.submits()).toHaveLength(4);
    // not even in the moment before it is announced, when it is still known by where it was asked
    await query('update generations set channel_id = asked_channel_id where id = $1', [row?.id]);
    await pressAs('gus', 'publish_image', row?.id ?? '');
    expect(slack.ephemerals('gus').at(-1)?.text).toBe('I can’t find this request anymore.');
    await query('update generations set channel_id = $1 where id = $2', [slack.channelId('app:ana'), row?.id]);
  });

  test('all of it is in the person’s language, while it is made and when it is done', async () => {
    const { slack } = imagine;
    const rows = [
      [
        'bruno',
        /para @bruno · 1 imagem, 1 crédito/,
        /Imagem feita por IA: a red fox/,
        'Só você vê esta imagem · pedida em #general',
        '[Publicar no canal]',
      ],
      [
        'carla',
        /para @carla · 1 imagen, 1 crédito/,
        /Imagen hecha con IA: a red fox/,
        'Solo tú ves esta imagen · pedida en #general',
        '[Publicar en el canal]',
      ],
    ] as const;
    await Promise.all(rows.map(([user]) => ask(user, 'a red fox --private')));
    for (const [user, making, alt, note, label] of rows) {
      const [first] = direct(user)[0]?.history ?? [];
      const line = (first?.blocks[0] as { elements: { elements: { text?: string }[] }[] } | undefined)?.elements[0]
        ?.elements;
      expect(line?.map(({ text }) => text ?? `@${user}`).join(''), user).toMatch(making);
      const read = readDirect(user);
      expect(read, user).toMatch(alt);
      expect(read, user).toContain(`(${note})`);
      expect(read, user).toContain(label);
      const [, id = ''] = /"slack_file":\{"id":"(\w+)"\}/.exec(JSON.stringify(direct(user)[0]?.blocks)) ?? [];
      expect(slack.file(id).altTxt, user).toMatch(alt);
    }
  });

  test('a refusal is told there, in place and in the person’s language', async () => {
    const { pixapi, slack } = imagine;
    pixapi.fault({ to: 'submit' }, { answer: { status: 422 } });
    await ask('bruno', 'something forbidden --private');
    expect(slack.messages('general')).toEqual([]);
    expect(slack.ephemerals('bruno')).toEqual([]);
    expect(direct('bruno')).toHaveLength(1);
    expect(readDirect('bruno')).toContain('Nada foi cobrado.');
  });

  test('where the app can’t write to the person, it comes as the command’s own answer', async () => {
    const { slack } = imagine;
    slack.fault({ method: 'chat.postMessage' }, faults.error('messages_tab_disabled'));
    await ask('ana', 'a red fox --private');
    expect(direct('ana')).toEqual([]);
    expect(slack.messages('general')).toEqual([]);
    const told = slack.ephemerals('ana', 'general').map(({ blocks }) => JSON.stringify(blocks));
    expect(told).toHaveLength(2);
    expect(told[0]).toContain('so the picture will appear here, for you alone.');
    expect(told[1]).toContain('AI-made image: a red fox');
  });
});

/** A press in #general as Slack would sign it, with a value of one's own. */
async function pressAs(user: 'gus', actionId: string, value: string): Promise<void> {
  const { slack } = imagine;
  const team = slack.teams.acme;
  const words = await slack.command({ user, channel: 'general', text: 'help' });
  const payload = {
    type: 'block_actions',
    user: { id: team.people[user].id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId('general') },
    container: { type: 'message', message_ts: '1.1', channel_id: slack.channelId('general'), is_ephemeral: true },
    response_url: words.responseUrl,
    trigger_id: words.triggerId,
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await slack.sendRaw(body, {
    'content-type': 'application/x-www-form-urlencoded',
    ...sign(slack.signingSecret, body),
  });
  await imagine.settled();
}
