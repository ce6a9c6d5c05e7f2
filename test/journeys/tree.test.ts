import { describe, expect, test } from 'vitest';
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
const facts = () => imagine.slack.transcript('general').match(/v\w+ again/g) ?? [];

const TREE = [
  'v1 · @channel foxes · by @ana · 2 credits · done',
  '  v2 from v1 #1 · make it night · by @bruno · 1 credit · done',
  '    v3 from v2 · add snow · by @carla · 1 credit · done',
  '  v2b from v1 #2 · make it *blue* · by @bruno · 1 credit · done',
];

describe('history', () => {
  test.each(['history', '<@BOT> history', 'Histórico', 'historial.'])(
    '“%s” in a thread lists its versions to the reader alone, each under what it came from',
    async (text) => {
      const ts = await grown();
      const before = imagine.slack.messages('general').length;
      const { deliveries } = await reply(ts, text, 'gus');
      for (const delivery of deliveries) await imagine.slack.redeliver(delivery);
      const told = imagine.slack.ephemerals('gus', 'general');
      expect(told).toHaveLength(1);
      expect(told[0]).toMatchObject({ thread_ts: ts, text: 'Versions: v1, v2, v3, v2b' });
      expect(lines(told[0]?.blocks)).toEqual(TREE);
      expect(imagine.slack.messages('general')).toHaveLength(before + 1);
    },
  );

  test('each in their own language', async () => {
    const ts = await grown();
    await reply(ts, 'history', 'bruno');
    await reply(ts, 'history', 'carla');
    expect(lines(imagine.slack.ephemerals('bruno')[0]?.blocks)[1]).toMatch(
      /^ {2}v2 a partir da v1 #1 · make it night · por @bruno · 1 crédito · /,
    );
    expect(lines(imagine.slack.ephemerals('carla')[0]?.blocks)[1]).toMatch(
      /^ {2}v2 .*v1 #1 · make it night · de @bruno · 1 crédito · /,
    );
  });

  test.each(['delete', 'hide'])('of what was taken away (%s) only its place is left, no word of it', async (how) => {
    const ts = await grown();
    const [v2] = await imagine.query<{ id: string; ts: string }>(
      `select id, message_ts as ts from generations where label = '2' and act = 'edit'`,
    );
    const menu = { channel: 'general', actionId: 'image_menu', messageTs: v2?.ts ?? '' } as const;
    if (how === 'hide') {
      await imagine.slack.click({ ...menu, user: 'bruno', value: `hide:${v2?.id}` });
    } else {
      await imagine.slack.click({ ...menu, user: 'ana', value: `delete:${v2?.id}` });
      await imagine.slack.submit({ user: 'ana', viewId: modalOf('ana')?.id ?? '', values: {} });
    }
    await imagine.settled();
    await reply(ts, 'history', 'gus');
    const [told] = imagine.slack.ephemerals('gus');
    expect(lines(told?.blocks)[1]).toBe('  v2 · deleted');
    expect(JSON.stringify(told)).not.toContain('make it night');
    await press('gus');
    expect(JSON.stringify(modalOf('gus'))).not.toContain('make it night');
  });

  test.each(BOTH_WAYS)('an outsider is told that it is not for them (their workspace %s)', async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    const { slack } = imagine;
    await slack.command({ user: 'ana', channel: 'partners', text: 'a secret fox' });
    await imagine.settled();
    const threadTs = slack.messages('partners').at(-1)?.ts ?? '';
    await slack.say({ user: 'eve', channel: 'partners', threadTs, text: 'history' });
    await imagine.settled();
    expect(slack.ephemerals('eve')).toHaveLength(1);
    expect(JSON.stringify(slack.ephemerals('eve'))).not.toContain('secret fox');
  });

  test('in a thread without our pictures it is left alone', async () => {
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
});

describe('the button History', () => {
  test('stands where there is more than one version', async () => {
    await grown();
    const withButton = imagine.slack
      .messages('general')
      .map(({ blocks }) => JSON.stringify(blocks).includes('"history_image"'));
    expect(withButton[0]).toBe(false);
    expect(withButton.filter(Boolean)).toHaveLength(4);
  });

  test('opens the same list, and any version that is not shown now can be shown again, for nothing', async () => {
    const { slack } = imagine;
    await grown();
    await press('gus');
    const modal = modalOf('gus');
    expect(lines(modal?.blocks)).toEqual(TREE);
    const choice = JSON.stringify(modal?.blocks.at(-1));
    expect([...choice.matchAll(/"text":"(v[^"]*)"/g)].map(([, text]) => text)).toEqual([
      'v2 · make it night',
      'v3 · add snow',
      'v2b · make it *blue*',
    ]);
    const [, v3] = [...choice.matchAll(/"value":"([^"]*)"/g)].map(([, value = '']) => value);
    await slack.submit({ user: 'gus', viewId: modal?.id ?? '', values: { show_again: v3 ?? '' } });
    await imagine.settled();
    expect(slack.modals('gus')).toEqual([]);
    expect(facts()).toEqual(['v1 again', 'v3 again']);
    expect(slack.transcript('general')).toContain('(v3 again · by @gus · free)');
    expect(imagine.pixapi.submits()).toHaveLength(4);
  });

  test('what was shown or deleted meanwhile is said in the modal, in the person’s language', async () => {
    const { slack } = imagine;
    const ts = await grown();
    await press('bruno');
    const modal = modalOf('bruno');
    const [v2, v3] = [...JSON.stringify(modal?.blocks.at(-1)).matchAll(/"value":"([^"]*)"/g)].map(
      ([, value = '']) => value,
    );
    await imagine.query(`update generations set deleted_at = now() where label = '3'`);
    const gone = await slack.submit({ user: 'bruno', viewId: modal?.id ?? '', values: { show_again: v3 ?? '' } });
    expect(gone.json).toEqual({ response_action: 'errors', errors: { show_again: 'Essa versão não existe mais.' } });
    await reply(ts, 'from v2: add rain');
    await reply(ts, 'undo');
    const shown = await slack.submit({ user: 'bruno', viewId: modal?.id ?? '', values: { show_again: v2 ?? '' } });
    expect(JSON.stringify(shown.json)).toContain('Essa já é a versão');
    expect(facts()).toEqual(['v1 again', 'v2 again']);
  });

  test('pressed too late for a modal, the list comes as a message to the presser alone', async () => {
    await grown();
    imagine.slack.fault({ method: 'views.open' }, faults.error('expired_trigger_id'));
    await press('gus');
    expect(imagine.slack.modals('gus')).toEqual([]);
    expect(lines(imagine.slack.ephemerals('gus')[0]?.blocks)).toEqual(TREE);
  });

  test('of another channel’s thread nobody is shown anything', async () => {
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
});
