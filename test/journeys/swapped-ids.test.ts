import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { pictureFile } from '../support/forms.ts';
import { journey } from '../support/journey.ts';

// Every id in every payload, put in place of another: no order, no change, and nothing of what others made.

const imagine = journey();

type Payload = Record<string, unknown>;
interface Row {
  readonly id: string;
  readonly prompt: string;
  readonly channel_id: string;
}

const SECRETS = ['secret plan', 'a whisper'];
const people = () => imagine.slack.teams.acme.people;

test('an id of something else is no way to it', async () => {
  const { slack } = imagine;
  const things = await world();
  const { secret, whisper, ownFile, secretFile } = things;
  const scenes = await scenesOf(things);
  const general = slack.channelId('general');
  const swaps: [what: string, from: RegExp | string, to: string][] = [
    // one at a time: a form about one request may name another in a field
    ...[things.own, things.edited, things.alone, things.refused].flatMap(({ id, prompt }): typeof swaps => [
      [`${prompt}: the picture of another channel`, id, secret.id],
      [`${prompt}: a picture that only its asker sees`, id, whisper.id],
      [`${prompt}: a picture that never was`, id, randomUUID()],
    ]),
    ['another picture of the same message', /(?<=:)1(?=")/g, '9'],
    [ANOTHER_CHANNEL, general, slack.channelId('design')],
    ['another workspace', slack.teams.acme.id, slack.teams.beta.id],
    ['somebody of another workspace', people().ana.id, people().eve.id],
    ['somebody who never was', people().ana.id, 'U0NOBODY01'],
    ['the file of another channel', ownFile, secretFile],
  ];
  const before = await state();
  // Whether the person is of this workspace has to be asked, or the payload would vouch for whoever is put into it.
  slack.set({ namesTeams: false });
  const heard = slack.journal.length;
  const sent = new Map<string, number>();
  for (const [scene, whole] of Object.entries(scenes)) {
    const payload = JSON.stringify({ user: { id: people().ana.id }, team: { id: slack.teams.acme.id }, ...whole });
    for (const [swap, from, to] of swaps) {
      const swapped = payload.replaceAll(from, to);
      if (swapped === payload || isHarmless(scene, swap)) continue;
      sent.set(scene, (sent.get(scene) ?? 0) + 1);
      const answered = await send(JSON.parse(swapped));
      const said = answered + JSON.stringify(slack.journal.slice(heard).map(({ args }) => args));
      for (const words of SECRETS) expect(said, `${scene}: ${swap}`).not.toContain(words);
      expect(await state(), `${scene}: ${swap}`).toEqual(before);
    }
  }
  for (const scene of Object.keys(scenes)) expect(sent.get(scene), scene).toBeGreaterThan(3);
  // A trigger of ours is none of Slack's; nothing else is amiss.
  expect(slack.violations.filter((one) => !one.includes('trigger_id'))).toEqual([]);
  slack.violations.length = 0;

  // The same payloads as they were are taken.
  for (const scene of TAKEN) {
    await send(scenes[scene] as Payload);
    await imagine.settled();
  }
  expect(
    await imagine.query(
      `select act, prompt, failure from generations where requested_at > $1 and state = 'posted' order by requested_at`,
      [things.since],
    ),
  ).toMatchObject([
    { act: 'vary', prompt: 'a red fox' },
    { act: 'edit', prompt: 'make it night' },
    { act: 'edit', prompt: 'make it day' },
    { act: 'undo', prompt: 'a red fox' },
    { act: 'publish', prompt: 'a heron' },
    { act: 'edit', prompt: 'an owl' },
  ]);
  expect((await state()).rows).not.toBe(before.rows);
  slack.violations.length = 0;
});

const TAKEN = [
  ...['vary', 'the edit form', 'the edit form of an upload', 'show again', 'the publish form', 'the composer'],
  'delete',
];
const ANOTHER_CHANNEL = 'another channel';

function isHarmless(scene: string, swap: string): boolean {
  // Where it is to stand is the person's own choice in these.
  if (swap === ANOTHER_CHANNEL) return scene === 'the publish form' || scene === 'the composer';
  // Without a field for its picture the form says nothing of it: its alt text is our own words again.
  return scene === 'alt text' && swap === 'another picture of the same message';
}

/** Bruno's picture with its edit and his upload in a channel of Ana's, and her own; what is nothing to her from there. */
async function world() {
  const { slack, query } = imagine;
  const ask = async (user: string, channel: string, text: string) => {
    await slack.command({ user, channel, text });
    await imagine.settled();
  };
  await ask('bruno', 'design', 'secret plan');
  await ask('carla', 'general', 'a whisper --private');
  await slack.say({ user: 'ana', channel: 'app', text: 'a heron' });
  await imagine.settled();
  await ask('bruno', 'general', 'a red fox');
  const threadTs = slack.messages('general')[0]?.ts ?? '';
  await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: add snow' });
  await imagine.settled();
  const sketch = [await pictureFile('sketch.png')];
  await slack.say({ user: 'ana', channel: 'general', text: '<@BOT> an owl --size 13x13', files: sketch });
  await imagine.settled();
  const files = [await pictureFile('ours.png')];
  await slack.say({ user: 'bruno', channel: 'general', text: 'look', files });
  await slack.say({ user: 'bruno', channel: 'design', text: 'hush', files: [await pictureFile('theirs.png', '#04c')] });
  await imagine.settled();
  const rows = await query<Row>('select id, prompt, channel_id from generations order by requested_at');
  const found = (prompt: string) => rows.find((row) => row.prompt === prompt) as Row;
  const fileIn = (channel: string) => slack.messages(channel).at(-1)?.files[0] ?? '';
  const [now] = await query<{ since: Date }>('select now() as since');
  return {
    since: now?.since,
    own: found('a red fox'),
    edited: found('add snow'),
    alone: found('a heron'),
    refused: rows.find(({ prompt }) => prompt.includes('an owl')) as Row,
    secret: found('secret plan'),
    whisper: found('a whisper'),
    ownFile: fileIn('general'),
    secretFile: fileIn('design'),
  };
}

/** What Ana sends: presses in the channel, and forms that she has open. */
async function scenesOf({
  own: { id },
  edited,
  ownFile,
}: Awaited<ReturnType<typeof world>>): Promise<Record<string, Payload>> {
  const { slack } = imagine;
  const [picture] = slack.messages('general');
  const version = slack.messages('general').find(({ blocks }) => JSON.stringify(blocks).includes(edited.id));
  const upload = slack.messages('general').at(-1);
  const press = async (action: Payload): Promise<Payload> => ({
    type: 'block_actions',
    container: { type: 'message', message_ts: picture?.ts, channel_id: slack.channelId('general') },
    channel: { id: slack.channelId('general') },
    message: { ts: picture?.ts, text: '', blocks: [] },
    actions: [action],
  });
  const button = (actionId: string, price = '') =>
    press({ type: 'button', action_id: actionId, block_id: 'b', value: `${id}:1${price}` });
  const pick = (choice: string, price = '') =>
    press({
      type: 'overflow',
      action_id: 'image_menu',
      block_id: 'b',
      selected_option: { value: `${choice}:${id}${price}`, text: {} },
    });
  const form = async (open: () => Promise<unknown>, fields: Record<string, string> = {}): Promise<Payload> => {
    await open();
    const standing = () => {
      const view = slack.modals('ana').at(-1);
      if (!view) throw new Error('no form was opened');
      return view;
    };
    slack.fill({ user: 'ana', viewId: standing().id, values: fields });
    const view = standing();
    const { id: view_id, callback_id, private_metadata, values, blocks } = view;
    const held = {
      callback_id,
      private_metadata,
      blocks,
      state: { values },
      app_installed_team_id: slack.teams.acme.id,
    };
    return { type: 'view_submission', view: { id: view_id, title: { text: '' }, ...held }, response_urls: [] };
  };
  const at = { user: 'ana', channel: 'general' };
  const choose = (choice: string) => () =>
    slack.click({ ...at, actionId: 'image_menu', value: `${choice}:${id}`, messageTs: picture?.ts ?? '' });
  const modalOf = (actionId: string, messageTs = picture?.ts ?? '') => slack.click({ ...at, actionId, messageTs });
  const edit = await form(() => modalOf('edit_image'), { change: 'make it night' });
  const editUpload = await form(
    () => slack.shortcut({ ...at, callbackId: 'edit_image', messageTs: upload?.ts ?? '' }),
    { change: 'make it day' },
  );
  const tree = await form(() => modalOf('history_image', version?.ts), { show_again: id });
  const publish = await form(() => slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image' }), {
    publish_where: 'general',
  });
  const composer = await form(() => slack.click({ ...at, actionId: 'edit_prompt' }), { prompt: 'an owl' });
  const { values } = (composer.view as { state: { values: object } }).state;
  Object.assign(values, { picked: { pictures: { type: 'file_input', files: [{ id: ownFile }] } } });
  const view = edit.view as Payload;
  return {
    vary: await button('vary_image', '=4'),
    finish: await button('finish_image', '=14'),
    edit: await button('edit_image'),
    history: await button('history_image'),
    again: await pick('again', '=1'),
    'show prompt': await pick('prompt'),
    'make private': await pick('hide'),
    'the edit form': edit,
    'the edit form of an upload': editUpload,
    'a choice in the edit form': {
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view,
      actions: [{ type: 'static_select', action_id: 'quality', block_id: 'quality:4' }],
    },
    'show again': tree,
    'the publish form': publish,
    'the composer': composer,
    delete: await form(choose('delete')),
    'alt text': await form(choose('alt_text')),
  };
}

/** As Slack would sign it; answers what is said to it. */
async function send(payload: Payload): Promise<string> {
  const { slack } = imagine;
  const whole = {
    user: { id: people().ana.id },
    team: { id: slack.teams.acme.id },
    trigger_id: `1.${randomUUID()}`,
    ...payload,
  };
  const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded', ...sign(slack.signingSecret, body) };
  const { body: answer } = await slack.sendRaw(body, headers);
  await slack.settled();
  return answer;
}

/** All that a swap must leave as it is. */
async function state() {
  const [row] = await imagine.query<{ rows: string }>(
    `select md5((select coalesce(string_agg(g::text, ',' order by id), '') from generations g where state <> 'failed')
      || (select coalesce(string_agg(p::text, ',' order by p::text), '') from pictures p)) as rows`,
  );
  return { orders: imagine.pixapi.submits().length, rows: row?.rows };
}
