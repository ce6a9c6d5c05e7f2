import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';
import { until } from '../support/until.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus';

async function drawn(text = 'a red fox', user: Person = 'gus'): Promise<void> {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
}

/** Opens the alt texts and answers the modal. */
async function open(user: Person) {
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  await imagine.slack.click({ user, channel: 'general', actionId: 'image_menu', value: `alt_text:${row?.id}` });
  await imagine.slack.settled();
  return imagine.slack.modals(user).at(-1);
}

async function write(user: Person, values: Record<string, string>): Promise<void> {
  const modal = await open(user);
  await imagine.slack.submit({ user, viewId: modal?.id ?? '', values });
  await imagine.settled();
}

const shown = () => picturesIn(imagine.slack.messages('general')[0]?.blocks).map(({ alt_text }) => alt_text);
const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);

test('it stands in the modal as it is, one field a picture, and is changed in place', async () => {
  const { slack } = imagine;
  await drawn('two red foxes --n 2');
  const before = slack.messages('general')[0];
  const modal = await open('gus');
  expect(modal?.blocks).toMatchObject([
    {
      label: { text: 'Alt text of picture 1' },
      hint: { text: expect.stringContaining('“AI-made image”') },
      element: { initial_value: 'AI-made image: two red foxes (v1 #1)', max_length: 2000 },
    },
    { label: { text: 'Alt text of picture 2' } },
  ]);
  await slack.submit({
    user: 'gus',
    viewId: modal?.id ?? '',
    values: { 'alt_text:2': 'AI-made image: two foxes share a newspaper' },
  });
  await imagine.settled();
  expect(shown()).toEqual(['AI-made image: two red foxes (v1 #1)', 'AI-made image: two foxes share a newspaper']);
  const after = slack.messages('general')[0];
  expect(after?.ts).toBe(before?.ts);
  expect(after?.text).toBe(before?.text);
  expect(
    JSON.parse(JSON.stringify(after?.blocks).replace('two foxes share a newspaper', 'two red foxes (v1 #2)')),
  ).toEqual(before?.blocks);
  // only what a person wrote is kept as theirs
  expect(await imagine.query('select alt_text as text from pictures order by position')).toEqual([
    { text: null },
    { text: 'AI-made image: two foxes share a newspaper' },
  ]);
});

test('a character that Postgres can’t store costs nobody their words', async () => {
  await drawn();
  await write('gus', { 'alt_text:1': 'a f\0ox\ud800 reads' });
  expect(shown()).toEqual(['AI-made image: a fox\ufffd reads']);
});

test('it always begins by saying that the picture is AI-made, in the workspace’s language', async () => {
  const { slack } = imagine;
  await drawn();
  await write('gus', { 'alt_text:1': 'a fox 🦊\nreads' });
  expect(shown()).toEqual(['AI-made image: a fox 🦊 reads']);
  await slack.command({ user: 'ana', channel: 'general', text: 'language pt' });
  await write('gus', { 'alt_text:1': 'uma raposa lê' });
  expect(shown()).toEqual(['Imagem feita por IA: uma raposa lê']);
  await write('gus', { 'alt_text:1': '' });
  expect(shown()).toEqual(['Imagem feita por IA: a red fox (v1)']);
});

test('of two thousand characters, and with markup in it, it is read as it was written', async () => {
  await drawn();
  await write('gus', { 'alt_text:1': `<!channel> *bold* & ${'x'.repeat(1_978)}` });
  const [text] = shown();
  expect(text).toMatch(/^AI-made image: <!channel> \*bold\* & x+…$/);
  expect(text).toHaveLength(2_000);
});

test('an admin may change it too; others are told that they may not', async () => {
  await drawn();
  await write('ana', { 'alt_text:1': 'a fox' });
  expect(shown()).toEqual(['AI-made image: a fox']);
  expect(await open('carla')).toBeUndefined();
  expect(privately('carla')).toEqual(['Solo quien la pidió, o un admin del espacio de trabajo, puede hacer eso.']);
});

test('written twice, the last one stands', async () => {
  await drawn();
  const first = await open('gus');
  const second = await open('ana');
  for (const [user, view, text] of [
    ['gus', first, 'one'],
    ['ana', second, 'two'],
  ] as const) {
    await imagine.slack.submit({ user, viewId: view?.id ?? '', values: { 'alt_text:1': text } });
  }
  await imagine.settled();
  expect(shown()).toEqual(['AI-made image: two']);
});

test('the later text stands also when Slack takes the earlier one last', async () => {
  const { slack } = imagine;
  await drawn();
  const first = await open('gus');
  const second = await open('ana');
  slack.fault({ method: 'chat.update' }, faults.slow(400));
  await slack.submit({ user: 'gus', viewId: first?.id ?? '', values: { 'alt_text:1': 'one' } });
  await until(() => slack.unusedFaults().length === 0);
  await slack.submit({ user: 'ana', viewId: second?.id ?? '', values: { 'alt_text:1': 'two' } });
  await until(() => shown()[0] === 'AI-made image: two');
  await imagine.settled();
  expect(slack.journal.filter(({ fault }) => fault === 'slow')).toHaveLength(1);
  expect(shown()).toEqual(['AI-made image: two']);
});

test('where Slack does not take it, whoever wrote it is told alone, and it comes with the next one', async () => {
  await drawn();
  imagine.slack.fault({ method: 'chat.update' }, faults.error('cant_update_message'));
  await write('gus', { 'alt_text:1': 'a fox' });
  expect(privately('gus')).toEqual([
    expect.stringMatching(/^I couldn’t update the message .* it still reads as before\./),
  ]);
  await write('gus', { 'alt_text:1': 'a fox reads' });
  expect(shown()).toEqual(['AI-made image: a fox reads']);
});

test.each([
  ['is out of order', faults.status(500)],
  ['loses the answer', faults.acceptThenCut()],
])('it comes into the message a moment later when Slack %s', async (_, fault) => {
  await drawn();
  imagine.slack.fault({ method: 'chat.update' }, fault);
  await write('gus', { 'alt_text:1': 'a fox' });
  expect(shown()).toEqual(['AI-made image: a fox']);
});

test('in a message that was taken away meanwhile nothing is changed, and nothing comes back', async () => {
  const { slack } = imagine;
  await drawn();
  const modal = await open('gus');
  await slack.deleteMessage('general', slack.messages('general')[0]?.ts ?? '');
  await slack.submit({ user: 'gus', viewId: modal?.id ?? '', values: { 'alt_text:1': 'a fox' } });
  await imagine.settled();
  expect(slack.messages('general')).toEqual([]);
});

test('of a picture deleted meanwhile the modal says so', async () => {
  await drawn();
  const modal = await open('gus');
  await imagine.query('update generations set deleted_at = now()');
  await imagine.slack.submit({ user: 'gus', viewId: modal?.id ?? '', values: { 'alt_text:1': 'a fox' } });
  expect(JSON.stringify(imagine.slack.modals('gus').at(-1)?.blocks)).toContain('That picture is no longer here.');
});

test('an edit made from it leaves it as it was written', async () => {
  const { slack } = imagine;
  await drawn();
  await write('gus', { 'alt_text:1': 'a fox' });
  await slack.say({
    user: 'gus',
    channel: 'general',
    threadTs: slack.messages('general')[0]?.ts ?? '',
    text: 'edit this: make it night',
  });
  await imagine.settled();
  expect(shown()).toEqual(['AI-made image: a fox']);
});

test.each([
  ['bruno', 'Texto alternativo', 'Salvar'],
  ['carla', 'Texto alternativo', 'Guardar'],
] as const)('%s reads the modal in their own language', async (user, title, submit) => {
  await drawn('um teste', user);
  const modal = await open(user);
  expect(modal?.rest).toMatchObject({ title: { text: title }, submit: { text: submit } });
});
