import { describe, expect, test } from 'vitest';
import type { Ephemeral, Message } from '../local/slack/slack.ts';
import { journey } from '../support/journey.ts';

const imagine = journey();

async function ask(text: string): Promise<void> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text });
  await imagine.settled();
}

/** What Slack sends for a text that somebody types. */
const onTheWire = (typed: string) => typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const TYPED = [
  '<!channel> <!here> <!everyone|all> pomegranate',
  '<@U0ACMEBRUNO1> and <#C0ACMEGENERAL|general> and <!subteam^S1|@team>',
  '<https://evil.example/x|your bank> <javascript:alert(1)>',
  'fish & chips &amp; &lt;peas&gt; &#60;!channel&#62;',
  '`code` ```block``` ` alone',
  '*bold* _italic_ ~gone~ > quote *',
  'well-known -- mid--word --- and -- --',
  'two\nlines\n\n> quoted\n• listed',
  'red \u001b[31mfox\u001b[0m \u0007\u0008 \r\nX-Header: 1',
  '\u202egnp.exe\u202c and \u2066isolated\u2069',
  'ثعلب أحمر يقرأ <!channel> جريدة',
  '\ue000 private \ue001 use \ue000',
  '#{fox} {{fox}} %s $& $1 $$ \\n',
  'fox --<!channel> x',
  '"quotes" \'; drop table generations; --',
  '{"blocks":[{"type":"section"}]}',
];

describe('what is typed rings nobody, reaches Pixapi to the letter and is shown to the letter', () => {
  test.each(TYPED)('%j', async (typed) => {
    await ask(onTheWire(typed));
    expectOrdered(typed);
    const [message] = imagine.slack.messages('general');
    expectHarmless();
    // Bold text of a rich text block: no markup, no mention, no link is looked for in it; in the placeholder as in the end.
    for (const version of [message?.history[0], message]) expect(shownIn(version)).toBe(typed);
    const altText = message?.blocks.find(({ type }) => type === 'image')?.alt_text;
    expect(altText).toBe(`AI-made image: ${typed.replace(/\s+/g, ' ')} (v1)`);
    expect(message?.text).toBe(`Your picture is ready: ${onTheWire(typed.replace(/\s+/g, ' '))}`);
  });

  test('four thousand emoji', async () => {
    const typed = '👩🏽‍🎨🦊'.repeat(800);
    expect([...typed]).toHaveLength(4_000);
    await ask(typed);
    expectOrdered(typed);
    expectHarmless();
    const shown = shownIn(imagine.slack.messages('general')[0]) ?? '';
    expect(shown.isWellFormed()).toBe(true);
    expect(typed.startsWith(shown.slice(0, -1))).toBe(true);
  });

  test('four thousand characters that all have to be escaped', async () => {
    const typed = '<&>'.repeat(1_333);
    await ask(onTheWire(typed));
    expectOrdered(typed);
    expectHarmless();
  });
});

/** What Slack itself makes a mention or link of before it sends the command. */
const MENTIONS = [
  ['<!channel> pomegranate', '@channel pomegranate'],
  ['like <@U0ACMEBRUNO1|bruno> in <#C0ACMEGENERAL|general>', 'like @bruno in #general'],
  ['a poster for <https://imagine.example/a?b=1&amp;c=2|imagine.example>', 'a poster for imagine.example'],
  ['a poster for <https://imagine.example/a?b=1&amp;c=2>', 'a poster for https://imagine.example/a?b=1&c=2'],
  ['a party :tada:', 'a party 🎉'],
] as const;

test.each(MENTIONS)('%s is drawn as the words that stand there', async (wire, words) => {
  await ask(wire);
  expectOrdered(words);
  expect(shownIn(imagine.slack.messages('general')[0])).toBe(words);
  expectHarmless();
});

const EVIL = '<!channel> *fox* <@U0ACMEBRUNO1> `x` &amp;';

describe('nor does it do anything in an answer', () => {
  test.each([
    [422, 'to its author alone'],
    [401, 'in place'],
  ])('that explains a failure (%i) %s', async (status) => {
    imagine.pixapi.fault({ to: 'submit' }, { answer: { status } });
    await ask(onTheWire(EVIL));
    const said = [...imagine.slack.messages('general'), ...imagine.slack.ephemerals('ana')];
    expect(said.map(shownIn)).toEqual([EVIL]);
    expectHarmless();
  });

  test.each([
    ['fox --size <!channel>', '--size &lt;!channel&gt;'],
    ['fox --quality `*<@U0ACMEBRUNO1>*`', '--quality *&lt;@U0ACMEBRUNO1&gt;*'],
    ['fox --model <https://evil.example|gpt-image-2>', '--model &lt;https://evil.example|gpt-image-2&gt;'],
    ['fox --sizé<!here> 1', '--sizé&lt;!here&gt;'],
  ])('that names a wrong flag: %s', async (typed, quoted) => {
    await ask(onTheWire(typed));
    expect(imagine.slack.ephemerals('ana')[0]?.text).toContain(`\`${quoted}\``);
    expectHarmless();
  });

  test('that lists the history', async () => {
    await ask(onTheWire(EVIL));
    await ask('history');
    expect(JSON.stringify(imagine.slack.ephemerals('ana')[0]?.blocks)).toContain(
      JSON.stringify({ type: 'text', text: EVIL, style: { bold: true } }),
    );
    expectHarmless();
  });
});

function expectOrdered(prompt: string): void {
  expect(imagine.pixapi.submits().map(({ fields }) => fields?.prompt)).toEqual([prompt]);
}

/** The bold words of a message: what it shows of the prompt. */
function shownIn(version: Pick<Message, 'blocks'> | undefined): string | undefined {
  const texts = partsOf(version?.blocks).filter(({ type, style }) => type === 'text' && style?.bold);
  return texts.map(({ text }) => text).join('|');
}

/** Nobody is rung; the only mention anywhere is that of whoever asked; nothing is unfurled; no log line quotes it. */
function expectHarmless(): void {
  const { slack, logLines } = imagine;
  const asker = `<@${slack.teams.acme.people.ana.id}>`;
  const seen: (Message | Ephemeral)[] = [...slack.messages('general'), ...slack.ephemerals('ana')];
  expect(seen.length).toBeGreaterThan(0);
  for (const message of seen) {
    if ('rings' in message) expect(message.rings).toBe(false);
    for (const { text, blocks } of [message, ...message.history]) {
      expect(text).not.toMatch(/<|>/);
      for (const part of partsOf(blocks)) {
        expect(['link', 'broadcast', 'usergroup', 'channel', 'emoji']).not.toContain(part.type);
        if (part.type === 'user') expect(`<@${part.user_id}>`).toBe(asker);
        if (part.type === 'mrkdwn') expect(part.text?.replaceAll(asker, '')).not.toMatch(/<|>/);
      }
    }
  }
  for (const { method, args } of slack.journal)
    if (method === 'chat.postMessage') expect(args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
  for (const word of ['fox', 'channel>', 'pomegranate', 'peas', '\u001b'])
    expect(logLines.join('')).not.toContain(word);
}

interface Part {
  type?: string;
  text?: string;
  user_id?: string;
  style?: { bold?: boolean };
}

function partsOf(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsOf);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Part, ...Object.values(value).flatMap(partsOf)];
}
