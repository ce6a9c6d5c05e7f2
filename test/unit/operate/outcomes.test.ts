import { describe, expect, test } from 'vitest';
import { readAsked } from '../../../src/operate/outcomes/asked.ts';
import { sayAnswer, sayList } from '../../../src/operate/outcomes/words.ts';

const ID = '0196f0a0-0000-7000-8000-000000000001';
const KEY = { teamId: 'T1', id: ID };
const AT = new Date('2026-11-30T12:00:00Z');

test.each([
  [[], { what: 'list', isJson: false }],
  [['--json'], { what: 'list', isJson: true }],
  [['release', ID, '--reason', ' gone '], { what: 'release', id: ID, reason: 'gone', isJson: false }],
  [['--reason', 'seen', 'capture', '0196', '--json'], { what: 'capture', id: '0196', reason: 'seen', isJson: true }],
])('%j is understood', (args, asked) => {
  expect(readAsked(args)).toEqual(asked);
});

test.each([
  [['release', ID], /^Say why/],
  [['release', ID, '--reason', ' '], /^Say why/],
  [['release', ID, '--reason', 'x'.repeat(501)], /^Say why/],
  [['release', '--reason', 'gone'], /^npm run outcomes/],
  [['forget', ID, '--reason', 'gone'], /^npm run outcomes/],
  [['release', ID, ID, '--reason', 'gone'], /^npm run outcomes/],
  [['--reason', 'gone'], /^npm run outcomes/],
  [['--all'], /^npm run outcomes/],
])('%j is refused in one sentence', (args, said) => {
  expect(() => readAsked(args)).toThrow(said);
});

test('a list has a line for each, with what to quote to Pixapi', () => {
  const lost = { ...KEY, requestId: 'req_1', taskId: null, failure: 'outcome_unknown', requestedAt: AT, since: AT };
  const { lines } = sayList([
    { ...lost, ageSeconds: 3_900, heldCredits: 4, chargedCredits: null },
    { ...lost, ageSeconds: 93_600, heldCredits: 4, chargedCredits: 4 },
  ]);
  expect(lines).toEqual([
    `${ID} · T1 · 2026-11-30 12:00 UTC, 1 h 5 min ago · 4 held · outcome_unknown · request req_1 · task (none)`,
    `${ID} · T1 · 2026-11-30 12:00 UTC, 1 d 2 h ago · 4 charged · outcome_unknown · request req_1 · task (none)`,
  ]);
  expect(sayList([]).lines).toEqual(['No order is without an outcome.']);
});

describe('how it was decided', () => {
  const known = { key: KEY, outcome: 'known', at: AT } as const;
  test.each([
    ['release', { ...known, outcome: 'decided', decision: 'release', credits: 0 }, true, /: not charged\.$/],
    ['capture', { ...known, outcome: 'decided', decision: 'capture', credits: 1 }, true, /: charged, 1 credit\.$/],
    ['release', { ...known, decision: 'release', credits: 4 }, true, /made after all and charged 4\.$/],
    [
      'capture',
      { ...known, decision: 'release', credits: 0 },
      false,
      /decided before, 2026-11-30T12:00.*: not charged/,
    ],
    ['release', { key: KEY, outcome: 'not_unknown', state: 'made' }, false, /is made by now/],
    ['release', 'not_unknown', false, /is known/],
    ['release', 'not_found', false, /no request/],
    ['release', 'several', false, /More than one/],
  ] as const)('%s, %j', (what, answer, isWell, line) => {
    const said = sayAnswer({ what }, answer);
    expect(said.isWell).toBe(isWell);
    expect(said.lines).toEqual([expect.stringMatching(line)]);
  });
});
