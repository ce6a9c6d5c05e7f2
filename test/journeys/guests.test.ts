import { expect, test } from 'vitest';
import { faults } from '../local/slack/slack.ts';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

type Who = 'ana' | 'bruno' | 'gus';
const ONLY_LOOK =
  'The admins of this workspace let guests look, but not spend credits. Nothing was charged. A member can make it for you.';

async function ask(text: string, user: Who = 'ana') {
  await imagine.slack.command({ user, channel: 'general', text });
  await imagine.settled();
}

async function say(user: Who, text: string, threadTs?: string) {
  await imagine.slack.say({ user, channel: 'general', text, ...(threadTs ? { threadTs } : {}) });
  await imagine.settled();
}

const told = (user: Who) => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);
const askedAbout = (user: Who) =>
  imagine.slack.journal.filter(
    ({ method, args }) => method === 'users.info' && args.user === imagine.slack.teams.acme.people[user].id,
  );

test('guests may spend as members may, unless the workspace has decided otherwise; Slack is not asked who they are', async () => {
  const { slack } = imagine;
  await ask('guests spend');
  await ask('a fox', 'gus');
  await say('gus', '<@BOT> a hen');
  expect(slack.transcript('general')).toContain('(v1 · gpt-image-1.5 · 1024×1024 PNG · by @gus');
  expect(slack.messages('general').filter(({ bot_id }) => bot_id)).toHaveLength(2);
  expect(askedAbout('gus')).toEqual([]);
});

test.each(BOTH_WAYS)(
  'guests who may only look are told so, alone, on every way in, and nothing is charged (their workspace %s)',
  async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    const { slack, pixapi, query } = imagine;
    await ask('guests look');
    await ask('a fox');
    const threadTs = slack.messages('general')[0]?.ts ?? '';
    const { length: standing } = slack.messages('general');

    await ask('a hen', 'gus');
    await say('gus', '<@BOT> a hen');
    await say('gus', 'edit this: make it night', threadTs);
    await say('gus', '<@BOT> make it night', threadTs);
    expect(told('gus')).toEqual(Array(4).fill(ONLY_LOOK));
    expect(pixapi.submits()).toHaveLength(1);
    // Of all this nothing stands in the channel but what gus said.
    expect(slack.messages('general')).toHaveLength(standing + 3);
    expect(
      await query(`select distinct state, failure, held_credits from generations where user_id = $1`, [
        slack.teams.acme.people.gus.id,
      ]),
    ).toEqual([{ state: 'failed', failure: 'not_allowed', held_credits: 0 }]);
  },
);

test.each(BOTH_WAYS)(
  'a guest who may only look presses nothing that costs; delivering again is free (their workspace %s)',
  async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    const { slack, pixapi } = imagine;
    await ask('guests look');
    pixapi.fault({ to: 'submit' }, { reset: 'after' });
    await ask('a fox --quality medium');
    await slack.click({ user: 'gus', channel: 'general', actionId: 'try_again' });
    await imagine.settled();
    expect(told('gus')).toEqual([ONLY_LOOK]);
    expect(pixapi.submits()).toHaveLength(1);

    slack.fault({ method: 'files.completeUploadExternal' }, faults.error('posting_to_channel_denied'));
    await ask('a hen');
    await slack.click({ user: 'gus', channel: 'general', actionId: 'deliver_again' });
    await imagine.settled();
    expect(slack.transcript('general')).toContain('[picture: AI-made image: a hen (v1)');
  },
);

test.each(BOTH_WAYS)(
  'what a guest was offered before the decision is decided again at the press (their workspace %s)',
  async (_, namesTeams) => {
    imagine.slack.set({ namesTeams });
    const { slack, pixapi } = imagine;
    await ask('guests spend');
    await ask('budget set 6');
    await ask('a fox --quality high', 'gus');
    await ask('a fox --n 7', 'gus');
    await ask('guests look');
    await slack.click({ user: 'gus', channel: 'general', actionId: 'make_low' });
    await slack.click({ user: 'gus', channel: 'general', actionId: 'use_nearest' });
    await imagine.settled();
    expect(told('gus').slice(2)).toEqual([ONLY_LOOK, ONLY_LOOK]);
    expect(pixapi.journal).toEqual([]);
    // Nothing is used up: once they may, the same buttons work.
    await ask('guests spend');
    await slack.click({ user: 'gus', channel: 'general', actionId: 'make_low' });
    await imagine.settled();
    expect(pixapi.billed()).toHaveLength(1);
  },
);

test.each(BOTH_WAYS)('members, and what costs nothing, are as before (their workspace %s)', async (_, namesTeams) => {
  imagine.slack.set({ namesTeams });
  const { slack } = imagine;
  await ask('guests look');
  await ask('a fox', 'bruno');
  expect(slack.transcript('general')).toContain('by @bruno');
  await ask('help', 'gus');
  await ask('budget', 'gus');
  await ask('settings', 'gus');
  expect(told('gus').map((text) => text.split('\n')[0])).toEqual([
    '*Imagine makes and edits pictures here.*',
    expect.stringMatching(/^\*What you can spend here/),
    '*Settings of this workspace*',
  ]);
});
