import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

const ask = (text: string, user = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
const DAY = '[A-Z][a-z]{2} \\d{1,2}, \\d{4}';

test('/imagine help, however it is typed, explains everything, to the asker alone and in their own language', async () => {
  const { slack } = imagine;
  for (const text of ['help', '?', ' HELP ']) {
    await ask(text);
    const told = slack.ephemerals('ana').length;
    const said = slack.transcript('general').split(/^(?=imagine )/m)[told - 1];
    expect(said, text).toMatch(/^imagine \(only ana\): \*Imagine makes and edits pictures here\.\*/);
    for (const word of [
      '--size',
      '--quality',
      '--n',
      '--model',
      '--ar 16:9',
      'edit this: make it night',
      '/imagine budget',
      '/imagine history',
      'budget set 1000',
      'unlimited',
      'language',
      'guests look',
      'confirm above 20',
      '/imagine settings',
    ])
      expect(said, text).toContain(word);
  }
  expect(slack.ephemerals('ana')).toHaveLength(3);
  await ask('ajuda', 'bruno');
  await ask('ayuda', 'carla');
  const said = slack.transcript('general');
  expect(said).toContain('imagine (only bruno): *Imagine cria e edita imagens aqui.*');
  expect(said).toContain('imagine (only carla): *Imagine crea y edita imágenes aquí.*');
  expect(slack.messages('general')).toEqual([]);
  expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
});

test('history says how to begin, then lists one’s own last ten requests, newest first, with how they ended and what they cost', async () => {
  const { slack, pixapi } = imagine;
  await ask('history', 'carla');
  expect(slack.transcript('general')).toBe(
    'imagine (only carla): Todavía no has pedido ninguna imagen. Prueba con `/imagine un zorro rojo`.',
  );

  pixapi.fault({ to: 'submit', prompt: 'forbidden' }, { answer: { status: 422 } });
  pixapi.fault({ to: 'submit', prompt: 'lost' }, { reset: 'after' });
  for (let n = 1; n <= 6; n++) await ask(`old ${n} --size 7`);
  await ask('somebody else’s', 'bruno');
  // A picture, whatever it begins with; more such words: test/unit/core/command.test.ts
  await ask('budget airline poster --n 3');
  await ask('forbidden fox');
  await ask('lost fox --quality medium');
  await ask('no such size --size 7');
  await ask('a *bold* <!here> fox', 'ana', 'design');
  await imagine.settled();
  expect(slack.transcript('general')).toContain('[picture: AI-made image: budget airline poster (v1 #1) (1024x1024)]');

  await ask('history');
  expect(
    slack
      .transcript('general', 'acme', 'ana')
      .split(/^(?=\S)/m)
      .at(-1)
      ?.split('\n  '),
  ).toEqual([
    'imagine (only you): *Your last requests here*',
    ...[
      'a \\*bold\\* @here fox · done · 1 credit',
      'no such size --size 7 · not made · 0 credits',
      'lost fox · outcome unknown · 4 held',
      'forbidden fox · not made · 0 credits',
      'budget airline poster · done · 3 credits',
      ...[6, 5, 4, 3, 2].map((n) => `old ${n} --size 7 · not made · 0 credits`),
    ].map((line) => expect.stringMatching(new RegExp(`^• ${line} · ${DAY}$`))),
  ]);
  // Rich text: what was typed is shown, not obeyed.
  expect(JSON.stringify(slack.ephemerals('ana').at(-1)?.blocks[1])).toContain(
    '{"type":"text","text":"a *bold* @here fox"',
  );

  await ask('historico', 'bruno');
  expect(slack.transcript('general', 'acme', 'bruno')).toMatch(
    /Seus últimos pedidos aqui\*\n {2}• somebody else’s · concluído · 1 crédito · \d+ de [a-z.]+ de \d{4}$/,
  );
});

test('an admin chooses the language of what all read; what only one reads stays in that person’s own', async () => {
  const { slack } = imagine;
  await ask('language pt', 'carla');
  await ask('language pt');
  expect(slack.transcript('general').split('\n')).toEqual([
    'imagine (only carla): Solo los gestores de este espacio de trabajo pueden cambiarlo: propietarios, admins y las personas que ellos nombren. `/imagine managers` muestra quiénes son.',
    'imagine (only ana): A partir de agora, as mensagens públicas serão em português.',
  ]);

  await ask('uma raposa', 'carla');
  await imagine.settled();
  const [message] = slack.messages('general');
  expect(message?.text).toBe('Sua imagem está pronta: uma raposa');
  expect(message?.history[0]?.text).toBe('Criando uma imagem: uma raposa');
  expect(slack.transcript('general')).toMatch(
    /\[picture: Imagem feita por IA: uma raposa \(v1\) \(1024x1024\)\]\n {2}uma raposa\n {2}\(v1 · gpt-image-1\.5 · 1024×1024 PNG · por @carla · reserva: 1 · cobrança: 1 · restam 499 em [a-zç]+\)/,
  );
  await ask('un zorro --n 9', 'carla');
  expect(slack.ephemerals('carla').at(-1)?.text).toContain('No se cobró nada.');

  expect(
    await imagine.query(
      "select user_id, action, from_value, to_value from audit_entries where action <> 'zone_set' order by id",
    ),
  ).toEqual([
    { user_id: slack.teams.acme.people.carla.id, action: 'language_refused', from_value: null, to_value: null },
    { user_id: slack.teams.acme.people.ana.id, action: 'language_set', from_value: 'en', to_value: 'pt-BR' },
  ]);
  await ask('language español');
  await ask('un zorro');
  await imagine.settled();
  expect(slack.transcript('general')).toContain('Imagen hecha con IA: un zorro (v1)');
});

test('what Pixapi would not make is explained in the asker’s own language, whatever the channel’s is', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { answer: { status: 422 } }, { answer: { status: 401 } });
  await ask('uma raposa', 'bruno');
  await imagine.settled();
  expect(slack.transcript('general', 'acme', 'bruno')).toMatch(
    /^imagine \(only you\): uma raposa\n {2}A Pixapi recusou esta imagem, mas não disse qual .* Nada foi cobrado\. Mude o texto\. Os motivos .*\.\n {2}\(por @bruno · reserva: 1 · cobrança: 0 · restam 500 em [a-zç]+\)\n {2}\[Editar o texto\]$/,
  );
  // What all see is in the channel's words.
  await ask('outra raposa', 'bruno');
  await imagine.settled();
  expect(slack.transcript('general', 'acme', 'carla')).toMatch(
    /^imagine: outra raposa\n {2}Pixapi rejected this app’s key\./,
  );
});
