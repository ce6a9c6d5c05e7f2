import { beforeEach, describe, expect, test } from 'vitest';
import { journey } from '../support/journey.ts';

const imagine = journey();

type Name = 'ana' | 'bruno' | 'carla' | 'gus';
const ask = (text: string, user: Name = 'ana', channel = 'general') => imagine.slack.command({ user, channel, text });
const idOf = (name: Name) => imagine.slack.teams.acme.people[name].id;
const channel = (name: string) => `<#${imagine.slack.channelId(name)}|${name}>`;
const person = (name: Name) => `<@${idOf(name)}|${name}>`;
/** What the person's newest private answer says, line by line. */
const told = (user: Name = 'ana', place = 'general') =>
  imagine.slack
    .transcript(place, 'acme', user)
    .split(/^(?=\S)/m)
    .at(-1)
    ?.replace('imagine (only you): ', '')
    .trimEnd()
    .split(/\n */) ?? [];
/** The rows of the table in it, without when. */
const rows = (user: Name = 'ana') =>
  told(user)
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) => line.slice(2, -2).split(' | ').slice(1).join(' | '));
const press = (actionId: string) => imagine.slack.click({ user: 'ana', channel: 'general', actionId });

/** One of everything: ana's is shown, bruno's is private, carla's is refused, gus's is canceled. */
beforeEach(async () => {
  await ask('a red fox');
  await imagine.settled();
  await ask('segredo --private', 'bruno');
  await imagine.settled();
  await ask('budget set 0 for <@U0ACMECARLA>'.replace('U0ACMECARLA', idOf('carla')));
  await ask('un zorro --size wide', 'carla', 'design');
  await imagine.settled();
});

describe('a manager', () => {
  test('reads every request, taken or refused, newest first, with who, where, how and what it cost, and no private words', async () => {
    await ask('log');
    expect(told()[0]).toBe('*Requests, newest first*');
    expect(rows()).toEqual([
      '@carla | #design | un zorro | gpt-image-2 · 2048x1152 · low | 0 credits | refused (budget_exhausted)',
      '@bruno | #general | a private request | gpt-image-1.5 · 1024x1024 | 1 credit | done',
      '@ana | #general | a red fox | gpt-image-1.5 · 1024x1024 | 1 credit | done',
    ]);
    expect(imagine.slack.transcript('general')).not.toContain('segredo');
  });

  test('finds them by words, in their own language, and hears which word said nothing', async () => {
    await ask(`log ${person('carla')} ${channel('design')} refused today`);
    expect(told()[0]).toBe('*Requests: @carla #design refused today*');
    expect(rows()).toEqual([expect.stringContaining('un zorro')]);
    await ask(`log ${person('bruno')} last month`);
    expect(told()).toContain('There is no such request.');
    await ask('registro recusados hoje');
    expect(rows()).toEqual([expect.stringContaining('un zorro')]);
    await ask(`log ${person('bruno')} faild last week`);
    expect(told()[0]).toMatch(/^I don’t understand `faild`\. Say who, where/);
    expect(imagine.pixapi.submits()).toHaveLength(2);
  });

  test('reads it in lines where the workspace’s Slack takes no tables, and page after page', async () => {
    imagine.slack.set({ refusedBlocks: ['data_table'] });
    await imagine.query(
      `insert into generations (team_id, id, channel_id, asked_channel_id, user_id, act, kind, prompt, model, size, count, month, state, failure,
         told_at, requested_at)
       select team_id, gen_random_uuid(), channel_id, asked_channel_id, user_id, 'make', 'generation', 'old ' || n, model, size, count, month,
         'failed', 'prompt_refused', now(), requested_at - n * interval '1 hour'
       from generations, generate_series(1, 9) n where prompt = 'a red fox'`,
    );
    await ask('log');
    expect(told()).toContainEqual(
      expect.stringMatching(
        /^• un zorro · refused \(budget_exhausted\) · 0 credits · gpt-image-2 · \S+ · low · @carla · #design · \w+/,
      ),
    );
    expect(told()).toContain('[Older] [Export all as CSV] [Export all as JSON lines]');
    await press('log_page');
    expect(told().filter((line) => line.startsWith('• '))).toEqual([
      expect.stringContaining('• old 8'),
      expect.stringContaining('• old 9'),
    ]);
    await press('log_page_first');
    expect(told()).toContainEqual(expect.stringContaining('• un zorro'));
  });
});

test('a member, a guest and an outsider read their own requests alone, their private words too, whatever they ask for', async () => {
  await ask(`log ${person('ana')}`, 'bruno');
  expect(rows('bruno')).toEqual([expect.stringContaining('@bruno | #general | segredo | ')]);
  expect(told('bruno').slice(-1)).toEqual(['(Estes são os seus. Os gestores veem os de todos.)']);
  await ask('log', 'gus');
  expect(told('gus')).toEqual([
    '*Requests, newest first*',
    'There is no such request.',
    expect.stringContaining('own'),
  ]);
  expect(await imagine.query("select from audit_entries where action <> 'zone_set'")).toHaveLength(1);
});

test('who is no manager any more reads their own from the next page on', async () => {
  imagine.slack.teams.acme.people.ana.isAdmin = false;
  Object.assign(imagine.slack.teams.acme.people.ana, { isOwner: false, isPrimaryOwner: false });
  await ask('log');
  expect(rows()).toEqual([expect.stringContaining('a red fox')]);
});
