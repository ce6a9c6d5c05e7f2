import { expect, test } from 'vitest';
import { blocksOf, spell, withEmoji } from '../slack/sender/spelling.ts';

test.each([
  ['a 🦊 from fox.io', 'a :fox_face: from <http://fox.io|fox.io>'],
  ['👋🏼 👍 ❤️ 🇧🇷', ':wave::skin-tone-3: :+1: :heart: :flag-br:'],
  ['https://x.io/a?b=1&amp;c and a@x.io', '<https://x.io/a?b=1&amp;c> and <mailto:a@x.io|a@x.io>'],
  ['<@U1> in <#C1|x> at <https://x.io>', '<@U1> in <#C1|x> at <https://x.io>'],
  ['`🦊 x.io` and 1.5, 10:30, a.b, gpt-image-1.5', '`🦊 x.io` and 1.5, 10:30, a.b, gpt-image-1.5'],
])('%s is kept as %s', (typed, kept) => expect(spell(typed)).toBe(kept));

test('its blocks say the same in parts', () => {
  expect(blocksOf('a :fox_face: &amp; <@U1> at <http://fox.io|fox.io> :parrot_x:')).toEqual([
    {
      type: 'rich_text',
      block_id: 'typed',
      elements: [
        {
          type: 'rich_text_section',
          elements: [
            { type: 'text', text: 'a ' },
            { type: 'emoji', name: 'fox_face', unicode: '1f98a' },
            { type: 'text', text: ' & ' },
            { type: 'user', user_id: 'U1' },
            { type: 'text', text: ' at ' },
            { type: 'link', url: 'http://fox.io', text: 'fox.io' },
            { type: 'text', text: ' ' },
            { type: 'text', text: ':parrot_x:' },
          ],
        },
      ],
    },
  ]);
});

test('people see emoji, and the names of those that there are none for', () => {
  expect(withEmoji('a :fox_face: :parrot_x:')).toBe('a 🦊 :parrot_x:');
});
