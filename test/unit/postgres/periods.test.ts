import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BudgetTarget, Period } from '../../../src/core/team/budget.ts';
import { setBudgetClock } from '../../support/budget-clock.ts';
import { newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterEach(() => setBudgetClock(opened.query, null));
afterAll(() => opened.close());

const itIs = (at: string) => setBudgetClock(opened.query, new Date(at));
const by = (teamId: string) => ({ teamId, userId: 'U9' });

async function teamIn(zone: string, at: string, credits: number | null = 10): Promise<string> {
  await itIs(at);
  const teamId = `T${randomUUID()}`;
  await opened.store.readBudget(teamId, credits);
  await opened.query('update teams set time_zone = $2 where team_id = $1', [teamId, zone]);
  return teamId;
}

const set = (teamId: string, scope: BudgetTarget, credits: number, period: Period) =>
  opened.store.setBudget({ ...by(teamId), scope, credits, period, timeZone: null }, null);

async function spend(teamId: string, credits: number): Promise<string> {
  const request = newGeneration({ teamId, credits });
  const { outcome } = await opened.store.acceptGeneration(request, null);
  return outcome;
}

const counted = (teamId: string, period: Period) =>
  opened.query(
    `select start, (held + captured)::int as used from budget_periods where team_id = $1 and scope = 'team' and period = $2 order by start`,
    [teamId, period],
  );

describe('a month begins at midnight of the team’s own zone', () => {
  test.each([
    ['America/Sao_Paulo', '2027-02-01T02:59:59Z', '2027-02-01T03:00:00Z'],
    ['Asia/Tokyo', '2027-01-31T14:59:59Z', '2027-01-31T15:00:00Z'],
    // the clocks of Lisbon changed in between
    ['Europe/Lisbon', '2027-03-31T22:59:59Z', '2027-03-31T23:00:00Z'],
    ['Europe/Lisbon', '2027-10-31T23:59:59Z', '2027-11-01T00:00:00Z'],
    ['Pacific/Kiritimati', '2027-12-31T09:59:59Z', '2027-12-31T10:00:00Z'],
  ])('%s: the last second before %s', async (zone, before, after) => {
    const teamId = await teamIn(zone, before);
    const held = newGeneration({ teamId, credits: 7 });
    await opened.store.acceptGeneration(held, null);
    expect(await spend(teamId, 4)).toBe('over');
    expect((await opened.store.readCalendar(teamId, null)).monthEnds).toEqual(new Date(after));
    await itIs(after);
    expect(await spend(teamId, 10)).toBe('accepted');
    expect(await spend(teamId, 1)).toBe('over');
    // what comes late is charged to the month of its hold
    await opened.store.markSubmitting(held, randomUUID());
    await opened.store.markMade(held, PICTURE, { amount: 5, estimated: false });
    expect((await counted(teamId, 'month')).map(({ used }) => used)).toEqual([5, 10]);
  });

  test('or from another day of the month on', async () => {
    const teamId = await teamIn('UTC', '2027-02-27T12:00:00Z');
    await opened.query('update teams set first_day = 28 where team_id = $1', [teamId]);
    expect(await spend(teamId, 10)).toBe('accepted');
    await itIs('2027-02-28T00:00:00Z');
    expect(await spend(teamId, 10)).toBe('accepted');
    expect((await opened.store.readCalendar(teamId, null)).monthEnds).toEqual(new Date('2027-03-28T00:00:00Z'));
    expect(await counted(teamId, 'month')).toEqual([
      { start: '2027-01-28', used: 10 },
      { start: '2027-02-28', used: 10 },
    ]);
  });
});

describe('a day is from midnight to midnight, however long it is', () => {
  test.each([
    ['Europe/Lisbon, when the clocks go forward', 'Europe/Lisbon', '2027-03-28T00:00:00Z', 23],
    ['Europe/Lisbon, when they go back', 'Europe/Lisbon', '2027-10-30T23:00:00Z', 25],
    ['America/New_York, forward', 'America/New_York', '2027-03-14T05:00:00Z', 23],
    ['America/New_York, back', 'America/New_York', '2027-11-07T04:00:00Z', 25],
    // there is no midnight on the day on which Cairo's clocks go forward
    ['Africa/Cairo, forward at midnight', 'Africa/Cairo', '2027-04-29T22:00:00Z', 23],
    ['Asia/Kathmandu', 'Asia/Kathmandu', '2027-05-01T18:15:00Z', 24],
  ])('%s', async (_, zone, midnight, hours) => {
    const begins = Date.parse(midnight);
    const teamId = await teamIn(zone, midnight, null);
    await set(teamId, { kind: 'team' }, 3, 'day');
    expect(await spend(teamId, 2)).toBe('accepted');
    const { dayEnds } = await opened.store.readCalendar(teamId, null);
    expect(dayEnds.getTime() - begins).toBe(hours * 3_600_000);
    await itIs(new Date(dayEnds.getTime() - 1_000).toISOString());
    expect(await spend(teamId, 2)).toBe('over');
    expect(await spend(teamId, 1)).toBe('accepted');
    await itIs(dayEnds.toISOString());
    expect(await spend(teamId, 3)).toBe('accepted');
    expect((await counted(teamId, 'day')).map(({ used }) => used)).toEqual([3, 3]);
  });
});

test('a budget that becomes one by day, or by month again, counts what was spent in that day or month', async () => {
  const teamId = await teamIn('UTC', '2027-05-10T08:00:00Z', null);
  expect(await spend(teamId, 6)).toBe('accepted');
  await itIs('2027-05-11T08:00:00Z');
  expect(await spend(teamId, 2)).toBe('accepted');
  await set(teamId, { kind: 'team' }, 3, 'day');
  expect(await spend(teamId, 2)).toBe('over');
  expect(await spend(teamId, 1)).toBe('accepted');
  await set(teamId, { kind: 'team' }, 10, 'month');
  expect(await spend(teamId, 2)).toBe('over');
  expect(await spend(teamId, 1)).toBe('accepted');
  await set(teamId, { kind: 'person', id: 'U1' }, 5, 'day');
  await set(teamId, { kind: 'team' }, 20, 'month');
  expect(await spend(teamId, 2)).toBe('over');
  expect(await spend(teamId, 1)).toBe('accepted');
});

describe('another zone or first day gives no second budget: what is under way goes on', () => {
  test.each([
    // it would be December there already: November goes on until it would have ended
    ['2027-11-30T23:00:00Z', 'UTC', 'Asia/Tokyo', 1, 1, '2027-12-01T00:00:00Z'],
    ['2027-11-10T12:00:00Z', 'UTC', 'Asia/Tokyo', 1, 1, '2027-12-01T00:00:00Z'],
    // and until it has ended there
    ['2027-11-10T12:00:00Z', 'UTC', 'America/Sao_Paulo', 1, 1, '2027-12-01T03:00:00Z'],
    ['2027-11-30T14:30:00Z', 'Asia/Tokyo', 'Pacific/Niue', 1, 1, '2027-12-01T11:00:00Z'],
    // until the first new beginning that is not before its end
    ['2027-11-10T12:00:00Z', 'UTC', 'UTC', 1, 15, '2027-12-15T00:00:00Z'],
    ['2027-11-20T12:00:00Z', 'UTC', 'UTC', 15, 1, '2028-01-01T00:00:00Z'],
    ['2027-11-20T12:00:00Z', 'UTC', 'UTC', 28, 27, '2027-11-28T00:00:00Z'],
  ])('at %s from %s to %s, from day %i to %i', async (at, from, to, firstDay, nextFirstDay, ends) => {
    const teamId = await teamIn(from, at);
    await opened.query('update teams set first_day = $2 where team_id = $1', [teamId, firstDay]);
    expect(await spend(teamId, 10)).toBe('accepted');
    const before = await opened.store.readCalendar(teamId, null);
    await opened.store.setZone(by(teamId), to, null);
    await opened.store.setFirstDay(by(teamId), nextFirstDay, null);
    const { month, monthEnds } = await opened.store.readCalendar(teamId, null);
    expect({ month, monthEnds }).toEqual({ month: before.month, monthEnds: new Date(ends) });
    expect(await spend(teamId, 1)).toBe('over');
    await itIs(new Date(Date.parse(ends) - 1_000).toISOString());
    expect(await spend(teamId, 1)).toBe('over');
    await itIs(ends);
    expect(await spend(teamId, 10)).toBe('accepted');
    expect(await spend(teamId, 1)).toBe('over');
  });

  test('a change that is taken back is as if it had not been', async () => {
    const teamId = await teamIn('UTC', '2027-11-10T12:00:00Z');
    for (const firstDay of [15, 3, 28, 1]) await opened.store.setFirstDay(by(teamId), firstDay, null);
    expect((await opened.store.readCalendar(teamId, null)).monthEnds).toEqual(new Date('2027-12-01T00:00:00Z'));
  });

  test('the zone of the first manager who sets a budget is taken by a team that has named none', async () => {
    const teamId = await teamIn('UTC', '2027-11-30T23:00:00Z');
    const change = { ...by(teamId), scope: { kind: 'team' }, credits: 10, timeZone: 'Asia/Tokyo' } as const;
    expect(await spend(teamId, 10)).toBe('accepted');
    await opened.store.setBudget(change, null);
    expect(await opened.store.readBudget(teamId, null)).toMatchObject({ left: 0, timeZone: 'Asia/Tokyo' });
    expect(await opened.store.setZone(by(teamId), 'utc', null)).toMatchObject({
      outcome: 'set',
      now: { timeZone: 'UTC' },
    });
    await opened.store.setBudget({ ...change, credits: 11 }, null);
    expect(await opened.store.readCalendar(teamId, null)).toMatchObject({ timeZone: 'UTC' });
    expect(await opened.store.setZone(by(teamId), 'Mars/Olympus', null)).toEqual({ outcome: 'unknown_zone' });
  });

  const zones = fc.constantFrom(
    'UTC',
    'Pacific/Kiritimati',
    'Pacific/Niue',
    'Europe/Lisbon',
    'America/New_York',
    'Africa/Cairo',
  );
  const steps = fc.array(
    fc.oneof(
      fc.record({ zone: zones }),
      fc.record({ firstDay: fc.integer({ min: 1, max: 28 }) }),
      fc.record({ hours: fc.constantFrom(1, 5, 13, 24, 100, 700) }),
    ),
    { minLength: 5, maxLength: 20 },
  );

  test('whatever is changed how often and when: no period ends before it was to end, and none is short', async () => {
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        let now = Date.UTC(2027, 2, 20, 7);
        const teamId = await teamIn('UTC', new Date(now).toISOString());
        const read = async () => {
          const { month, monthEnds, day, dayEnds } = await opened.store.readCalendar(teamId, null);
          return { month: { start: month, ends: +monthEnds }, day: { start: day, ends: +dayEnds } };
        };
        const SHORTEST = { month: 26.8 * 24 * 3_600_000, day: 23 * 3_600_000 };
        let known = await read();
        for (const step of list) {
          if ('hours' in step) now += step.hours * 3_600_000;
          await itIs(new Date(now).toISOString());
          if ('zone' in step) await opened.store.setZone(by(teamId), step.zone, null);
          if ('firstDay' in step) await opened.store.setFirstDay(by(teamId), step.firstDay, null);
          const found = await read();
          for (const period of ['month', 'day'] as const) {
            const [was, is] = [known[period], found[period]];
            expect(is.ends).toBeGreaterThan(now);
            if (is.start === was.start) continue;
            // another one has begun: not before the end of the last, and not for a short while
            expect(is.start > was.start).toBe(true);
            expect('hours' in step && now >= was.ends).toBe(true);
            if (now - was.ends < 3_600_000) expect(is.ends - was.ends).toBeGreaterThanOrEqual(SHORTEST[period]);
          }
          known = found;
        }
      }),
      { numRuns: 10 },
    );
  });
});
