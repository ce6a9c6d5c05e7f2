import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { formsOf } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

const { read, send } = formsOf(() => imagine);
const open = (user: string, tab: 'home' | 'messages' = 'home') => imagine.slack.openHome({ user, tab });
const home = (user: string) => {
  const view = imagine.slack.home(user);
  if (!view) throw new Error(`${user} sees an empty Home tab`);
  return imagine.slack.read(view);
};
const published = () => imagine.slack.journal.filter(({ method }) => method === 'views.publish').length;

test('a guest’s first screen teaches in three lines, says nothing of the workspace, and begins a picture', async () => {
  await open('gus');
  const lines = home('gus').split('\n');
  expect(lines.filter((line) => line.startsWith('•'))).toEqual([
    '• *Make*: type `/imagine a red fox reading a newspaper` in any channel, or use the button below.',
    '• *Edit*: reply in the picture’s thread, “edit this: make it night”, as often as you like.',
    '• *Choose and finish*: several pictures come as cheap drafts; finish the one you like in high quality.',
  ]);
  expect(home('gus')).toContain('[New image]');
  expect(home('gus')).not.toMatch(/credits? left|workspace|renews|budget/);
  expect(home('gus')).toContain('You haven’t asked for a picture yet.');

  await imagine.slack.clickInView({ user: 'gus', actionId: 'new_image' });
  expect(read('gus')).toContain('== New image ==');
  await send({ prompt: 'a red fox', where: 'general' }, 'gus');
  expect(imagine.slack.transcript('general')).toMatch(/^imagine: \[picture: AI-made image: a red fox \(v1\)/);
});

test.each(['gus', 'eve'] as const)(
  '%s, who is not of the workspace, reads no figure, name or prompt of it, also where Slack does not say who they are',
  async (user) => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a secret fox' });
    await imagine.settled();
    const { id } = imagine.slack.teams.acme.people[user];
    // by the event itself: the local Slack gives people of other workspaces no messages with the app
    await imagine.slack.event({
      type: 'app_home_opened',
      user: id,
      channel: 'D0000000001',
      tab: 'home',
      event_ts: '1.1',
    });
    imagine.slack.fault({ method: 'users.info' }, faults.status(503));
    await open('bruno');
    for (const who of [user, 'bruno'] as const)
      expect(JSON.stringify(imagine.slack.home(who)?.blocks).replaceAll(/"block_id":"[^"]*"/g, '')).not.toMatch(
        /499|500|secret fox|U0ACMEANA1|Ana/,
      );
  },
);

test('shows one’s own last requests and how they ended, and is published anew only when something has changed', async () => {
  imagine.pixapi.fault({ to: 'submit', prompt: 'forbidden' }, { answer: { status: 422 } });
  for (const text of ['a red fox', 'something forbidden']) {
    await imagine.slack.command({ user: 'carla', channel: 'general', text });
    await imagine.settled();
  }
  await imagine.slack.command({ user: 'bruno', channel: 'general', text: 'uma coisa de outra pessoa' });
  await imagine.settled();
  await open('carla');
  expect(home('carla')).toMatch(
    /something forbidden · imagen no creada · 0 créditos · .*\n.*a red fox · completada · 1 crédito · /,
  );
  expect(home('carla')).toContain('Quedan 498 créditos');
  expect(home('carla')).not.toContain('outra pessoa');

  await open('carla');
  await open('carla', 'messages');
  expect(published()).toBe(1);
  await imagine.slack.command({ user: 'carla', channel: 'general', text: 'a hen' });
  await imagine.settled();
  await open('carla');
  expect(published()).toBe(2);
  expect(home('carla')).toContain('a hen · completada');
});

test.each([
  ['bruno', 'Imagine cria e edita imagens no chat', 'Restam 500 créditos', '[Nova imagem]', 'Seus últimos pedidos'],
  [
    'carla',
    'Imagine crea y edita imágenes en el chat',
    'Quedan 500 créditos',
    '[Imagen nueva]',
    'Tus últimas solicitudes',
  ],
])('%s reads it in their own language', async (user, ...words) => {
  await open(user);
  for (const said of words) expect(home(user)).toContain(said);
});

test('managers can change the budget; nobody else finds a button for it', async () => {
  await open('ana');
  await open('bruno');
  expect(home('ana')).toContain('[Change budget…]');
  expect(home('bruno')).not.toContain('Mudar o limite');
});

test('the Messages tab publishes nothing', async () => {
  await open('ana', 'messages');
  expect(published()).toBe(0);
});

test('what Slack did not take is published when it sends the event again', async () => {
  imagine.slack.fault({ method: 'views.publish' }, faults.status(503));
  await open('ana');
  expect(published()).toBe(2);
  expect(home('ana')).toContain('[New image]');
});
