import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { asPhonePhoto } from '../local/slack/sender/phone.ts';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { formsOf, pictureFile } from '../support/forms.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey({
  // What people typed is in no log.
  after: ({ logLines }) => expect(logLines.join('\n')).not.toMatch(/red fox|fox for|sketch\.png/),
});

const { modal, read, choose, submit, send, errors } = formsOf(() => imagine);

/** The form, opened by typing the command alone. */
async function open(user = 'ana', channel = 'general') {
  return await imagine.slack.command({ user, channel, text: '' });
}
const privately = (user: string, channel?: string) => imagine.slack.ephemerals(user, channel).map(({ text }) => text);
const orders = () => imagine.pixapi.submits().map(({ fields }) => fields);
const asked = (text: string, user = 'ana') => imagine.slack.command({ user, channel: 'general', text });

describe('the form', () => {
  test('a bare /imagine opens it; what is chosen changes the price, and what was typed stays', async () => {
    const answered = await open();
    expect(answered).toMatchObject({ status: 200, body: '' });
    expect(read()).toBe(
      [
        '== New image ==',
        'What should it show?: [a red fox reading a newspaper]',
        '(Flags such as --ar 16:9 work here too, and override the fields below.)',
        'Style: [None ▾]',
        'Size: [Square · 1024 × 1024 ▾]',
        'Quality: [Automatic: the cheapest ▾]',
        'How many?: [1 picture ▾]',
        'Pictures to start from (optional): [choose files]',
        '(PNG, JPEG, WebP or HEIC, up to 4.)',
        'Where should it go?: [This channel ▾]',
        '(*1 picture · 1 credit · 500 left*)',
        '(By quality: low 1 credit · medium 4 credits · high 14 credits)',
        '[Close] [Make 1 · 1 credit]',
      ].join('\n'),
    );
    imagine.slack.fill({ user: 'ana', viewId: modal().id, values: { prompt: 'a red fox' } });
    await choose('count', '4');
    await choose('style', 'ink');
    expect(read()).toMatch(/What should it show\?: \[a red fox\]\n/);
    expect(read()).toContain('(Adds to your words: _black ink line drawing, clean confident lines, no shading_)');
    expect(read()).toContain('(*4 pictures · 4 credits · 500 left*)');
    await choose('size', '2048x2048');
    await choose('quality', 'high');
    expect(read()).toContain('(*4 pictures · 268 credits · 500 left*)\n');
    expect(read()).toMatch(/\[Make 4 · 268 credits\]$/);
    await choose('quality', 'low');

    await send({});
    expect(imagine.slack.modals('ana')).toEqual([]);
    expect(imagine.slack.transcript('general')).toMatch(
      /\(v1 · gpt-image-2 · 2048×2048 PNG · low · Ink drawing · by @ana · 4 pictures · held 8 · charged 8 · 492 left in \w+\)/,
    );
    const [order] = orders();
    expect(order).toMatchObject({ n: 4, size: '2048x2048', quality: 'low' });
    expect(String(order?.prompt)).toMatch(/^a red fox\n\nStyle: black ink line drawing/);
  });

  test('bruno and carla read it, and what is wrong with their flags, in their own language, and can put it right; for the asker alone it goes to their conversation with the app', async () => {
    for (const [user, form, prompt, words] of [
      [
        'bruno',
        ['== Nova imagem ==', '(*1 imagem · 1 crédito · restam 500*)', '[Criar 1 · 1 crédito]'],
        'uma raposa --size 1920x1080',
        '--size 1920x1080: os lados precisam ser múltiplos de 16',
      ],
      [
        'carla',
        ['== Imagen nueva ==', '(*1 imagen · 1 crédito · quedan 500*)', '[Crear 1 · 1 crédito]'],
        'un zorro <!channel> --n',
        '--n necesita un valor: 1, 2, 3, 4.',
      ],
    ] as const) {
      await open(user);
      for (const line of form) expect(read(user)).toContain(line);
      const problem = errors(await submit({ prompt }, user)).prompt;
      expect(problem, user).toContain(words);
      expect(problem, user).not.toMatch(/[`]|&lt;/);
    }
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
    await send({ prompt: 'a red fox', where: 'me' }, 'bruno');
    expect(orders()).toHaveLength(1);
    expect(imagine.slack.messages('general')).toEqual([]);
    expect(imagine.slack.transcript('app', 'acme', 'bruno')).toContain('[picture: ');
    await send({ prompt: 'a red fox' }, 'carla');
    expect(orders()).toHaveLength(2);
    expect(imagine.slack.messages('general')).toHaveLength(1);
  });

  test('offers only what can be had', async () => {
    await imagine.query(`insert into retired_models (model) values ('gpt-image-2')`);
    await open();
    const options = (actionId: string) =>
      JSON.stringify(modal().blocks.find(({ element }) => (element as { action_id?: string })?.action_id === actionId));
    expect(options('size')).not.toContain('2048');
    expect(options('size')).toContain('1536x1024');
    expect(options('quality')).not.toContain('high');
    expect(read()).not.toContain('By quality');
  });

  test('a size that is gone since it was chosen: another is set, and the price is shown again before anything is made', async () => {
    await open();
    await choose('size', '2048x1152');
    await imagine.query(`insert into retired_models (model) values ('gpt-image-2')`);
    await choose('style', 'oil');
    expect(read()).toContain('Size: [Square · 1024 × 1024 ▾]');
    expect(read()).toContain(
      '(Wide · 2048 × 1152 can’t be drawn in this quality (Automatic: the cheapest), so I set another size.)',
    );
    await send({ prompt: 'a red fox' });
    expect(orders()).toMatchObject([{ model: 'gpt-image-1.5', size: '1024x1024' }]);
  });

  test('says before anything is typed when nothing is left', async () => {
    await asked('budget set 0');
    await open('bruno');
    expect(read('bruno')).toMatch(
      /^== Nova imagem ==\nResta 0 crédito até 1 de \S+: não dá para uma imagem\. .*`\/imagine budget set`\.\n\[Fechar\]$/,
    );
    expect(read('bruno')).not.toContain('O que a imagem deve mostrar?');
  });

  test('shows the narrowest budget that applies', async () => {
    const { slack } = imagine;
    await asked(`budget set 6 for <#${slack.channelId('general')}|general>`);
    await open();
    expect(read()).toContain('(*1 picture · 1 credit · 6 left in that channel*)');
    await asked(`budget set 3 for <@${slack.teams.acme.people.ana.id}|ana>`);
    await choose('count', '4');
    expect(read()).toContain('(*4 pictures · 4 credits · 3 left for you* · That’s more than is left.)');
  });
});

describe('sent', () => {
  test('a wrong flag is told at the prompt; flags in the text win; nothing is ordered at a price that did not stand there', async () => {
    await open();
    const problem = errors(await submit({ prompt: 'a fox --qualty high' })).prompt;
    expect(problem).toContain('--qualty isn’t a flag. The flags are --size, --ar, --quality');
    expect(problem).not.toMatch(/[`]|&lt;/);
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);

    const first = await submit({ prompt: 'a red fox --quality medium --ar 3:2' });
    expect(first.json).toMatchObject({ response_action: 'update' });
    expect(read()).toContain('With the flags in your text, this costs 4 credits. Nothing has been ordered yet');
    expect(read()).toMatch(/\[a red fox --quality medium --ar 3:2\]\n/);
    expect(read()).toMatch(/\[Make 1 · 4 credits\]$/);
    await imagine.settled();
    expect(orders()).toEqual([]);
    await send({});
    expect(orders()).toMatchObject([{ prompt: 'a red fox', size: '1536x1024', quality: 'medium' }]);
  });

  test('over the budget: what is left, what would fit, and a way to ask for more', async () => {
    await asked('budget set 15');
    await open();
    await choose('quality', 'high');
    await choose('count', '3');
    await submit({ prompt: 'a red fox' });
    expect(read()).toMatch(
      /This needs 42 credits; the workspace has 15 left until .*\. 1 picture would cost 14\. In low quality it would cost 3\. Nothing was charged\.\n\[Ask for more\]/,
    );
    await asked('budget set 6');
    await choose('count', '1');
    await submit({});
    expect(read()).toMatch(/This needs 14 .* 6 left until .* In low quality it would cost 1\./);
    await choose('quality', 'low');
    await send({});
    expect(imagine.slack.transcript('general')).toContain('held 1 · charged 1 · 5 left');
  });

  test('twice at once, and once more when nothing is left, it is taken for the one request that it is; a public channel is entered', async () => {
    const { slack } = imagine;
    await open('ana', 'random');
    slack.fill({ user: 'ana', viewId: modal().id, values: { prompt: 'a red fox' } });
    const { id, blocks, callback_id, private_metadata, values } = modal();
    const { id: teamId, people } = slack.teams.acme;
    const payload = {
      type: 'view_submission',
      team: { id: teamId },
      user: { id: people.ana.id, team_id: teamId },
      view: { id, blocks, callback_id, private_metadata, state: { values }, app_installed_team_id: teamId },
      response_urls: [],
    };
    const both = await Promise.all([1, 2].map(() => slack.submit({ user: 'ana', viewId: id })));
    expect(both.map(({ status, body }) => [status, body])).toEqual([
      [200, ''],
      [200, ''],
    ]);
    await imagine.settled();
    expect(orders()).toHaveLength(1);
    expect(slack.messages('random')).toHaveLength(1);
    expect(slack.transcript('random')).toContain('[picture: ');

    await asked('budget set 1');
    const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const answered = await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
    expect(answered).toMatchObject({ status: 200, body: '' });
    await imagine.settled();
    expect(orders()).toHaveLength(1);
    expect(slack.messages('random')).toHaveLength(1);
  });

  test('somebody was quicker with the last credits: said in the form, which can be sent again', async () => {
    await asked('budget set 1');
    await open('ana');
    await open('gus');
    // Both have been found able to pay when either is accepted.
    imagine.slack.fault({ method: 'conversations.join' }, faults.slow(250), faults.slow(250));
    await Promise.all(['ana', 'gus'].map((user) => submit({ prompt: `a fox for ${user}` }, user)));
    await imagine.settled();
    const [late, ...others] = ['ana', 'gus'].filter((user) => imagine.slack.modals(user).length > 0);
    expect(others).toEqual([]);
    expect(read(late)).toMatch(/This needs 1 credit; the workspace has 0 left until \w+ 1\. Nothing was charged\./);
    expect(orders()).toHaveLength(1);
    await asked('budget set 5');
    await send({}, late);
    expect(orders().map((order) => order?.prompt)).toContain(`a fox for ${late}`);
  });

  test('pictures of one’s own are what it starts from', async () => {
    await open();
    const photo = await asPhonePhoto(await pictureFile('photo.jpg'));
    const pictures = [await pictureFile(), await pictureFile('sketch.webp'), photo];
    await send({ prompt: 'the same at night', pictures });
    const [submitted] = imagine.pixapi.submits();
    expect(submitted?.path).toContain('edits');
    expect(submitted?.fields).toMatchObject({ size: '1024x1024', prompt: 'the same at night' });
    expect(imagine.slack.transcript('general')).toContain('[picture: AI-made image: the same at night (v1)');
    expect(await imagine.query(`select count(*)::int as files from source_files`)).toEqual([{ files: 3 }]);
    expect(imagine.slack.transcript('general')).toContain(
      'Started from the smaller copy that Slack keeps of the picture: ',
    );
  });

  test.each(BOTH_WAYS)(
    'guests who may only look are told so before they type, or where they typed (their workspace %s)',
    async (_, namesTeams) => {
      imagine.slack.set({ namesTeams });
      await asked('guests look');
      await open('gus');
      expect(read('gus')).toMatch(/^== New image ==\n.*[Gg]uests/);
      expect(read('gus')).not.toContain('What should it show?');

      await asked('guests spend');
      await open('gus');
      await asked('guests look');
      const answer = await submit({ prompt: 'a red fox' }, 'gus');
      expect(errors(answer).prompt).toMatch(/[Gg]uests/);
      await asked('guests spend');
      await send({}, 'gus');
      expect(orders()).toHaveLength(1);
    },
  );

  test('from a place where the app is not: said at the place, and another can be chosen', async () => {
    const { slack } = imagine;
    for (const [place, words] of [
      ['secret', 'I’m not in that channel. Type /invite @Imagine there first, or choose another place.'],
      ['dm', 'I’m not part of that conversation. Choose “Only me”, or a channel.'],
    ] as const) {
      await open('ana', place);
      expect(errors(await submit({ prompt: 'a red fox' })), place).toEqual({ where: words });
    }
    await send({ where: 'me' });
    expect(slack.transcript('app', 'acme', 'ana')).toContain('[picture: ');
    for (const place of ['secret', 'dm']) expect(slack.messages(place), place).toEqual([]);
    expect(orders()).toHaveLength(1);
  });
});

describe('when something fails', () => {
  test('a trigger that came too late: what to type instead, to the asker alone', async () => {
    const opening = open('carla');
    imagine.slack.advance(61_000);
    await opening;
    expect(privately('carla')).toEqual([
      'Slack no me dejó abrir el formulario. Escribe la solicitud, por ejemplo `/imagine un zorro rojo leyendo un periódico`.',
    ]);
    expect(imagine.slack.modals('carla')).toEqual([]);
  });

  test('a slow database: the loading view stands until the form comes; sent, it is said at the prompt, and sent again it is one request', async () => {
    const blocking = new pg.Client({ connectionString: imagine.databaseUrl });
    await blocking.connect();
    await blocking.query('begin; lock table teams in access exclusive mode');
    const opened = await open();
    expect(opened.status).toBe(200);
    expect(read()).toMatch(/^== \S.* ==\n.*One moment\./);
    await blocking.query('commit');
    await until(() => read().includes('What should it show?'));

    await blocking.query('begin; lock table teams in access exclusive mode');
    const late = await submit({ prompt: 'a red fox' });
    expect(errors(late).prompt).toMatch(
      /^This is taking longer than Slack waits\. .* it still counts as one request\.$/,
    );
    await blocking.query('commit');
    await blocking.end();
    await send({});
    expect(orders()).toHaveLength(1);
  });

  test('closed before the form was there: nothing more is heard of it', async () => {
    imagine.slack.fault({ method: 'views.update' }, faults.slow(300));
    const opening = open();
    await until(() => imagine.slack.modals('ana').length === 1);
    await imagine.slack.closeModal({ user: 'ana', viewId: modal().id });
    await opening;
    expect(imagine.logLines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });
});
