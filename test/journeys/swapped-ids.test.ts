import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
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
  const { own, secret, whisper, ownFile, secretFile } = await world();
  const scenes = await scenesOf(own);
  const general = slack.channelId('general');
  const design = slack.channelId('design');
  const swaps: Record<string, readonly [RegExp | string, string]> = {
    'the picture of another channel': [own.id, secret.id],
    'a picture that only its asker sees': [own.id, whisper.id],
    'a picture that never was': [own.id, randomUUID()],
    'another picture of the same message': [/(?<=:)1(?=")/, '9'],
    'another channel': [general, design],
    'another workspace': [slack.teams.acme.id, slack.teams.beta.id],
    'somebody of another workspace': [people().ana.id, people().eve.id],
    'somebody who never was': [people().ana.id, 'U0NOBODY01'],
    'the file of another channel': [ownFile, secretFile],
  };
  const before = await state();
  // Whether the person is of this workspace has to be asked, or the payload would vouch for whoever is put into it.
  slack.set({ namesTeams: false });
  const heard = slack.journal.length;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...Object.keys(scenes)),
      fc.constantFrom(...Object.keys(swaps)),
      async (scene, swap) => {
        const [from, to] = swaps[swap] ?? ['', ''];
        const payload = JSON.stringify(scenes[scene]);
        const swapped = payload.replaceAll(typeof from === 'string' ? from : new RegExp(from, 'g'), to);
        fc.pre(swapped !== payload);
        // Without a field for its picture the form says nothing of it: its alt text is our own words again.
        fc.pre(scene !== 'alt text' || swap !== 'another picture of the same message');
        sent += 1;
        const answered = await send(JSON.parse(swapped));
        const said = answered + JSON.stringify(slack.journal.slice(heard).map(({ args }) => args));
        for (const words of SECRETS) expect(said, `${scene}: ${swap}`).not.toContain(words);
        expect(await state(), `${scene}: ${swap}`).toEqual(before);
      },
    ),
    { numRuns: 120, endOnFailure: true },
  );
  expect(sent).toBeGreaterThan(50);
  // A trigger of ours is none of Slack's; nothing else is amiss.
  expect(slack.violations.filter((one) => !one.includes('trigger_id'))).toEqual([]);
  slack.violations.length = 0;

  // The same payloads as they were are taken.
  for (const scene of ['vary', 'the edit form', 'the edit form of an upload']) await send(scenes[scene] as Payload);
  await imagine.settled();
  await send(scenes.delete as Payload);
  await imagine.settled();
  const after = await state();
  const made = await imagine.query<{ prompt: string; failure: string | null }>(
    `select prompt, failure from generations where prompt like 'make it%' order by prompt`,
  );
  expect(made).toEqual([
    { prompt: 'make it day', failure: null },
    { prompt: 'make it night', failure: null },
  ]);
  expect(after.rows).not.toBe(before.rows);
  slack.violations.length = 0;
});

/** Bruno's picture and his upload in a channel of Ana's; what is nothing to her from there. */
async function world() {
  const { slack, query } = imagine;
  const ask = async (user: string, channel: string, text: string) => {
    await slack.command({ user, channel, text });
    await imagine.settled();
  };
  await ask('bruno', 'design', 'secret plan');
  await ask('carla', 'general', 'a whisper --private');
  await ask('bruno', 'general', 'a red fox');
  const files = [await pictureFile('ours.png')];
  await slack.say({ user: 'bruno', channel: 'general', text: 'look', files });
  await slack.say({ user: 'bruno', channel: 'design', text: 'hush', files: [await pictureFile('theirs.png', '#04c')] });
  await imagine.settled();
  const rows = await query<Row>('select id, prompt, channel_id from generations order by requested_at');
  const found = (prompt: string) => rows.find((row) => row.prompt === prompt) as Row;
  const fileIn = (channel: string) => slack.messages(channel).at(-1)?.files[0] ?? '';
  return {
    own: found('a red fox'),
    secret: found('secret plan'),
    whisper: found('a whisper'),
    ownFile: fileIn('general'),
    secretFile: fileIn('design'),
  };
}

/** What Ana sends: presses in the channel, and forms that she has open. */
async function scenesOf({ id }: Row): Promise<Record<string, Payload>> {
  const { slack } = imagine;
  const [picture, upload] = slack.messages('general');
  const press = async (action: Payload): Promise<Payload> => ({
    type: 'block_actions',
    container: { type: 'message', message_ts: picture?.ts, channel_id: slack.channelId('general') },
    channel: { id: slack.channelId('general') },
    message: { ts: picture?.ts, text: '', blocks: [] },
    actions: [action],
  });
  const button = (actionId: string) => press({ type: 'button', action_id: actionId, block_id: 'b', value: `${id}:1` });
  const pick = (choice: string) =>
    press({
      type: 'overflow',
      action_id: 'image_menu',
      block_id: 'b',
      selected_option: { value: `${choice}:${id}`, text: {} },
    });
  const form = async (open: () => Promise<unknown>): Promise<Payload> => {
    await open();
    const view = slack.modals('ana').at(-1);
    if (!view) throw new Error('no form was opened');
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
  const typed = (submission: Payload, words: string): Payload =>
    JSON.parse(
      JSON.stringify(submission).replace(
        /("change":\{"change":\{)[^}]*\}/,
        `$1"type":"plain_text_input","value":"${words}"}`,
      ),
    );
  const edit = await form(() => slack.click({ ...at, actionId: 'edit_image', messageTs: picture?.ts ?? '' }));
  const editUpload = await form(() => slack.shortcut({ ...at, callbackId: 'edit_image', messageTs: upload?.ts ?? '' }));
  const view = edit.view as Payload;
  return {
    vary: await button('vary_image'),
    finish: await button('finish_image'),
    edit: await button('edit_image'),
    history: await button('history_image'),
    again: await pick('again'),
    'show prompt': await pick('prompt'),
    'make private': await pick('hide'),
    'the edit form': typed(edit, 'make it night'),
    'the edit form of an upload': typed(editUpload, 'make it day'),
    'a choice in the edit form': {
      type: 'block_actions',
      container: { type: 'view', view_id: view.id },
      view,
      actions: [{ type: 'static_select', action_id: 'quality', block_id: 'quality:4' }],
    },
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
