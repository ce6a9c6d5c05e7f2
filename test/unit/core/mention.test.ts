import { describe, expect, it, test } from 'vitest';
import { readCourtesy } from '../../../src/core/asking/courtesy.ts';
import { readThreadRequest } from '../../../src/core/asking/thread-request.ts';
import { growth } from '../../support/growth.ts';

const read = (text: string, isDirect = false) =>
  readThreadRequest(text.replaceAll('@Imagine', '<@UBOT>'), 'UBOT', isDirect);

describe('a courtesy is no picture', () => {
  test.each([
    [
      'greeting',
      [
        'hi',
        'Hello!',
        'hey there',
        'hiii',
        'good morning',
        '👋',
        'hi 👋🏽',
        'oi',
        'Olá!',
        'bom dia',
        'oi, tudo bem?',
        'hola',
        '¡Hola!',
        'buenos días',
        'hey Imagine',
        'who are you?',
        'what can you do?',
        'How does this work?',
        'o que você faz?',
        'como funciona?',
        '¿Qué puedes hacer?',
      ],
    ],
    [
      'thanks',
      [
        'thanks!',
        'Thank you so much',
        'thx',
        'ok thanks',
        'thaaanks 🙏',
        'great, thank you!',
        'thanks a lot for everything',
        'obrigada!',
        'muito obrigado',
        'valeu 👍',
        'gracias',
        '¡Muchas gracias!',
        'perfecto, gracias',
        '`thanks`',
        '\u2060thanks\u200b',
        'thanks for the picture',
        'Thank you for your help!',
        'thanks, that’s perfect',
        'thank you, it looks amazing',
        'obrigado pela imagem',
        'muito obrigada pela ajuda!',
        'gracias por la imagen',
      ],
    ],
    [
      'stop',
      [
        'stop',
        'Stop!',
        'stop, please',
        'no, stop it',
        'cancel',
        'cancel that',
        'cancel the picture',
        'wait',
        'hold on',
        'never mind',
        'pare',
        'cancela isso, por favor',
        'pode parar',
        'esquece',
        'para',
        'espera',
        'cancélalo',
        'olvídalo',
      ],
    ],
    [
      'nod',
      [
        'ok',
        'OK.',
        'okay!',
        'k',
        'cool',
        'nice!',
        'perfect',
        'love it ❤️',
        '👍',
        '👍🏽👍🏽',
        '🎉',
        '😂😂',
        '❤️',
        '+1',
        'yes',
        'no',
        'lol',
        'haha',
        'got it',
        'sounds good',
        'beleza',
        'tá bom',
        'ótimo!',
        'kkkk',
        'ficou lindo',
        'vale',
        'sí',
        'genial',
        'me encanta',
        'jaja',
        '*ok*',
        'this is great',
        'It’s beautiful!',
        'very nice',
        'that is so cool',
        'please',
        'yes please',
        'ficou incrível',
        'ficou muito bom!',
        'que legal',
        'boa!',
        'quedó muy bien',
        '¡Qué bonito!',
      ],
    ],
  ] as const)('%s', (kind, texts) => {
    for (const text of texts) {
      expect.soft(readCourtesy(text), text).toBe(kind);
      expect.soft(read(text, true), text).toEqual({ kind: 'courtesy', mention: true, courtesy: kind });
      expect.soft(read(`@Imagine ${text}`), text).toMatchObject({ kind: 'courtesy', courtesy: kind });
    }
  });

  test.each([
    ...[
      'stop sign',
      'cancel culture as a cartoon',
      'wait for the bus',
      'a red fox',
      'good morning sunshine card',
      'ok make it night',
      'no clouds',
      'perfect circle',
      'fine art',
      'thanks giving turkey',
      'hello kitty',
      'nice, but darker',
      'thank you card',
      'thank you for coming',
      'thanks for the fox, now a cat',
      'thanks for the four fish dinner',
      'stop sign',
      'this is fine dog',
      'that cat',
      'it is',
      'very',
    ],
    ...[
      '🦊',
      '🌙',
      '🤖',
      '🦊👍',
      'hi 🦊',
      'cool cat',
      'love',
      'bom dia com flores',
      'gracias en letras doradas',
      'show de rock',
      'y',
      'imagine',
      '1 2 3',
      '',
      '...',
      '?',
    ],
  ])('%j is none', (text) => expect(readCourtesy(text)).toBeNull());

  test('and in a thread, said to nobody, it is left alone', () => {
    for (const text of ['thanks!', 'hi', '👍']) expect(read(text)).toBeNull();
  });
});

const order = (instruction: string) => ({ kind: 'edit', mention: true, instruction });

describe('a mention anywhere that is plainly meant for the app', () => {
  test.each([
    ['hey @Imagine draw a fox', 'draw a fox'],
    ['Hi @Imagine, a red fox --n 2', 'a red fox --n 2'],
    ['ok @Imagine: make it night', 'make it night'],
    ['please @Imagine draw a fox', 'draw a fox'],
    ['can you @Imagine draw a fox', 'draw a fox'],
    ['thanks @Imagine, now make it night', 'make it night'],
    ['perfect @Imagine, now make it night', 'make it night'],
    ['make it night @Imagine', 'make it night'],
    ['make it night, @Imagine', 'make it night'],
    ['Draw a red fox --size wide @Imagine please!', 'Draw a red fox --size wide'],
    ['draw a fox @Imagine --n 2', 'draw a fox --n 2'],
    ['can you draw a fox @Imagine?', 'draw a fox'],
    ['hey, could you please draw a fox @Imagine', 'draw a fox'],
    ['draw <@U2> as a knight @Imagine 🙏', 'draw <@U2> as a knight'],
    ['oi @Imagine desenhe uma raposa', 'desenhe uma raposa'],
    ['desenhe uma raposa, por favor, @Imagine', 'desenhe uma raposa, por favor'],
    ['faça ficar de noite @Imagine', 'faça ficar de noite'],
    ['hola @Imagine, dibuja un zorro', 'dibuja un zorro'],
    ['¿puedes dibujar esto? dibuja un zorro @Imagine', null],
    ['dibuja un zorro @Imagine por favor', 'dibuja un zorro'],
    ['añade nieve @Imagine', 'añade nieve'],
  ])('%s', (text, instruction) =>
    instruction === null ? expect(read(text)).toBeNull() : expect(read(text)).toMatchObject(order(instruction)),
  );

  test('our own words may stand before it too', () => {
    expect(read('undo @Imagine')).toEqual({ kind: 'undo', mention: true });
    expect(read('please undo @Imagine')).toEqual({ kind: 'undo', mention: true });
    expect(read('compare v1 v2 @Imagine')).toMatchObject({ kind: 'compare', mention: true });
    expect(read('help @Imagine')).toMatchObject(order('help'));
    expect(read('please, help @Imagine')).toMatchObject(order('help'));
    expect(read('edit #2: add snow @Imagine')).toMatchObject({ ...order('add snow'), picture: 2 });
    expect(read('thanks @Imagine!')).toMatchObject({ kind: 'courtesy', courtesy: 'thanks' });
    expect(read('hey @Imagine')).toMatchObject({ kind: 'courtesy', courtesy: 'greeting' });
    expect(read('thanks @Imagine for the fox')).toMatchObject({ kind: 'courtesy', courtesy: 'thanks' });
  });
});

describe('talk about the app is no order', () => {
  test.each([
    'I love @Imagine',
    'have you tried @Imagine?',
    'look what @Imagine made',
    'who made this, @Imagine?',
    'we made it with @Imagine',
    'made by @Imagine',
    'ask @Imagine to draw a fox',
    'Bob, ask @Imagine',
    'make sure to invite @Imagine',
    'make @Imagine an admin',
    'add @Imagine',
    'please add @Imagine to the channel',
    'remove @Imagine',
    'I like @Imagine --really',
    'give credit to @Imagine',
    'create a poster with @Imagine',
    'hey @Imagine is great',
    '@Imagine is down again?',
    '@Imagine isn’t working',
    '@Imagine’s pictures are great',
    '@Imagine made this one',
    '@Imagine está fora do ar',
    '@Imagine es genial',
    'did @Imagine draw a fox?',
    '<@U2> and @Imagine draw a fox',
    '<@U2> make it night @Imagine',
    'it was @Imagine and @Imagine again',
    'I think we should draw a fox @Imagine',
    'show @Imagine to your boss',
    'stop @Imagine from posting here',
    'cancel @Imagine next month',
    'love @Imagine so much',
    'adoro o @Imagine',
    'faça com o @Imagine',
    'prueba con @Imagine',
    '&lt;@UBOT&gt; make it night',
  ])('%s', (text) => expect(read(text)).toBeNull());

  test('at the beginning anything else is said to it, as ever', () => {
    expect(read('@Imagine a red fox')).toMatchObject(order('a red fox'));
    expect(read('@Imagine esta imagen de noche')).toMatchObject(order('esta imagen de noche'));
    expect(read('@Imagine will you draw a fox')).toMatchObject(order('will you draw a fox'));
    expect(read('@Imagine is it night', true)).toMatchObject({ kind: 'edit' });
  });
});

it('takes as long as the text is', () => {
  const times = growth((length) => {
    for (const piece of ['a ', 'please ', 'hi ', 'thanks, ', '<@UBOT> ', '👍', 'make ', ', ', 'aaa', '?', '\u3000'])
      for (const text of [
        `${piece.repeat(length)}@Imagine`,
        `make a ${piece.repeat(length)}x @Imagine`,
        `@Imagine ${piece.repeat(length)}`,
        `hey @Imagine ${piece.repeat(length)}`,
      ])
        read(text);
  });
  expect(times).toBeLessThan(10);
});
