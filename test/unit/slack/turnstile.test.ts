import { expect, test } from 'vitest';
import { createTurnstile, type Passage } from '../../../src/slack/receive/turnstile.ts';

const ana = { teamId: 'T0ACME', userId: 'U0ANA' };
const bruno = { teamId: 'T0ACME', userId: 'U0BRUNO' };
const eve = { teamId: 'T0BETA', userId: 'U0EVE' };

function open(perPerson: number | null, perTeam: number | null) {
  const clock = { now: 0 };
  const turnstile = createTurnstile({ perPerson, perTeam }, () => clock.now);
  /** How many of `n` at once go through. */
  const through = (n: number, actor = ana) =>
    Array.from({ length: n }, () => turnstile.pass(actor)).filter((passage) => passage === 'go').length;
  return { clock, turnstile, through };
}

const who = (passage: Passage) => (passage === 'go' ? passage : passage.tooMany);

test('a minute’s worth goes at once, and then one after the other', () => {
  const { clock, through } = open(60, null);
  expect(through(100)).toBe(60);
  clock.now += 1_000;
  expect(through(5)).toBe(1);
  clock.now += 10_000;
  expect(through(50)).toBe(10);
  clock.now += 3_600_000;
  expect(through(100)).toBe(60);
});

test('one a minute is one a minute', () => {
  const { clock, through } = open(1, null);
  expect(through(3)).toBe(1);
  clock.now += 59_999;
  expect(through(1)).toBe(0);
  clock.now += 1;
  expect(through(1)).toBe(1);
});

test('somebody’s flood leaves room for the others of the workspace, and that one’s for other workspaces', () => {
  const { turnstile, through } = open(20, 30);
  expect(through(1_000)).toBe(20);
  expect(through(1_000, bruno)).toBe(10);
  expect(who(turnstile.pass(bruno))).toBe('team');
  expect(who(turnstile.pass(ana))).toBe('person');
  expect(through(1_000, eve)).toBe(20);
});

test('without limits everything goes', () => {
  expect(open(null, null).through(10_000)).toBe(10_000);
});

test('who is not let through hears of it once a minute', () => {
  const { clock, turnstile } = open(1, null);
  const isNews = () => {
    const passage = turnstile.pass(ana);
    return passage === 'go' ? passage : passage.isNews;
  };
  expect([isNews(), isNews(), isNews()]).toEqual(['go', true, false]);
  clock.now += 60_000;
  expect([isNews(), isNews(), isNews()]).toEqual(['go', true, false]);
});

test('what Slack tells again is answered as before, and counts once', () => {
  const { turnstile } = open(2, null);
  expect([1, 2, 3].map(() => turnstile.pass(ana, 'C1:1.1'))).toEqual(['go', 'go', 'go']);
  expect(turnstile.pass(ana, 'C1:1.2')).toBe('go');
  expect(turnstile.pass(ana, 'C1:1.3')).toEqual({ tooMany: 'person', isNews: true });
  expect(turnstile.pass(ana, 'C1:1.3')).toEqual({ tooMany: 'person', isNews: false });
  expect(turnstile.pass(ana, 'C1:1.1')).toBe('go');
  expect(turnstile.pass(eve, 'C1:1.3')).toBe('go');
});
