import { describe, expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf, pictureFile } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey({
  // What people typed is in no log.
  after: ({ logLines }) => expect(logLines.join('\n')).not.toMatch(/red fox|raposa|celebridade|secret plan/),
});

const { modal, read, choose, submit, send, errors } = formsOf(() => imagine);
const open = (user = 'ana') => imagine.slack.globalShortcut({ user, callbackId: 'new_image' });
const seen = (channel: string) => imagine.slack.transcript(channel);

describe('the shortcut “New image”', () => {
  test('opens the form; where nothing is chosen, only the asker sees the picture', async () => {
    await open('bruno');
    expect(read('bruno')).toContain(
      'Se você deixar em branco, só você verá a imagem, nas suas mensagens diretas comigo.',
    );
    await send({ prompt: 'uma raposa' }, 'bruno');
    expect(seen('app:bruno')).toMatch(/^imagine: \[picture: .*uma raposa \(v1\)/);
    // It was asked for in no channel: one has to be chosen to publish it.
    expect(seen('app:bruno')).toContain('(Só você vê esta imagem)');
    expect(seen('app:bruno')).toContain('[Publicar em…]');
    expect(imagine.slack.messages('general')).toEqual([]);
  });

  test('posts where it is told to; a private channel where the app is not: said at the place, before anything is ordered', async () => {
    await open();
    const answer = await submit({ prompt: 'a red fox', where: 'secret' });
    expect(errors(answer)).toEqual({
      where: 'I’m not in that channel. Type /invite @Imagine there first, or choose another place.',
    });
    await choose('where', 'general');
    await send({});
    expect(imagine.pixapi.submits()).toHaveLength(1);
    for (const channel of ['random', 'design']) {
      await open();
      await choose('where', channel);
      await submit({ prompt: 'a red fox' });
    }
    await imagine.settled();
    expect(imagine.pixapi.submits()).toHaveLength(3);
    for (const channel of ['general', 'random', 'design'])
      expect(seen(channel)).toMatch(/^imagine: \[picture: AI-made image: a red fox \(v1\)/);
  });

  test('a private channel, while Slack does not say whether the app is in it: the asker alone gets the picture there', async () => {
    await open();
    imagine.slack.fault({ method: 'conversations.join' }, faults.status(503));
    await send({ prompt: 'a red fox', where: 'secret' });
    expect(imagine.slack.messages('secret')).toEqual([]);
    expect(imagine.slack.transcript('secret', 'acme', 'ana')).toMatch(
      /imagine \(only you\): \[picture: AI-made image: a red fox \(v1\)/,
    );
  });

  test('what fails of a picture for the asker alone is told there too', async () => {
    imagine.pixapi.fault({ to: 'submit' }, { answer: { status: 401 } });
    await open();
    await send({ prompt: 'a red fox' });
    expect(seen('app:ana')).toMatch(/Pixapi rejected this app’s key\. Nothing was charged\./);
  });

  test('also what fails before anything stands there', async () => {
    imagine.slack.fault({ method: 'chat.postMessage' }, faults.error('restricted_action'));
    await open();
    await send({ prompt: 'a red fox' });
    expect(seen('app:ana')).toMatch(/I can’t post there\. Nothing was charged\./);
    expect(imagine.pixapi.submits()).toEqual([]);
  });

  test('a trigger that came too late: said in one’s messages with the app', async () => {
    const opening = open('carla');
    imagine.slack.advance(61_000);
    await opening;
    expect(seen('app:carla')).toBe(
      'imagine: Slack no me dejó abrir el formulario. Escribe la solicitud, por ejemplo `/imagine un zorro rojo leyendo un periódico`.',
    );
  });
});

describe('“Edit prompt”', () => {
  const press = (user: string, channel = 'general') => imagine.slack.click({ user, channel, actionId: 'edit_prompt' });

  test('what could not be read is there with its flags, to be put right', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox --qualty high' });
    await press('ana');
    expect(read()).toContain('What should it show?: [a red fox --qualty high]');
    expect(read()).toContain('Where should it go?: [This channel ▾]');
    await choose('style', 'oil');
    await send({ prompt: 'a red fox --quality medium' });
    expect(read()).toContain('With the flags in your text, this costs 4 credits');
    await send();
    expect(imagine.pixapi.submits()[0]?.fields).toMatchObject({ quality: 'medium' });
    expect(seen('general')).toContain('[picture: AI-made image: a red fox (v1)');
  });

  test('what was over the budget is there with its choices', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'budget set 20' });
    await imagine.slack.command({
      user: 'ana',
      channel: 'design',
      text: 'a fox --quality high --n 2 --size wide --style ink',
    });
    await press('ana', 'design');
    for (const held of [
      '[a fox]',
      '[Ink drawing ▾]',
      '[Wide · 2048 × 1152 ▾]',
      '[High: the final picture ▾]',
      '[2 pictures ▾]',
    ])
      expect(read()).toContain(held);
    expect(read()).toContain('That’s more than is left.');
    await choose('quality', 'low');
    await send();
    expect(seen('design')).toContain('held 4 · charged 4');
  });

  test('what Pixapi refused is there for other words; a refused edit opens as an edit of the same picture, in its thread', async () => {
    const { slack, pixapi } = imagine;
    pixapi.fault({ to: 'submit' }, { answer: { status: 422 } });
    await slack.command({ user: 'bruno', channel: 'general', text: 'uma celebridade --size 1024x1600' });
    await imagine.settled();
    await press('bruno');
    expect(read('bruno')).toContain('[uma celebridade]');
    expect(read('bruno')).toContain('Tamanho: [1024 × 1600 ▾]');
    await send({ prompt: 'uma raposa' }, 'bruno');
    expect(pixapi.submits().at(-1)?.fields).toMatchObject({ prompt: 'uma raposa', size: '1024x1600' });

    const root = slack.messages('general')[0]?.ts ?? '';
    pixapi.fault({ to: 'submit' }, { answer: { status: 422 } });
    await slack.say({ user: 'ana', channel: 'general', threadTs: root, text: 'edit this: with a celebrity' });
    await imagine.settled();
    await press('ana');
    expect(read()).toContain('What should change?: [with a celebrity]');
    await send({ change: 'make it night' });
    expect(seen('general')).toContain('(v2 from v1 ·');
    expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: root });
  });

  test('what started from attached pictures in a thread starts from them again, there', async () => {
    const { slack } = imagine;
    const root = (await slack.say({ user: 'ana', channel: 'general', text: 'our sketches' })).ts;
    const text = `<@${slack.teams.acme.bot.userId}> make it night --qualty high`;
    await slack.say({ user: 'ana', channel: 'general', threadTs: root, text, files: [await pictureFile()] });
    await imagine.settled();
    await press('ana');
    expect(read()).toContain('Where should it go?: [The thread it was requested in ▾]');
    expect(read()).toContain('Starts from what was attached to that request: 1 picture.');
    expect(read()).toContain('(PNG, JPEG, WebP or HEIC, up to 3.)');
    await send({ prompt: 'make it night' });
    expect(imagine.pixapi.submits()[0]?.path).toContain('edits');
    expect(slack.messages('general').at(-1)).toMatchObject({ thread_ts: root });
  });

  test('in whoever’s hands the button is, only the asker gets the words', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'app:ana', text: 'my secret plan --qualty high' });
    const [refused] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
    await imagine.query('update generations set user_id = $1 where id = $2', [
      imagine.slack.teams.acme.people.bruno.id,
      refused?.id,
    ]);
    await press('ana', 'app:ana');
    expect(read()).toMatch(/Only the person who requested it can change that prompt/);
    expect(JSON.stringify(modal())).not.toContain('secret plan');
  });
});
