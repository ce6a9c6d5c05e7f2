import { describe, expect, test } from 'vitest';
import { compose } from '../../src/compose.ts';
import { createLogger } from '../../src/log.ts';
import { journey } from '../support/journey.ts';
import { menuValue } from '../support/menu.ts';

const imagine = journey();

type Person = 'ana' | 'bruno' | 'carla' | 'gus' | 'eve';

async function drawn(text = 'a red fox', channel = 'general'): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

/** Picks from the menu of the first result. */
async function pick(choice: string, user: Person, channel = 'general'): Promise<void> {
  const [row] = await imagine.query<{ id: string; ts: string }>(
    'select id, message_ts as ts from generations order by requested_at limit 1',
  );
  const { id, ts = '' } = row ?? {};
  const value = menuValue(imagine, channel, choice, id);
  await imagine.slack.click({ user, channel, actionId: 'image_menu', value, messageTs: ts });
}

const privately = (user: Person) => imagine.slack.ephemerals(user).map(({ text }) => text);
const seenBy = (user: Person) => imagine.slack.transcript('general', 'acme', user);
const orders = () => imagine.pixapi.submits().map(({ fields }) => fields);
const repliesTo = (thread: string) =>
  imagine.slack.messages('general').filter(({ thread_ts, ts }) => thread_ts === thread && ts !== thread);
const madeIn = (thread: string) => repliesTo(thread).filter(({ bot_id }) => bot_id);

const ROWS = [
  {
    language: 'en',
    row: /a red fox\n {2}\(v1 .*\)\n {2}\[Edit\] \[Vary ×4 · 4\] \[Finish · 14\] \[… Again · 1 \/ Original prompt \/ Make private \/ Alt text… \/ Delete…\]$/,
    saving: 'drafts 4 + finish 14 = 18 instead of 56 · saved 38',
  },
  {
    language: 'pt',
    row: /\n {2}\[Editar\] \[Variar ×4 · 4\] \[Finalizar · 14\] \[… De novo · 1 \/ Prompt original \/ Tornar privada \/ Texto alternativo… \/ Apagar…\]$/,
    saving: 'rascunhos 4 + final 14 = 18 em vez de 56 · economia de 38',
  },
  {
    language: 'es',
    row: /\n {2}\[Editar\] \[Variar ×4 · 4\] \[Terminar · 14\] \[… Otra vez · 1 \/ Prompt original \/ Hacer privada \/ Texto alternativo… \/ Eliminar…\]$/,
    saving: 'borradores 4 + final 14 = 18 en vez de 56 · ahorro de 38',
  },
];

test('in three languages: the picture, one line of text, one of facts, one row of buttons; the receipt of a finished draft says what drafting first has saved', async () => {
  const { slack } = imagine;
  const drafts = await drawn('a red fox --n 4');
  for (const [i, { language, row, saving }] of ROWS.entries()) {
    await slack.command({ user: 'ana', channel: 'general', text: `language ${language}` });
    const ts = await drawn();
    const blocks = slack.messages('general').find((message) => message.ts === ts)?.blocks ?? [];
    const types = blocks.map(({ type }) => type);
    expect.soft(types, language).toEqual(['image', 'rich_text', 'context', 'actions']);
    expect.soft(seenBy('gus'), language).toMatch(row);
    const actionId = `finish_image:${i + 1}`;
    await slack.click({ user: 'ana', channel: 'general', actionId, messageTs: drafts });
    await imagine.settled();
    expect.soft(slack.transcript('general'), language).toContain(` · ${saving})`);
  }
});

test('it costs Slack no call more than the picture itself; finishing a single one says nothing of savings: there were none', async () => {
  await drawn('a red fox --draft');
  const before = imagine.slack.journal.length;
  await drawn('an owl');
  expect(
    imagine.slack.journal
      .slice(before)
      .map(({ method }) => method)
      .filter((method) => method !== 'file'),
  ).toEqual([
    'chat.postMessage',
    'files.getUploadURLExternal',
    'upload',
    'files.completeUploadExternal',
    'files.info',
    'chat.update',
  ]);
  const messageTs = imagine.slack.messages('general')[0]?.ts ?? '';
  await imagine.slack.click({ user: 'ana', channel: 'general', actionId: 'finish_image', messageTs });
  await imagine.settled();
  expect(imagine.slack.transcript('general')).toContain('high');
  expect(imagine.slack.transcript('general')).not.toContain('saved');
});

describe('Again', () => {
  test('makes the same request anew, in its thread, as another first version; an edit from the same picture with the same words', async () => {
    const { slack } = imagine;
    const thread = await drawn('a red fox --size portrait --style ink');
    await slack.say({ user: 'ana', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await imagine.settled();
    const [edit] = await imagine.query<{ id: string }>(`select id from generations where act = 'edit'`);
    await slack.click({
      user: 'gus',
      channel: 'general',
      actionId: 'image_menu',
      value: `again:${edit?.id}=1`,
      messageTs: madeIn(thread)[0]?.ts ?? '',
    });
    await imagine.settled();
    expect(orders()[2]).toEqual(orders()[1]);
    expect(slack.transcript('general').match(/v\w+ from v1/g)).toEqual(['v2 from v1', 'v2b from v1']);

    await pick('again', 'bruno');
    await imagine.settled();
    expect(orders()[3]).toEqual(orders()[0]);
    expect(madeIn(thread)).toHaveLength(3);
    expect(slack.transcript('general')).toMatch(/\(v1b · gpt-image-1\.5 · 1024×1536 PNG · Ink drawing · by @bruno/);
  });

  test('while one is under way a second press is told so; afterwards it makes another; guests who may only look are told so, and may read the prompt all the same', async () => {
    const { slack } = imagine;
    const thread = await drawn();
    imagine.pixapi.fault({ to: 'submit' }, { task: { slowMs: 300 } });
    await pick('again', 'gus');
    await pick('again', 'gus');
    expect(privately('gus')).toEqual(['That’s already being made. It will appear in the picture’s thread.']);
    await imagine.settled();
    await pick('again', 'gus');
    await imagine.settled();
    expect(repliesTo(thread)).toHaveLength(2);

    await slack.command({ user: 'ana', channel: 'general', text: 'guests look' });
    await pick('again', 'gus');
    await pick('prompt', 'gus');
    await imagine.settled();
    const [, refusal, prompt] = privately('gus');
    expect(refusal).toContain('let guests look');
    expect(prompt).toContain('a red fox');
    expect(orders()).toHaveLength(3);
    // What is remembered of a team's settings outlives a test.
    await slack.command({ user: 'ana', channel: 'general', text: 'guests spend' });
  });

  test('a dear one asks first, in the presser’s language; over the budget it says so in the modal, and orders nothing', async () => {
    const { slack } = imagine;
    const thread = await drawn('a red fox --quality high');
    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 20' });
    await pick('again', 'gus');
    await slack.settled();
    await slack.submit({ user: 'gus', viewId: slack.modals('gus')[0]?.id ?? '' });
    expect(JSON.stringify(slack.modals('gus')[0]?.blocks)).toMatch(/This needs 14 credits; the workspace has 6 left/);
    expect(orders()).toHaveLength(1);

    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 500' });
    await pick('again', 'carla');
    await slack.settled();
    const modal = slack.modals('carla')[0];
    expect(modal?.rest).toMatchObject({ title: { text: '¿Crearla otra vez?' } });
    expect(JSON.stringify(modal?.blocks)).toContain('14 créditos');
    expect(orders()).toHaveLength(1);
    await slack.submit({ user: 'carla', viewId: modal?.id ?? '' });
    await imagine.settled();
    expect(repliesTo(thread)).toHaveLength(1);
    expect(orders()).toHaveLength(2);
  });
});

describe('Original prompt', () => {
  test('is answered alone, to the letter, in the reader’s language, with what was added, how, when and for how much', async () => {
    const { slack } = imagine;
    const typed = 'a <red> fox\nreading *The Times* 🦊 `:fox_face:` & <!channel>';
    await drawn(`${typed} --style ink`);
    await pick('prompt', 'gus');
    const [seen] = slack.ephemerals('gus');
    expect(seen?.blocks[1]).toMatchObject({
      text: { type: 'plain_text', text: typed.replace('<!channel>', '@channel'), emoji: false },
    });
    expect(slack.transcript('general', 'acme', 'gus')).toMatch(
      /\(Added to it: Style: black ink line drawing, clean confident lines, no shading\.\)\n {2}\(v1 · gpt-image-1\.5 · 1024×1024 PNG · Ink drawing · by @ana · 1 credit · \w{3} \d+, \d{4}, .* UTC\)$/,
    );
    expect(seen?.text).toContain('a &lt;red&gt; fox');
    expect(seenBy('bruno')).not.toContain('Added to it');

    for (const [user, title] of [
      ['bruno', 'Prompt original'],
      ['carla', 'Prompt original'],
    ] as const) {
      await pick('prompt', user);
      expect.soft(privately(user)[0], user).toMatch(new RegExp(`^${title}\na &lt;red&gt; fox\n`));
      expect.soft(privately(user)[0], user).toContain('crédito');
    }
  });

  test('of four thousand characters it comes whole', async () => {
    const prompt = `x${'🦊'.repeat(1_990)}`;
    await drawn(prompt);
    await pick('prompt', 'gus');
    const [seen] = imagine.slack.ephemerals('gus');
    const pieces = seen?.blocks.map(({ text }) => text as { type: string; text: string } | undefined);
    expect(
      pieces
        ?.filter((piece) => piece?.type === 'plain_text')
        .map((piece) => piece?.text)
        .join(''),
    ).toBe(prompt);
  });
});

test('weeks later, in an app that was started since, the menu works as on the first day', async () => {
  const { slack, config } = imagine;
  await drawn();
  slack.advance(40 * 24 * 3_600_000);
  const restarted = await compose(config, ['web'], { logger: createLogger('silent') });
  slack.connect(`http://127.0.0.1:${restarted.port}`);
  await pick('prompt', 'gus');
  await pick('delete', 'ana');
  await slack.settled();
  await slack.submit({ user: 'ana', viewId: slack.modals('ana')[0]?.id ?? '' });
  slack.connect(imagine.url);
  await restarted.close();
  await imagine.settled();
  expect(privately('gus')[0]).toContain('a red fox');
  expect(slack.messages('general')).toEqual([]);
});

test('in a place that can’t be joined there are no buttons: nothing could be posted there', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'secret', text: 'a red fox' });
  await imagine.settled();
  expect(slack.transcript('secret', 'acme', 'ana')).not.toContain('[Vary');
});
