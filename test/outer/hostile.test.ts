import { expect, test } from 'vitest';
import { copyFor } from '../../src/copy/copy.ts';
import { withTyped } from '../preview/data.ts';
import { SAMPLES } from '../preview/samples.ts';

const NAMES = [
  ...['!channel', '!here', '!everyone', '!channel|all', '!subteam^S012345', '!subteam^S012345|@team'],
  ...['!date^1790000000^{date}|soon', '!date^1790000000^{date}^https://evil.example|soon', '@U0ACMEBRUNO1'],
  ...['@U0ACMEBRUNO1|bruno', '@W0ACMEBRUNO1', '#C0ACMESECRET', '#C0ACMESECRET|secret', 'https://evil.example'],
  ...['https://evil.example|your bank', 'http://evil.example|https://bank.example', 'mailto:x@evil.example|write'],
  ...['javascript:alert(1)|press', 'slack://open', 'tel:+1'],
];
const FORMS: ((name: string) => string)[] = [
  (name) => `<${name}>`,
  (name) => `fox <${name}> fox`,
  (name) => `<<${name}>>`,
  (name) => `<\n${name}\n>`,
  (name) => `&lt;${name}&gt;`,
  (name) => `&amp;lt;${name}&amp;gt;`,
  (name) => `&#60;${name}&#62; &#x3c;${name}&#x3e;`,
  (name) => `\`<${name}>\` \`\`\`<${name}>`,
  (name) => `*_~<${name}>~_*`,
  (name) => `\u202e<${name}>\u202c\u2066<\u200b${name}>`,
  (name) => `${'x'.repeat(2_990)}<${name}>`,
];
const HOSTILE = NAMES.flatMap((name) => FORMS.map((form) => form(name)));

interface Part {
  readonly type?: unknown;
  readonly text?: unknown;
}

/** Whatever Slack would make a mention, a link, a date or an emoji of, in blocks and in the text beside them. */
function alive(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(alive);
  if (typeof part !== 'object' || part === null) return [];
  const { type, text } = part as Part;
  const own = ['user', 'usergroup', 'channel', 'broadcast', 'link', 'date', 'emoji', 'team'].includes(String(type))
    ? [JSON.stringify(part)]
    : [];
  // `text` of a message is mrkdwn, that of plain_text and of a rich text's words is not
  const isMrkdwn = type === 'mrkdwn' || 'blocks' in part;
  const marked = typeof text === 'string' && isMrkdwn ? tokensOf(text) : [];
  return [...own, ...marked, ...Object.values(part).flatMap(alive)];
}

/** `<…>` in mrkdwn, and what Slack links and mentions without it, outside of code. */
function tokensOf(mrkdwn: string): string[] {
  const outside = mrkdwn.replace(/`[^`]*`/g, '`');
  return [...mrkdwn.matchAll(/<[^>]*>?|>/g), ...outside.matchAll(/@(?:channel|here|everyone)\b/g)].map(([it]) => it);
}

test(`${HOSTILE.length} hostile texts through every builder make no mention and no link`, () => {
  expect(HOSTILE.length).toBeGreaterThanOrEqual(200);
  const copy = copyFor('en');
  const withWords = SAMPLES.filter(({ build }) => {
    const [one, other] = ['a red fox', 'a blue cat'].map((text) => withTyped(text, () => build(copy, 'worst')));
    return JSON.stringify(one) !== JSON.stringify(other);
  });
  expect(withWords.length).toBeGreaterThan(20);
  const tried = new Set<string>();
  for (const { name, build } of withWords) {
    const builder = name.split(':')[0] ?? '';
    // all through each builder, in one of its states; some through every state
    const texts = tried.has(builder) ? HOSTILE.filter((_, i) => i % 23 === 0) : HOSTILE;
    tried.add(builder);
    const ours = new Set(withTyped('a red fox', () => alive(build(copy, 'worst'))));
    const made = texts.flatMap((typed) =>
      withTyped(typed, () => alive(build(copy, 'worst')))
        .filter((one) => !ours.has(one))
        .map((one) => `${one} of ${typed}`),
    );
    expect.soft(made.slice(0, 5), name).toEqual([]);
  }
});

test.each<[string, object]>([
  ['a mention', { type: 'mrkdwn', text: 'look <!channel>' }],
  ['a link', { text: '<https://evil.example|bank>', blocks: [] }],
  ['a person', { type: 'rich_text_section', elements: [{ type: 'user', user_id: 'U1' }] }],
  ['a bare mention', { type: 'mrkdwn', text: 'look @channel' }],
])('%s would be found', (_, built) => {
  expect(alive(built)).toHaveLength(1);
});
