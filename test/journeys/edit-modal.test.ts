import { describe, expect, test } from 'vitest';
import { asPhonePhoto } from '../local/slack/sender/phone.ts';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { formsOf, pictureFile } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({
  // What people typed is in no log.
  after: ({ logLines }) => expect(logLines.join('\n')).not.toMatch(/red fox|make it night|secret plan/),
});

const { modal, read, choose, submit, send, errors } = formsOf(() => imagine);
const shortcut = (messageTs: string, channel = 'general', user = 'ana') =>
  imagine.slack.shortcut({ user, channel, callbackId: 'edit_image', messageTs });
const privately = (user: string) => imagine.slack.ephemerals(user).map(({ text }) => text);
const submits = () => imagine.pixapi.submits();

/** A picture of ours in a channel. Answers its message. */
async function make(text = 'a red fox', channel = 'general'): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

async function upload(names: string[], channel = 'general', threadTs?: string): Promise<string> {
  const files = await Promise.all(names.map((name, i) => pictureFile(name, ['#c40', '#04c', '#0c4'][i])));
  const { ts } = await imagine.slack.say({
    ...{ user: 'bruno', channel, text: 'look', files },
    ...(threadTs ? { threadTs } : {}),
  });
  return ts;
}

describe('“Edit this image” on one of ours', () => {
  test('shows the picture, asks what to change, and posts the next version in its thread', async () => {
    const ts = await make('a red fox --quality medium --size portrait');
    await shortcut(ts);
    expect(read()).toBe(
      [
        '== Edit image ==',
        '[picture: AI-made image: a red fox (v1) (1024x1536)]',
        'What should change?: [make it night]',
        '(Flags such as --ar 16:9 work here too, and override the fields below.)',
        'Pictures to start from (optional): [choose files]',
        '(PNG, JPEG, WebP or HEIC, up to 3.)',
        'Size: [Keep as is ▾]',
        'Quality: [Keep as is ▾]',
        '(*1 picture · 4 credits · 496 left*)',
        '(By quality: low 1 credit · medium 4 credits · high 14 credits)',
        '[Close] [Edit · 4 credits]',
      ].join('\n'),
    );
    await choose('quality', 'low');
    expect(read()).toMatch(/\[Edit · 1 credit\]$/);
    await send({ change: 'make it night' });
    expect(imagine.slack.transcript('general')).toMatch(
      /\n {4}imagine: \[picture: AI-made image: make it night \(v2\).*\n.*\n {6}\(v2 from v1 · gpt-image-2 · 1024×1536 PNG · low · by @ana · held 1 · charged 1 · 495 left/,
    );
    expect(submits()[1]?.fields).toMatchObject({ prompt: 'make it night', size: '1024x1536', quality: 'low' });
    expect(imagine.slack.messages('general').at(-1)).toMatchObject({ thread_ts: ts });
  });

  test('the form is in the reader’s language; as it is, the picture’s terms stay, also while Slack does not say whether it can be posted there; a version in a thread is edited in that thread', async () => {
    const { slack } = imagine;
    const root = await make();
    await shortcut(root, 'general', 'carla');
    expect(read('carla')).toMatch(/^== Editar la imagen ==\n[\s\S]*\[Cerrar\] \[Editar · 1 crédito\]$/);
    await shortcut(root, 'general', 'bruno');
    expect(read('bruno')).toMatch(/^== Editar imagem ==\n[\s\S]*\[Fechar\] \[Editar · 1 crédito\]$/);

    await shortcut(root);
    slack.fault({ method: 'conversations.join' }, faults.status(503));
    await send({ change: 'make it night' });
    expect(slack.transcript('general')).toContain('(v2 from v1 ·');
    expect(submits()[1]?.fields).toMatchObject({ model: 'gpt-image-1.5', size: '1024x1024' });
    expect(submits()[1]?.fields).not.toHaveProperty('quality');

    const second = slack.messages('general').at(-1);
    expect(second).toMatchObject({ thread_ts: root });
    await shortcut(second?.ts ?? '');
    await send({ change: 'with snow' });
    expect(slack.transcript('general')).toContain('(v3 from v2 ·');
    expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: root });
  });

  test('sent twice at once, it is one version; further pictures go along; flags in the words win, at a price that is shown first', async () => {
    const { slack } = imagine;
    const ts = await make();
    await shortcut(ts);
    const viewId = modal().id;
    const values = { change: 'make it night' };
    await Promise.all([1, 2].map(() => slack.submit({ user: 'ana', viewId, values })));
    await imagine.settled();
    expect(submits()).toHaveLength(2);

    await shortcut(ts);
    await send({ change: 'with this hat', pictures: [await asPhonePhoto(await pictureFile('hat.jpg'))] });
    expect(slack.transcript('general')).toContain('(v2b from v1 ·');
    expect(slack.transcript('general')).toContain('Started from the smaller copy that Slack keeps of the picture: ');
    expect(await imagine.query('select count(*)::int as files from source_files')).toEqual([{ files: 1 }]);
    expect(submits()[2]?.path).toContain('edits');

    await shortcut(ts);
    const first = await submit({ change: 'make it night --quality high' });
    expect(first.json).toMatchObject({ response_action: 'update' });
    expect(read()).toMatch(/With the flags in your text, this costs 14 credits/);
    expect(read()).toMatch(/\[Edit · 14 credits\]$/);
    await send();
    expect(submits()).toHaveLength(4);
    expect(submits()[3]?.fields).toMatchObject({ prompt: 'make it night', quality: 'high' });
  });

  test('one of several is chosen by its number, or by the button under it', async () => {
    const ts = await make('a red fox --n 3');
    await shortcut(ts);
    expect(read()).toContain('[picture: AI-made image: a red fox (v1 #3) ');
    await send({ which: '2', change: 'make it night' });
    expect(imagine.slack.transcript('general')).toContain('(v2 from v1 #2 ·');

    await press('ana', 'general', 2);
    expect(read()).toContain('Which picture?: ( ) #1 (•) #2 ( ) #3');
    await send({ change: 'make it night' });
    expect(imagine.slack.transcript('general')).toContain('(v2b from v1 #2 ·');
  });

  test('a picture for the asker alone is edited where it is', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox --private' });
    await imagine.settled();
    await shortcut(imagine.slack.messages('app:ana').at(-1)?.ts ?? '', 'app:ana');
    await send({ change: 'make it night' });
    expect(imagine.slack.transcript('app:ana')).toContain('(v2 from v1 ·');
    expect(imagine.slack.messages('general')).toEqual([]);
  });

  test('a message of ours without a picture: said in the form', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { answer: { status: 401 } });
    await shortcut(await make());
    expect(read()).toBe(
      '== Edit image ==\nThis message has no picture I can edit. I can edit PNG, JPEG, WebP and HEIC.\n[Close]',
    );
  });

  test('what goes wrong while it is open: over the budget, a file that is gone, a picture that was deleted, a trigger that came too late', async () => {
    const { slack } = imagine;
    const ts = await make();
    const budget = (credits: number) =>
      slack.command({ user: 'ana', channel: 'general', text: `budget set ${credits}` });

    // over the budget: said with what would fit, and a way to ask for more
    await budget(6);
    await shortcut(ts);
    await choose('quality', 'high');
    await submit({ change: 'make it night' });
    expect(read()).toMatch(
      /This needs 14 credits; the workspace has 5 left .* In low quality it would cost 1\..*\n\[Ask for more\]/,
    );
    await budget(500);

    // a file that is deleted: what is chosen changes the price all the same
    await shortcut(ts);
    expect(read()).toContain('[picture: AI-made image: a red fox (v1)');
    const [row] = await imagine.query<{ id: string }>('select file_id as id from pictures');
    slack.file(row?.id ?? '').deleted = true;
    await choose('quality', 'medium');
    expect(read()).toMatch(/\[Edit · 4 credits\]$/);
    expect(read()).toContain('(Slack doesn’t show the picture here, but it will be used.)');

    // a file that Slack no longer shows: the form comes without it
    await shortcut(ts);
    expect(read()).toContain('(Slack doesn’t show the picture here, but it will be used.)');
    await choose('quality', 'medium');
    expect(read()).toMatch(/\[Edit · 4 credits\]$/);
    const dearer = await submit({ change: 'make it night --quality high' });
    expect(dearer.json).toMatchObject({ response_action: 'update' });
    expect(read()).toMatch(/\[Edit · 14 credits\]$/);
    await send({ change: 'make it night' });
    await send();
    expect(slack.transcript('general')).toContain('(v2 from v1 ·');

    // a picture that was deleted meanwhile: said, and nothing is ordered
    await shortcut(ts);
    await imagine.query('update generations set deleted_at = now()');
    const answer = await send({ change: 'make it night' });
    expect(errors(answer)).toEqual({ change: 'This picture has been deleted.' });
    expect(submits()).toHaveLength(2);
    await slack.closeModal({ user: 'ana', viewId: modal().id });
    await shortcut(ts);
    expect(read()).toContain('This picture has been deleted.');

    // a trigger that came too late: what to type instead
    const before = privately('ana').length;
    const opening = shortcut(ts);
    slack.advance(61_000);
    await opening;
    expect(privately('ana').slice(before)).toEqual([
      'Slack wouldn’t let me open the form. Reply in the picture’s thread instead: “edit this: make it night”.',
    ]);
  });
});

describe('the button under a picture', () => {
  test('opens nothing of a channel from another one', async () => {
    await make('my secret plan', 'design');
    await press('gus', 'general', 1);
    expect(read()).toContain('I can’t find this request anymore.');
    expect(JSON.stringify(modal())).not.toContain('secret plan');
  });

  test('people of other workspaces may look, not spend', async () => {
    await make('a red fox', 'partners');
    for (const [which, namesTeams] of BOTH_WAYS) {
      imagine.slack.set({ namesTeams });
      const before = imagine.slack.modals('ana').length;
      await press('eve', 'partners', 1);
      expect(imagine.slack.modals('ana'), which).toHaveLength(before + 1);
      expect(read(), which).toContain('Only members of this workspace can spend its credits.');
      expect(read(), which).not.toContain('What should change?');
    }
  });
});

describe('“Edit this image” on what people uploaded', () => {
  test('also in a thread: the result is posted there', async () => {
    const root = (await imagine.slack.say({ user: 'ana', channel: 'general', text: 'our sketches' })).ts;
    const ts = await upload(['one.png'], 'general', root);
    await shortcut(ts);
    expect(read()).toContain('[picture: Picture 1 of this message (64x48)]');
    expect(read()).not.toContain('Which picture?');
    await send({ change: 'make it night' });
    expect(submits()[0]?.path).toContain('edits');
    const answer = imagine.slack.messages('general').at(-1);
    expect(answer).toMatchObject({ thread_ts: root });
    expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: make it night (v1)');
  });

  test('of several the chosen one is used; what can be shown stays shown when something is chosen; a WebP is not shown, and can be used', async () => {
    const ts = await upload(['one.png', 'two.webp', 'three.jpg']);
    await shortcut(ts);
    expect(read()).not.toContain('Picture 2 of');
    await choose('quality', 'high');
    expect(read()).toContain('[picture: Picture 1 of this message (64x48)]');
    expect(read()).not.toContain('Picture 2 of');
    expect(read()).toMatch(/\[Edit · 14 credits\]$/);
    const [, second] = imagine.slack.messages('general').at(-1)?.files ?? [];
    await send({ which: second ?? '', change: 'make it night' });
    expect(await imagine.query('select file_id as file from source_files')).toEqual([{ file: second }]);
    expect(imagine.slack.messages('general').at(-1)).toMatchObject({ thread_ts: ts });
    expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: make it night (v1)');
  });

  test('where the app is not, the picture can’t be seen: said, with what helps', async () => {
    await shortcut(await upload(['one.png'], 'secret'), 'secret');
    expect(read()).toMatch(/I can’t see this picture: .* Let me in with `\/invite @Imagine`/);
  });

  test('a message without pictures: each is told so, alone, in their own language', async () => {
    const { ts } = await imagine.slack.say({ user: 'ana', channel: 'general', text: 'hello' });
    const told = {
      ana: 'This message has no picture I can edit. I can edit PNG, JPEG, WebP and HEIC.',
      bruno: 'Esta mensagem não tem nenhuma imagem que eu possa editar. Posso editar PNG, JPEG, WebP e HEIC.',
      carla: 'Este mensaje no tiene ninguna imagen que yo pueda editar. Puedo editar PNG, JPEG, WebP y HEIC.',
    };
    for (const user of Object.keys(told)) await shortcut(ts, 'general', user);
    for (const [user, words] of Object.entries(told)) {
      expect(privately(user)).toEqual([words]);
      expect(imagine.slack.modals(user)).toEqual([]);
    }
  });
});

/**
 * A press as Slack would sign it, of the button under the only request's picture, as if seen in this channel. The trigger
 * is ana's, so that it is she who sees what opens.
 */
async function press(user: 'ana' | 'gus' | 'eve', channel: string, position: number): Promise<void> {
  const { slack } = imagine;
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  const { id, people } = slack.teams.acme;
  const { triggerId, responseUrl } = await slack.command({ user: 'ana', channel, text: 'help' });
  const payload = {
    type: 'block_actions',
    user: { id: people[user].id, team_id: people[user].teamId },
    team: { id },
    channel: { id: slack.channelId(channel) },
    container: { type: 'message', message_ts: '1.1', channel_id: slack.channelId(channel) },
    trigger_id: triggerId,
    response_url: responseUrl,
    actions: [{ type: 'button', action_id: `edit_image:${position}`, block_id: 'b', value: `${row?.id}:${position}` }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
}
