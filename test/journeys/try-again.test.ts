import { describe, expect, test } from 'vitest';
import { sign } from '../local/slack/signing.ts';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { picturesIn } from '../support/pictures-in.ts';

const imagine = journey();

const SETTLED = 'That’s already been settled.';
const ONLY_MEMBERS = 'Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.';
const UNKNOWN = 'I can’t find this request anymore.';

/** A request of ana's whose outcome nobody knows, with its button. */
async function lose(text = 'a fox --quality medium', channel = 'general'): Promise<void> {
  imagine.pixapi.fault({ to: 'submit' }, { reset: 'after' });
  await imagine.slack.command({ user: 'ana', channel, text });
  await imagine.settled();
}

/** A picture of ana's that was made, and that Slack did not take, with its button. */
async function leaveUndelivered(channel = 'general'): Promise<void> {
  imagine.slack.fault({ method: 'files.completeUploadExternal' }, faults.error('posting_to_channel_denied'));
  await imagine.slack.command({ user: 'ana', channel, text: 'a fox --quality medium' });
  await imagine.settled();
}

async function press(actionId: 'try_again' | 'deliver_again', user: string, channel = 'general'): Promise<void> {
  await imagine.slack.click({ user, channel, actionId });
  await imagine.settled();
}

const privately = (user: string) => imagine.slack.ephemerals(user).map(({ text }) => text);
const holds = () =>
  imagine.query<{ user: string }>(
    `select user_id as user, kind, held_delta::int as held from ledger_entries where kind = 'hold' order by id`,
  );

describe('Try again', () => {
  test('asks first, names the price and the risk, and orders once more, on the terms of the first and with a hold of its own; the button goes', async () => {
    const { slack, pixapi } = imagine;
    await lose('a fox --quality medium --n 2 --size portrait');
    const buttons = slack.messages('general')[0]?.blocks.find(({ type }) => type === 'actions');
    expect(buttons).toMatchObject({
      elements: [
        {
          text: { text: 'Try again · may charge again' },
          confirm: {
            title: { text: 'Order it again?' },
            text: { text: 'The first order may have gone through and been charged. This one costs 8 credits.' },
            confirm: { text: 'Order again' },
            deny: { text: 'Leave it' },
          },
        },
      ],
    });
    await press('try_again', 'bruno');
    const [lost, made] = slack.messages('general');
    expect(slack.transcript('general')).toMatch(
      /\(v1 · gpt-image-2 · 1024×1536 PNG · medium · by @bruno · 2 pictures · held 8 · charged 8 · 484 left in \w+\)\n {2}\[… Again · 8 \/ Original prompt \/ Make private \/ Alt text… \/ Delete…\]$/,
    );
    expect(lost?.blocks.map(({ type }) => type)).not.toContain('actions');
    expect(lost?.text).toContain('The connection broke after the order went out');
    expect(picturesIn(made?.blocks)).toHaveLength(2);
    const [first, second, ...more] = pixapi.submits().map(({ fields }) => fields);
    expect(second).toEqual(first);
    expect(more).toEqual([]);
    const { ana, bruno } = slack.teams.acme.people;
    expect(await holds()).toEqual([
      { user: ana.id, kind: 'hold', held: 8 },
      { user: bruno.id, kind: 'hold', held: 8 },
    ]);
    expect(
      await imagine.query(
        `select a.state, a.user_id = $1 as theirs from generations a join generations b on b.id = a.again_of where b.state = 'unknown'`,
        [bruno.id],
      ),
    ).toEqual([{ state: 'posted', theirs: true }]);
  });

  test('must fit the budget like any other request; pressed by two at once orders once; the other is told that it is settled', async () => {
    const { slack, pixapi } = imagine;
    await lose();
    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 6' });
    await press('try_again', 'gus');
    expect(privately('gus')).toEqual([
      expect.stringMatching(
        /^This needs 4 credits; the workspace has 2 left until .*1 at 12:00 AM UTC>\. Nothing was charged\./,
      ),
    ]);
    expect(pixapi.submits()).toHaveLength(1);
    expect(slack.transcript('general')).toContain('[Try again · may charge again]');

    await slack.command({ user: 'ana', channel: 'general', text: 'budget set 60' });
    const before = [privately('ana').length, privately('gus').length];
    await Promise.all(['ana', 'gus'].map((user) => slack.click({ user, channel: 'general', actionId: 'try_again' })));
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(2);
    expect([...privately('ana').slice(before[0]), ...privately('gus').slice(before[1])]).toEqual([SETTLED]);
    expect(slack.messages('general')).toHaveLength(2);
    expect(slack.transcript('general')).toContain('held 4 · charged 4');
  });

  test('is refused to people of other workspaces, and from another channel than the one where it stands', async () => {
    await lose('a fox --quality medium', 'partners');
    for (const [_, namesTeams] of BOTH_WAYS) {
      imagine.slack.set({ namesTeams });
      await press('try_again', 'eve', 'partners');
    }
    await pressFrom('general', 'gus', 'try_again');
    expect(privately('eve')).toEqual(BOTH_WAYS.map(() => ONLY_MEMBERS));
    expect(privately('gus').at(-1)).toBe(UNKNOWN);
    expect(imagine.pixapi.submits()).toHaveLength(1);
    expect(imagine.slack.transcript('partners')).toContain('[Try again · may charge again]');
    expect(await holds()).toHaveLength(1);
  });
});

describe('Deliver again', () => {
  test('pressed by two at once delivers once, without another order or charge', async () => {
    const { slack, pixapi } = imagine;
    await leaveUndelivered();
    await Promise.all(
      ['ana', 'gus'].map((user) => slack.click({ user, channel: 'general', actionId: 'deliver_again' })),
    );
    await imagine.settled();
    expect(slack.transcript('general', 'acme', 'carla')).toMatch(/^imagine: \[picture: AI-made image: a fox \(v1\)/);
    expect([...privately('ana'), ...privately('gus')]).toEqual([SETTLED]);
    expect(slack.messages('general')).toHaveLength(1);
    expect(pixapi.submits()).toHaveLength(1);
    expect(pixapi.billed()).toHaveLength(1);
    expect(await holds()).toHaveLength(1);
  });

  test('is refused to people of other workspaces, and from other channels', async () => {
    await leaveUndelivered('partners');
    for (const [which, namesTeams] of BOTH_WAYS) {
      imagine.slack.set({ namesTeams });
      await press('deliver_again', 'eve', 'partners');
      await pressFrom('general', 'gus', 'deliver_again');
      expect(privately('gus').at(-1), which).toBe(UNKNOWN);
      expect(imagine.slack.transcript('partners'), which).toContain('[Deliver again · free]');
    }
    expect(privately('eve')).toEqual(BOTH_WAYS.map(() => ONLY_MEMBERS));
  });
});

/** A press as Slack would sign it, with another message's value: what a button's value alone must not allow. */
async function pressFrom(channel: string, user: 'gus', actionId: string): Promise<void> {
  const { slack } = imagine;
  const [row] = await imagine.query<{ id: string }>('select id from generations order by requested_at');
  const team = slack.teams.acme;
  const words = await slack.command({ user, channel, text: 'help' });
  const ts = slack.ephemerals(user).at(-1)?.ts;
  const payload = {
    type: 'block_actions',
    user: { id: team.people[user].id, team_id: team.id },
    team: { id: team.id },
    channel: { id: slack.channelId(channel) },
    container: { type: 'message', message_ts: ts, channel_id: slack.channelId(channel), is_ephemeral: true },
    response_url: words.responseUrl,
    actions: [{ type: 'button', action_id: actionId, block_id: 'b', value: row?.id }],
  };
  const body = `payload=${encodeURIComponent(JSON.stringify(payload))}`;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  await slack.sendRaw(body, { ...type, ...sign(slack.signingSecret, body) });
  await imagine.settled();
}
