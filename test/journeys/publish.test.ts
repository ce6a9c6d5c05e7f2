import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

const imagine = journey();

/** A private picture of ana's, and what she then says in its thread. */
async function made(text = 'a red fox --private', channel = 'general', ...edits: string[]): Promise<void> {
  const { slack } = imagine;
  await slack.command({ user: 'ana', channel, text });
  await imagine.settled();
  const root = slack.messages('app:ana')[0]?.ts ?? '';
  for (const edit of edits) {
    await slack.say({ user: 'ana', channel: 'app', threadTs: root, text: edit });
    await imagine.settled();
  }
}

/** The newest picture; a warning about a budget may have come after it. */
const newest = () =>
  imagine.slack.messages('app:ana').findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes('publish_image'))
    ?.ts;

async function publish(messageTs = newest() ?? ''): Promise<void> {
  await imagine.slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image', messageTs });
  await imagine.settled();
}

const posted = (channel = 'general') => imagine.slack.messages(channel).filter(({ bot_id }) => bot_id);
const told = () => imagine.slack.ephemerals('ana').map(({ text }) => text);
const own = () => imagine.slack.transcript('app:ana', 'acme', 'ana');

describe('Publish to the channel', () => {
  test('posts the picture for all, once, with its story and what it cost, and says where it is; from then on others edit it there', async () => {
    const { slack, pixapi } = imagine;
    await made('a red fox --private', 'general', 'make it <!channel> *night*');
    const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at desc');
    const ts = slack.messages('app:ana').at(-1)?.ts ?? '';
    const click = () => slack.click({ user: 'ana', channel: 'app', actionId: 'publish_image', messageTs: ts });
    await Promise.all([click(), click()]);
    await imagine.settled();
    expect(slack.transcript('general')).toMatch(
      /^imagine: \[picture: AI-made image: make it <!channel> \*night\* \(v1\) \(1024x1024\)\]\n {2}v1 a red fox → v2 make it .*\*night\* · 2 credits in total\n {2}\(v1 · gpt-image-1\.5 · 1024×1024 PNG · published by @ana · free\)\n/,
    );
    expect(posted()).toHaveLength(1);
    expect(posted()[0]?.thread_ts).toBeUndefined();
    expect(posted()[0]?.rings).toBe(false);
    expect(own()).toContain('(Published in #general)');
    expect(own().match(/\[Publish to the channel\]/g)).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(2);

    // A click that comes later is told where.
    await pressStale(row?.id ?? '');
    expect(posted()).toHaveLength(1);
    expect(told().at(-1)).toBe(`It’s already published in <#${slack.channelId('general')}>.`);

    const threadTs = posted()[0]?.ts ?? '';
    await slack.say({ user: 'bruno', channel: 'general', threadTs, text: 'edit this: add snow' });
    await imagine.settled();
    expect(slack.transcript('general')).toContain('(v2 from v1 · ');
    expect(pixapi.submits()).toHaveLength(3);
    await slack.click({ user: 'bruno', channel: 'general', actionId: 'vary_image', messageTs: threadTs });
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(4);
  });

  test('a public channel is joined for it; several pictures are published together', async () => {
    await made('foxes --n 3 --private', 'random');
    await publish();
    expect(posted('random')).toHaveLength(1);
    expect(own()).toContain('(Published in #random)');
    expect(JSON.stringify(posted('random')[0]?.blocks).match(/"type":"image"/g)).toHaveLength(3);
  });

  test('a private channel without the app: said to the asker alone, with /invite; after that it works', async () => {
    const { slack } = imagine;
    await made('a red fox --private', 'secret');
    const picture = slack.messages('app:ana')[0]?.ts ?? '';
    await publish(picture);
    expect(own()).toContain('I can’t post there. Nothing was charged. Let me in with `/invite @Imagine`.');
    expect(slack.messages('secret')).toEqual([]);
    slack.addMember('secret', 'app');
    await publish(picture);
    expect(posted('secret')).toHaveLength(1);
    expect(own()).toContain('(Published in #secret)');
  });

  test('a lost answer of Slack’s brings no second post, and the private message says so whatever Slack says at that moment; a deleted picture is not published', async () => {
    const { slack } = imagine;
    const rows = [
      ['the answer is lost', { method: 'chat.postMessage' }, faults.acceptThenCut()],
      ['is busy', { method: 'chat.update', channel: slack.channelId('app:ana') }, faults.rateLimited(0)],
      ['loses the connection', { method: 'chat.update', channel: slack.channelId('app:ana') }, faults.reset()],
    ] as const;
    const ask = () => slack.command({ user: 'ana', channel: 'general', text: 'a red fox --private' });
    await Promise.all([...rows, 'the deleted one'].map(ask));
    await imagine.settled();
    const [deleted, ...messages] = slack.messages('app:ana').map(({ ts }) => ts);
    for (const [i, [what, match, fault]] of rows.entries()) {
      slack.fault(match, fault);
      await publish(messages[i]);
      expect(slack.unusedFaults(), what).toEqual([]);
      expect(own().match(/\(Published in #general\)/g), what).toHaveLength(i + 1);
      const pictures = posted().filter(({ blocks }) => JSON.stringify(blocks).includes('"image"'));
      expect(pictures, what).toHaveLength(i + 1);
      expect(posted(), what).toHaveLength(i + 1);
    }

    await imagine.query('update generations set deleted_at = now() where message_ts = $1', [deleted]);
    await publish(deleted);
    expect(told()).toEqual(['This picture is gone, so it can’t be published.']);
    expect(posted()).toHaveLength(rows.length);
  });

  test('in the team’s language', async () => {
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'language pt' });
    await made('a red fox --private', 'general', 'make it night');
    await publish();
    const read = imagine.slack.transcript('general', 'acme', 'bruno');
    expect(read).toContain('v1 a red fox → v2 make it night · 2 créditos no total');
    expect(read).toContain('publicada por @ana · grátis');
    expect(own()).toContain('(Published in #general)');
    await imagine.slack.command({ user: 'ana', channel: 'general', text: 'language es' });
    await publish(imagine.slack.messages('app:ana')[0]?.ts);
    expect(imagine.slack.transcript('general', 'acme', 'bruno')).toContain('publicada por @ana · gratis');
  });
});

describe('Publish…', () => {
  test('what was asked in direct messages is published where the person chooses', async () => {
    const { slack } = imagine;
    await slack.say({ user: 'ana', channel: 'app', text: 'a red fox' });
    await imagine.settled();
    expect(own()).toContain('(Only you can see this)');
    expect(own()).toContain('[Publish…]');
    await publish();
    const modal = slack.modals('ana').at(-1);
    await slack.submit({ user: 'ana', viewId: modal?.id ?? '', values: { publish_where: 'random' } });
    await imagine.settled();
    expect(slack.modals('ana')).toEqual([]);
    expect(slack.transcript('random')).toContain('a red fox · 1 credit in total');
    expect(own()).toContain('(Published in #random)');
  });

  test('sent twice at the same moment, to two channels, the later one hears of the earlier one’s channel', async () => {
    const { slack } = imagine;
    await slack.say({ user: 'ana', channel: 'app', text: 'a red fox' });
    await imagine.settled();
    await publish();
    await publish();
    const lock = new pg.Client({ connectionString: imagine.databaseUrl });
    await lock.connect();
    await lock.query('begin');
    await lock.query('select from teams for update');
    const kept = async () =>
      (
        await imagine.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
      ).length;
    const [first, second] = slack.modals('ana');
    const submit = (viewId = '', where: string) =>
      slack.submit({ user: 'ana', viewId, values: { publish_where: where } });
    const earlier = submit(first?.id, 'random');
    await until(async () => (await kept()) === 1);
    const later = submit(second?.id, 'general');
    await until(async () => (await kept()) === 2);
    await lock.query('rollback');
    await lock.end();
    await earlier;
    expect(JSON.stringify((await later).json)).toContain(`<#${slack.channelId('random')}>`);
    await imagine.settled();
    expect(posted('random')).toHaveLength(1);
    expect(posted('general')).toEqual([]);
  });
});

/** A press of a button that is no longer shown, as a client might still send it. */
async function pressStale(value: string): Promise<void> {
  const { slack } = imagine;
  const team = slack.teams.acme;
  const words = await slack.command({ user: 'ana', channel: 'app', text: 'help' });
  const payload = {
    type: 'block_actions',
    user: { id: team.people.ana.id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId('app:ana') },
    container: { type: 'message', message_ts: '1.1', channel_id: slack.channelId('app:ana'), is_ephemeral: true },
    response_url: words.responseUrl,
    trigger_id: words.triggerId,
    actions: [{ type: 'button', action_id: 'publish_image', block_id: 'b', value }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  await slack.sendRaw(body, {
    'content-type': 'application/x-www-form-urlencoded',
    ...sign(slack.signingSecret, body),
  });
  await imagine.settled();
}

describe('a channel’s budget', () => {
  /** A picture and its edit, asked for in direct messages. */
  async function drawnAlone(): Promise<void> {
    const { slack } = imagine;
    await slack.say({ user: 'ana', channel: 'app', text: 'a red fox' });
    await imagine.settled();
    const threadTs = slack.messages('app:ana').find(({ bot_id }) => bot_id)?.ts ?? '';
    await slack.say({ user: 'ana', channel: 'app', threadTs, text: 'make it night' });
    await imagine.settled();
  }
  const toGeneral = async () => {
    await publish();
    const view = imagine.slack.modals('ana').at(-1);
    const answer = await imagine.slack.submit({
      user: 'ana',
      viewId: view?.id ?? '',
      values: { publish_where: 'general' },
    });
    await imagine.settled();
    return answer;
  };
  const budget = (credits: number) =>
    imagine.slack.command({
      user: 'ana',
      channel: 'general',
      text: `budget set ${credits} for <#${imagine.slack.channelId('general')}|general>`,
    });
  const countedIn = async (scope: string) =>
    (
      await imagine.query<{ captured: number }>(
        `select captured::int from budget_months where scope = '${scope}' and scope_id not like 'D%' order by scope_id`,
      )
    ).map(({ captured }) => captured);

  test('is not passed by way of direct messages: what a picture cost needs room in it, and counts there; it is given back where the picture could not be published', async () => {
    const { slack, pixapi } = imagine;
    await budget(1);
    await drawnAlone();
    expect(JSON.stringify(await toGeneral())).toContain(
      `It cost 2 credits, and <#${slack.channelId('general')}> has 1 left this month. Nothing was published.`,
    );
    expect(posted()).toEqual([]);
    expect(await imagine.query(`select from generations where act = 'publish'`)).toEqual([]);

    await budget(2);
    const channel = slack.channelId('general');
    slack.fault({ method: 'chat.postMessage', channel }, faults.error('restricted_action'));
    await toGeneral();
    expect(posted()).toEqual([]);
    expect(await countedIn('channel')).toEqual([0]);
    expect(await imagine.query(`select sum(captured_delta)::int from ledger_entries where kind = 'move'`)).toEqual([
      { sum: 0 },
    ]);

    await toGeneral();
    expect(posted()).toHaveLength(1);
    expect(await countedIn('channel')).toEqual([2]);
    expect(await countedIn('team')).toEqual([2]);
    const { json } = await slack.command({ user: 'bruno', channel: 'general', text: 'one more' });
    expect(JSON.stringify(json)).toMatch(/#general|canal/);
    expect(pixapi.submits()).toHaveLength(2);
  });

  test('counts what its managers added to it, until that is used; it comes back where the picture could not be published', async () => {
    const { slack } = imagine;
    const channel = slack.channelId('general');
    await budget(1);
    await drawnAlone();
    const grants = () => imagine.query('select credits::int, used::int from grants');
    await imagine.query(
      `insert into grants (team_id, id, scope, scope_id, credits, ends_at, given_by)
       select team_id, gen_random_uuid(), 'channel', $1, 1, now() + interval '1 day', 'U0' from teams`,
      [channel],
    );
    await imagine.query('select write_grant(team_id, id) from grants');
    slack.fault({ method: 'chat.postMessage', channel }, faults.error('restricted_action'));
    await toGeneral();
    expect(posted()).toEqual([]);
    expect(await grants()).toEqual([{ credits: 1, used: 0 }]);

    await toGeneral();
    expect(posted()).toHaveLength(1);
    expect(await grants()).toEqual([{ credits: 1, used: 1 }]);
    expect(await countedIn('channel')).toEqual([2]);
  });
});
