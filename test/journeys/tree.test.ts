import { expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

async function reply(threadTs: string, text: string, user = 'bruno', channel = 'general') {
  const said = await imagine.slack.say({ user, channel, threadTs, text });
  await imagine.settled();
  return said;
}

/** v1 of ana's; v2 and v3 from one another, v2b from the second picture of v1, and what is no version. */
async function grown(): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: '<!channel> foxes --n 2' });
  await imagine.settled();
  const ts = imagine.slack.messages('general').at(-1)?.ts ?? '';
  await reply(ts, 'edit this: make it night');
  await reply(ts, 'edit this: add snow', 'carla');
  await reply(ts, 'edit #2 from v1: make it *blue*');
  await reply(ts, 'undo');
  await reply(ts, 'compare v1 v2');
  return ts;
}

const press = async (user: string) => {
  const answer = await imagine.slack.click({ user, channel: 'general', actionId: 'history_image' });
  await imagine.settled();
  return answer;
};
const modalOf = (user: string) => imagine.slack.modals(user).at(-1);
const lines = (blocks: unknown) =>
  (blocks as { type: string; elements?: { indent?: number; elements: { elements: Part[] }[] }[] }[])
    .filter(({ type }) => type === 'rich_text')
    .flatMap(({ elements = [] }) => elements)
    .map(
      ({ indent = 0, elements }) => '  '.repeat(indent) + elements.flatMap((one) => one.elements.map(said)).join(''),
    );
interface Part {
  text?: string;
  user_id?: string;
}
const said = ({ text, user_id }: Part) =>
  text ?? `@${Object.values(imagine.slack.teams.acme.people).find(({ id }) => id === user_id)?.key}`;
const valuesIn = (json: string) => [...json.matchAll(/"value":"([^"]*)"/g)].map(([, value = '']) => value);
const facts = () => imagine.slack.transcript('general').match(/v\w+ again/g) ?? [];

const TREE = [
  'v1 · @channel foxes · by @ana · 2 credits · done',
  '  v2 from v1 #1 · make it night · by @bruno · 1 credit · done',
  '    v3 from v2 · add snow · by @carla · 1 credit · done',
  '  v2b from v1 #2 · make it *blue* · by @bruno · 1 credit · done',
];

test('history lists the versions of a thread, each under what it came from: said, or by the button, which also shows one again', async () => {
  const { slack } = imagine;
  const ts = await grown();
  // The button stands where there is more than one version.
  const withButton = slack.messages('general').map(({ blocks }) => JSON.stringify(blocks).includes('"history_image"'));
  expect(withButton[0]).toBe(false);
  expect(withButton.filter(Boolean)).toHaveLength(4);

  // Said in the thread it is answered to the reader alone, once.
  for (const [i, text] of ['history', '<@BOT> history', 'Histórico', 'historial.'].entries()) {
    const before = slack.messages('general').length;
    const { deliveries } = await reply(ts, text, 'gus');
    for (const delivery of deliveries) await slack.redeliver(delivery);
    const told = slack.ephemerals('gus', 'general').slice(i);
    expect(told, text).toHaveLength(1);
    expect(told[0], text).toMatchObject({ thread_ts: ts, text: 'Versions: v1, v2, v3, v2b' });
    expect(lines(told[0]?.blocks), text).toEqual(TREE);
    expect(slack.messages('general'), text).toHaveLength(before + 1);
  }

  // Each in their own language.
  await reply(ts, 'history', 'bruno');
  await reply(ts, 'history', 'carla');
  expect(lines(slack.ephemerals('bruno')[0]?.blocks)[1]).toMatch(
    /^ {2}v2 a partir da v1 #1 · make it night · por @bruno · 1 crédito · /,
  );
  expect(lines(slack.ephemerals('carla')[0]?.blocks)[1]).toMatch(
    /^ {2}v2 .*v1 #1 · make it night · de @bruno · 1 crédito · /,
  );

  // Pressed too late for a modal, the list comes as a message to the presser alone.
  slack.fault({ method: 'views.open' }, faults.error('expired_trigger_id'));
  const toldBefore = slack.ephemerals('gus').length;
  await press('gus');
  expect(slack.modals('gus')).toEqual([]);
  expect(lines(slack.ephemerals('gus')[toldBefore]?.blocks)).toEqual(TREE);

  // In the modal any version that is not shown now can be shown again, for nothing.
  await press('gus');
  const modal = modalOf('gus');
  expect(lines(modal?.blocks)).toEqual(TREE);
  const choice = JSON.stringify(modal?.blocks.at(-1));
  expect([...choice.matchAll(/"text":"(v[^"]*)"/g)].map(([, text]) => text)).toEqual([
    'v2 · make it night',
    'v3 · add snow',
    'v2b · make it *blue*',
  ]);
  const [, v3] = valuesIn(choice);
  await slack.submit({ user: 'gus', viewId: modal?.id ?? '', values: { show_again: v3 ?? '' } });
  await imagine.settled();
  expect(slack.modals('gus')).toEqual([]);
  expect(facts()).toEqual(['v1 again', 'v3 again']);
  expect(slack.transcript('general')).toContain('(v3 again · by @gus · free)');
  expect(imagine.pixapi.submits()).toHaveLength(4);
});

test('what was shown or deleted meanwhile is said in the modal, in the person’s language; of what was taken away only its place is left, no word of it', async () => {
  const { slack } = imagine;
  const ts = await grown();
  await press('bruno');
  const modal = modalOf('bruno');
  const [v2, v3] = valuesIn(JSON.stringify(modal?.blocks.at(-1)));
  await imagine.query(`update generations set deleted_at = now() where label = '3'`);
  const gone = await slack.submit({ user: 'bruno', viewId: modal?.id ?? '', values: { show_again: v3 ?? '' } });
  expect(gone.json).toEqual({ response_action: 'errors', errors: { show_again: 'Essa versão não existe mais.' } });
  await reply(ts, 'from v2: add rain');
  await reply(ts, 'undo');
  const shown = await slack.submit({ user: 'bruno', viewId: modal?.id ?? '', values: { show_again: v2 ?? '' } });
  expect(JSON.stringify(shown.json)).toContain('Essa já é a versão');
  expect(facts()).toEqual(['v1 again', 'v2 again']);

  const takeAway = async (how: 'hide' | 'delete', user: string, label: string) => {
    const [row] = await imagine.query<{ id: string; ts: string }>(
      `select id, message_ts as ts from generations where label = '${label}' and act in ('make', 'edit')`,
    );
    const value = `${how}:${row?.id}`;
    await slack.click({ user, channel: 'general', actionId: 'image_menu', value, messageTs: row?.ts ?? '' });
    if (how === 'delete') await slack.submit({ user, viewId: modalOf(user)?.id ?? '', values: {} });
    await imagine.settled();
  };
  for (const [how, user, label, prompt, line] of [
    ['hide', 'bruno', '2', 'make it night', '  v2 · deleted'],
    ['delete', 'ana', '1', 'foxes', 'v1 · deleted'],
  ] as const) {
    const told = slack.ephemerals('gus').length;
    await takeAway(how, user, label);
    await reply(ts, 'history', 'gus');
    const list = slack.ephemerals('gus')[told];
    expect(lines(list?.blocks)[label === '1' ? 0 : 1], how).toBe(line);
    expect(JSON.stringify(list), how).not.toContain(prompt);
    await press('gus');
    expect(lines(modalOf('gus')?.blocks)[label === '1' ? 0 : 1], how).toBe(line);
    expect(JSON.stringify(modalOf('gus')), how).not.toContain(prompt);
  }
});

test('an outsider is told that it is not for them, whether their workspace is named or not', async () => {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel: 'partners', text: 'a secret fox' });
  await imagine.settled();
  const threadTs = slack.messages('partners').at(-1)?.ts ?? '';
  for (const [i, [way, namesTeams]] of BOTH_WAYS.entries()) {
    slack.set({ namesTeams });
    await slack.say({ user: 'eve', channel: 'partners', threadTs, text: 'history' });
    await imagine.settled();
    expect(slack.ephemerals('eve'), way).toHaveLength(i + 1);
    expect(JSON.stringify(slack.ephemerals('eve')), way).not.toContain('secret fox');
  }
});

test('in a thread without our pictures “history” is left alone', async () => {
  const { ts } = await imagine.slack.say({ user: 'ana', channel: 'general', text: 'our holiday photos' });
  await reply(ts, 'history', 'gus');
  expect(imagine.slack.ephemerals('gus')).toEqual([]);
});

test('the app’s name and “history” outside of threads is what /imagine history says', async () => {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await imagine.slack.say({ user: 'ana', channel: 'general', text: '<@BOT> history' });
  await imagine.settled();
  expect(imagine.slack.ephemerals('ana').map(({ text }) => text)).toEqual(['Your last requests here']);
  expect(imagine.pixapi.submits()).toHaveLength(1);
});

test('by the button History nobody is shown anything of another channel’s thread', async () => {
  const { slack, query } = imagine;
  await slack.command({ user: 'ana', channel: 'design', text: 'a secret plan' });
  await imagine.settled();
  await reply(slack.messages('design')[0]?.ts ?? '', 'edit this: make it night', 'ana', 'design');
  const [row] = await query<{ id: string }>(`select id from generations where label = '2'`);
  const team = slack.teams.acme;
  const words = await slack.command({ user: 'gus', channel: 'general', text: 'help' });
  const payload = {
    type: 'block_actions',
    user: { id: team.people.gus.id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId('general') },
    container: { type: 'message', message_ts: '1.1', channel_id: slack.channelId('general'), is_ephemeral: true },
    response_url: words.responseUrl,
    trigger_id: words.triggerId,
    actions: [{ type: 'button', action_id: 'history_image', block_id: 'b', value: row?.id }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await slack.sendRaw(body, {
    'content-type': 'application/x-www-form-urlencoded',
    ...sign(slack.signingSecret, body),
  });
  await imagine.settled();
  expect(slack.modals('gus')).toEqual([]);
  expect(slack.ephemerals('gus').at(-1)?.text).toBe('I can’t find this request anymore.');
});
