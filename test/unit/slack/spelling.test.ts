import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parsePrompt } from '../../../src/core/asking/prompt.ts';
import { readSpelling, shownText, unnamedIn } from '../../../src/slack/spelling/spelling.ts';
import { growth } from '../../support/growth.ts';
import { VOCABULARY } from '../../support/models.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const PEOPLE = new Map([['U1', 'Ana Reis']]);
const NAMELESS = { person: 'someone', channel: 'a channel', group: 'a group' };
const seen = (wire: string) => shownText(readSpelling(wire), PEOPLE, NAMELESS);

describe('what Slack sends is read as the person saw it', () => {
  test.each([
    // entities, once
    ['Tom &amp; Jerry &lt;3 &gt;', 'Tom & Jerry <3 >'],
    ['&amp;lt;', '&lt;'],
    ['&lt;@U1&gt; &lt;!channel&gt;', '<@U1> <!channel>'],
    // links: what was typed, or the words they were put behind
    ['like <http://fox.io|fox.io> does', 'like fox.io does'],
    ['<https://x.io/a?b=1&amp;c=2|x.io>', 'x.io'],
    ['<https://x.io|this &amp; that>', 'this & that'],
    ['<https://x.io/a?b=1&amp;c=2>', 'https://x.io/a?b=1&c=2'],
    ['<mailto:a@x.io|a@x.io> <mailto:a@x.io>', 'a@x.io a@x.io'],
    ['<tel:+123|123> <tel:+123>', '123 +123'],
    // emoji
    ['a :fox_face: at night', 'a 🦊 at night'],
    [':fox_face::cat:', '🦊🐱'],
    ['fox:fox_face:fox', 'fox🦊fox'],
    [':+1: :-1: :thumbsup:', '👍 👎 👍'],
    [':+1::skin-tone-4:', '👍🏽'],
    [':wave::skin-tone-3:', '👋🏼'],
    [':female-detective::skin-tone-6:', '🕵🏿‍♀️'],
    [':people_holding_hands::skin-tone-2-5:', '🧑🏻‍🤝‍🧑🏾'],
    [':fox_face::skin-tone-3:', '🦊'],
    [':heart: :sunny: :flag-br: :us: :simple_smile:', '❤️ ☀️ 🇧🇷 🇺🇸 🙂'],
    [':flag-england:', '🏴󠁧󠁢󠁥󠁮󠁧󠁿'],
    [':100: points', '💯 points'],
    // the workspace's own, by name
    ['a :party_parrot: dances', 'a party_parrot dances'],
    [':party_parrot::fox_face:', 'party_parrot🦊'],
    ['(:party-parrot:)', '(party-parrot)'],
    // no emoji
    ['at 10:30:45', 'at 10:30:45'],
    ['12:100:45 and a:b:c', '12:100:45 and a:b:c'],
    ['ratio: 2:1, note: this', 'ratio: 2:1, note: this'],
    [':: :) ::x:: :30:', ':: :) ::x:: :30:'],
    ['`:fox_face:` and ```:cat:```', '`:fox_face:` and ```:cat:```'],
    ['std::vector::size', 'std::vector::size'],
    // people, channels, groups
    ['like <@U1|ana> in <#C1|design>', 'like @ana in #design'],
    ['<@U1> and <@W2>', '@Ana Reis and someone'],
    ['<#C1|> <#C1>', 'a channel a channel'],
    // nobody's name orders anything
    ['<@U1|bob --n 4 –private —size wide> --n 2', '@bob n 4 private size wide --n 2'],
    ['<@U1|ana-maria>, <@U1|J.-P. (-draft)>', '@ana-maria, @J.-P. (-draft)'],
    ['<!subteam^S1|@team> <!subteam^S1|team> <!subteam^S1>', '@team @team a group'],
    ['<!here> <!channel> <!everyone> <!here|here> <!here|@here>', '@here @channel @everyone @here @here'],
    ['on <!date^1392734382^{date_num}|2014-02-18>', 'on 2014-02-18'],
    ['on <!date^1392734382^{date}^https://x.io|Feb 18>', 'on Feb 18'],
    // nothing of Slack's
    ['<3 and <> and <what is this>', '<3 and <> and <what is this>'],
    ['a *bold* fox', 'a *bold* fox'],
  ])('%s', (wire, words) => expect(seen(wire)).toBe(words));
});

test('never an id', () => {
  for (const wire of ['<@U0ABC> <#C0ABC> <!subteam^S0ABC>', '<@U0ABC|> <#C0ABC|>'])
    expect(seen(wire)).not.toMatch(/[UCS]0ABC/);
});

test('people whose names did not come are asked for, each once', () => {
  expect(unnamedIn('<@U1> <@U2|ana> <@U3|> <@U1> &lt;@U4&gt;')).toEqual(['U1', 'U3']);
});

test('people and channels stay tokens for the grammars, and what is typed never becomes one', () => {
  expect(readSpelling('budget set 50 for <#C1|design> &lt;@U1&gt;')).toBe('budget set 50 for <#C1|design> &lt;@U1&gt;');
});

const plain = fc.string({
  unit: fc.constantFrom('a', 'é', 'ش', '狐', ' ', '\n', '-', '*', '.', '🦊', '👩‍🚀', '2', ': ', '('),
});
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

it('undoes the escaping of any text without emoji names', () => {
  fc.assert(
    fc.property(unicodeText(), (text) => {
      fc.pre(!text.includes(':'));
      expect(seen(escaped(text))).toBe(text);
    }),
  );
});

it('never loses a letter of a plain prompt', () => {
  fc.assert(
    fc.property(plain, (text) => {
      expect(seen(escaped(text))).toBe(text);
      const parsed = parsePrompt(seen(escaped(text)), VOCABULARY);
      const letters = text.match(/[\p{L}\p{N}\p{Extended_Pictographic}\u200d]/gu)?.join('') ?? '';
      if (parsed.ok)
        expect(parsed.asked.prompt.match(/[\p{L}\p{N}\p{Extended_Pictographic}\u200d]/gu)?.join('') ?? '').toBe(
          letters,
        );
    }),
    { numRuns: 1000 },
  );
});

const PIECES = [
  ':',
  '::',
  'fox_face',
  ':cat:',
  ':foo:',
  ':skin-tone-3:',
  '<',
  '>',
  '|',
  '<@U1>',
  'http://',
  'x.io',
  '&amp;',
  '`',
  ' ',
  '-',
  '_',
  'a',
];

it('the same once more changes nothing, and any text is survived', () => {
  const anyText = fc.oneof(
    unicodeText(),
    fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(anyText, (text) => {
      const once = readSpelling(text);
      expect(readSpelling(once)).toBe(once);
      expect(typeof seen(text)).toBe('string');
    }),
    { numRuns: 1500 },
  );
});

it('takes as long as the text is', () => {
  const times = growth((length) => {
    for (const piece of [
      ':',
      ':a',
      '::',
      ':a:',
      ' :a:',
      ':foo::',
      '<',
      '<@',
      '<!',
      '|',
      '&',
      '`',
      '```',
      'a',
      ':fox_face:',
    ])
      for (const text of [piece.repeat(length), `:${piece.repeat(length)}`]) seen(text);
  });
  expect(times).toBeLessThan(10);
});
