import pg from 'pg';
import { beforeEach, describe, expect, test } from 'vitest';
import { BOTH_WAYS } from '../support/both-ways.ts';
import { journey } from '../support/journey.ts';
import { until } from '../support/until.ts';

// The database is watched: nothing but what is said may ask it anything.
const imagine = journey({ overrides: { lineMs: 60_000 } });

/** Asks for a picture and answers its thread. */
async function drawn(text = 'a red fox', channel = 'general'): Promise<string> {
  await imagine.slack.command({ user: 'ana', channel, text });
  await imagine.settled();
  return imagine.slack.messages(channel).at(-1)?.ts ?? '';
}

async function reply(threadTs: string, text: string, user = 'bruno') {
  const said = await imagine.slack.say({ user, channel: 'general', threadTs, text });
  await imagine.settled();
  return said;
}

const edits = () => imagine.pixapi.submits().filter(({ path }) => path.endsWith('/edits'));
const ephemerals = (user = 'bruno') => imagine.slack.ephemerals(user, 'general').map(({ text }) => text);

describe('a thread without our pictures', () => {
  test('“edit this” is left alone there, and outside of threads', async () => {
    const { slack } = imagine;
    const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'our holiday photos' });
    await reply(ts, 'edit this: make it night', 'gus');
    await slack.say({ user: 'gus', channel: 'general', text: 'edit this: make it night' });
    await imagine.settled();
    expect(slack.messages('general')).toHaveLength(3);
    expect(ephemerals('gus')).toEqual([]);
    expect(await imagine.query('select id from generations order by requested_at')).toEqual([]);
  });

  test('a mention there gets help, once', async () => {
    const { slack } = imagine;
    const { ts } = await slack.say({ user: 'ana', channel: 'general', text: 'our holiday photos' });
    await reply(ts, '<@BOT> make it night', 'gus');
    await reply(ts, '<@BOT>', 'gus');
    expect(ephemerals('gus')).toEqual(
      Array(2).fill(
        'None of my pictures are in this thread. To change somebody’s photo, choose *Edit this image* in the menu of its message. Or attach a picture, or make one with `/imagine`.',
      ),
    );
    await slack.say({ user: 'ana', channel: 'general', text: '<@BOT>' });
    await imagine.settled();
    expect(ephemerals('ana')).toHaveLength(1);
    expect(ephemerals('ana')[0]).toMatch(/^\*Imagine makes and edits pictures here/);
    expect(imagine.pixapi.submits()).toEqual([]);
  });

  test('help is help in a picture’s thread too', async () => {
    const thread = await drawn();
    await reply(thread, '<@BOT> help', 'gus');
    expect(ephemerals('gus')).toHaveLength(1);
    expect(ephemerals('gus')[0]).toMatch(/^\*Imagine makes and edits pictures here/);
    expect(edits()).toHaveLength(0);
  });
});

describe('other talk', () => {
  const TALK = [
    'zebra lunch at noon?',
    'I would edit this xylophone',
    'editing zebra',
    '@imagine zebra',
    'from xylophone v2',
    'v1: zebra',
    '#2 zebra',
  ];

  test('is ignored, and neither stored nor logged', async () => {
    const { slack, query, logLines } = imagine;
    const thread = await drawn();
    for (const text of TALK) {
      await reply(thread, text);
      await slack.say({ user: 'ana', channel: 'general', text });
    }
    await reply(thread, 'edit this: make it night', 'ana');
    expect(slack.messages('general')).toHaveLength(2 * TALK.length + 3);
    expect(ephemerals()).toEqual([]);

    const stored: string[] = [];
    const tables = await query<{ name: string }>(`select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('public', 'pgboss')`);
    for (const { name } of tables) stored.push(JSON.stringify(await query(`select t::text from ${name} t`)));
    expect(stored.join('\n')).toContain('make it night');
    expect(stored.join('\n')).not.toMatch(/zebra|xylophone/);
    expect(logLines.join('\n')).not.toMatch(/zebra|xylophone/);
  });

  test('costs no question to the database: it is answered while every table is locked', async () => {
    const { slack, query, databaseUrl } = imagine;
    const thread = await drawn();
    const tables = await query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public'`);
    const lock = new pg.Client({ connectionString: databaseUrl });
    await lock.connect();
    await lock.query(`begin; lock table ${tables.map(({ name }) => pg.escapeIdentifier(name)).join(', ')}`);
    for (const text of TALK) {
      const { deliveries } = await slack.say({ user: 'bruno', channel: 'general', threadTs: thread, text });
      expect(deliveries.map(({ attempts }) => attempts.map(({ status }) => status))).toEqual([[200]]);
    }
    const waiting = async () =>
      (await query(`select pid from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`))
        .length;
    expect(await waiting()).toBe(0);
    // The lock holds: what may be meant for us waits for it.
    const meant = slack.say({ user: 'bruno', channel: 'general', threadTs: thread, text: 'edit this: make it night' });
    await until(async () => (await waiting()) === 1);
    await lock.end();
    await meant;
    await imagine.settled();
    expect(edits()).toHaveLength(1);
  });
});

describe.each(BOTH_WAYS)('people of other workspaces, %s', (_, namesTeams) => {
  beforeEach(() => imagine.slack.set({ namesTeams }));

  test.each(['budget', 'settings', 'history', 'budget set 5'])(
    'are not told what the workspace has, by “%s”; what the app does, they are',
    async (words) => {
      const { slack } = imagine;
      await slack.say({ user: 'eve', channel: 'partners', text: `<@BOT> ${words}` });
      await slack.settled();
      await slack.say({ user: 'eve', channel: 'partners', text: '<@BOT> help' });
      await slack.settled();
      const [refused, help, ...more] = slack.ephemerals('eve', 'partners').map(({ text }) => text);
      expect(refused).toBe(
        'Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.',
      );
      expect(help).toMatch(/^\*Imagine makes and edits pictures here\.\*/);
      expect(more).toEqual([]);
    },
  );

  test('an outsider’s edit is refused with words, a guest’s is made', async () => {
    const { slack, pixapi } = imagine;
    const thread = await drawn('a red fox', 'partners');
    const say = (user: string, text: string) => slack.say({ user, channel: 'partners', threadTs: thread, text });
    await say('eve', 'edit this: make it night');
    await say('eve', '<@BOT> make it night');
    await slack.say({ user: 'eve', channel: 'partners', text: '<@BOT> a blue fox' });
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(1);
    const words = slack.ephemerals('eve', 'partners').map(({ text }) => text);
    expect(words).toEqual(
      Array(3).fill('Only members of this workspace can spend its credits. Nothing was charged. Ask one of them.'),
    );
    expect(slack.messages('partners').filter(({ bot_id }) => bot_id)).toHaveLength(1);

    slack.addMember('partners', 'gus');
    await say('gus', 'edit this: make it night');
    await imagine.settled();
    expect(pixapi.submits()).toHaveLength(2);
    expect(slack.transcript('partners')).toContain('v2 from v1 · gpt-image-1.5 · 1024×1024 PNG · by @gus');
  });
});
