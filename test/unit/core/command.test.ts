import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readCommand } from '../../../src/core/asking/command.ts';
import { growth } from '../../support/growth.ts';
import { unicodeText } from '../../support/unicode-text.ts';

const team = { kind: 'team' };

describe('the whole text must be the command', () => {
  test.each<[string, object]>([
    ['', { kind: 'compose' }],
    ['  ', { kind: 'compose' }],
    ['?', { kind: 'help' }],
    [' HELP ', { kind: 'help' }],
    ['ajuda', { kind: 'help' }],
    ['ayuda', { kind: 'help' }],
    ['budget', { kind: 'budget_show' }],
    ['Orçamento', { kind: 'budget_show' }],
    ['orc\u0327amento', { kind: 'budget_show' }],
    ['orcamento', { kind: 'budget_show' }],
    ['presupuesto', { kind: 'budget_show' }],
    ['history', { kind: 'history' }],
    ['histórico', { kind: 'history' }],
    ['historial', { kind: 'history' }],
    ['settings', { kind: 'settings' }],
    ['Configurações', { kind: 'settings' }],
    ['ajustes', { kind: 'settings' }],
    ['guests look', { kind: 'setting', change: { guestsMaySpend: false } }],
    ['Guests  SPEND', { kind: 'setting', change: { guestsMaySpend: true } }],
    ['confirm above 20', { kind: 'setting', change: { confirmAbove: 20 } }],
    ['confirm above 1,000', { kind: 'setting', change: { confirmAbove: 1000 } }],
    ['confirm above 0', { kind: 'setting', change: { confirmAbove: 0 } }],
    ['confirm always', { kind: 'setting', change: { confirmAbove: 0 } }],
    ['confirm never', { kind: 'setting', change: { confirmAbove: null } }],
    ['language en', { kind: 'language', language: 'en' }],
    ['language  English', { kind: 'language', language: 'en' }],
    ['language pt', { kind: 'language', language: 'pt-BR' }],
    ['language pt-BR', { kind: 'language', language: 'pt-BR' }],
    ['language português', { kind: 'language', language: 'pt-BR' }],
    ['language es', { kind: 'language', language: 'es' }],
    ['language español', { kind: 'language', language: 'es' }],
    ['budget set 1000', { kind: 'budget_set', credits: 1000, scope: team }],
    ['Budget Set 1,000', { kind: 'budget_set', credits: 1000, scope: team }],
    ['budget set 1.000', { kind: 'budget_set', credits: 1000, scope: team }],
    ['budget set 1 000', { kind: 'budget_set', credits: 1000, scope: team }],
    ['budget set 10\u202f000\u00a0000', { kind: 'budget_set', credits: 10_000_000, scope: team }],
    ['budget set 0', { kind: 'budget_set', credits: 0, scope: team }],
    ['budget set unlimited', { kind: 'budget_set', credits: null, scope: team }],
    ['budget set 50 for <#C123|design>', { kind: 'budget_set', credits: 50, scope: { kind: 'channel', id: 'C123' } }],
    ['budget set 50 for <#C123|>', { kind: 'budget_set', credits: 50, scope: { kind: 'channel', id: 'C123' } }],
    ['budget set 50 for <@U123>', { kind: 'budget_set', credits: 50, scope: { kind: 'person', id: 'U123' } }],
    [
      'budget set unlimited for <@U123|ana>',
      { kind: 'budget_set', credits: null, scope: { kind: 'person', id: 'U123' } },
    ],
    ['budget set', { kind: 'budget_set_problem', value: '' }],
    ['budget set lots', { kind: 'budget_set_problem', value: 'lots' }],
    ['budget set -5', { kind: 'budget_set_problem', value: '-5' }],
    ['budget set 1.5', { kind: 'budget_set_problem', value: '1.5' }],
    ['budget set 1,000.000', { kind: 'budget_set_problem', value: '1,000.000' }],
    ['budget set 10000001', { kind: 'budget_set_problem', value: '10000001' }],
    ['budget set 20 000 000', { kind: 'budget_set_problem', value: '20 000 000' }],
    ['budget set lots for <#C123|design>', { kind: 'budget_set_problem', value: 'lots' }],
    ['budget set 500 for #desing', { kind: 'budget_set_problem', value: '#desing' }],
    ['budget set for <#C123|design>', { kind: 'budget_set_problem', value: '' }],
  ])('%s', (text, command) => expect(readCommand(text)).toEqual(command));
});

describe('anything longer draws a picture', () => {
  test.each([
    'a red fox',
    'budget airline poster',
    'budget set design for a film',
    'budget set 1000 for a film',
    'help me draw a fox',
    'history of art',
    'language of flowers',
    'language klingon',
    'budgets',
    'settings of a fairy tale',
    'guests',
    'guests look at a painting',
    'confirm',
    'constructor',
  ])('%s', (text) => expect(readCommand(text)).toEqual({ kind: 'image', text }));

  it('with its text untouched', () => {
    const text = ' a  red\nfox &amp; <@U1|ana> --n 2 ';
    expect(readCommand(text)).toEqual({ kind: 'image', text });
  });

  it('whatever it is made of', () => {
    const word = fc.constantFrom(
      'budget',
      'set',
      'for',
      '1000',
      '<#C1|x>',
      'language',
      'pt',
      'help',
      'guests look',
      ' ',
      '\n',
      '🦊',
      'x',
    );
    const text = fc.oneof(
      unicodeText(),
      fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
    );
    fc.assert(
      fc.property(text, (text) => {
        const command = readCommand(text);
        if (command.kind === 'image') expect(command.text).toBe(text);
        else expect(text.trim().split(/\s+/u).length).toBeLessThanOrEqual(8);
      }),
      { numRuns: 2000 },
    );
  });
});

it('stays quick with long and hostile texts', () => {
  const times = growth((length) => {
    for (const piece of [' ', '<', '<@', ' for <', '1,', '&', 'budget set '])
      for (const text of [piece.repeat(length), `budget set${piece.repeat(length)}x`]) {
        readCommand(text);
      }
  });
  expect(times).toBeLessThan(10);
});
