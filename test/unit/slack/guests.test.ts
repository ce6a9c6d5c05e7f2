import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '../../../src/core/team/settings.ts';
import { createGuests } from '../../../src/slack/api/guests.ts';

/** A clock, and settings that count how often they were read. */
function open() {
  const world = { now: 1, may: true, reads: [] as string[], fails: false };
  const guests = createGuests(
    async (teamId) => {
      world.reads.push(teamId);
      if (world.fails) throw new Error('the database is away');
      return { ...DEFAULT_SETTINGS, guestsMaySpend: world.may };
    },
    () => world.now,
  );
  return { world, guests };
}

test('a rush of requests costs one question, team by team', async () => {
  const { world, guests } = open();
  await Promise.all(Array.from({ length: 50 }, (_, i) => guests.maySpend(i % 2 ? 'T1' : 'T2')));
  expect(world.reads.toSorted()).toEqual(['T1', 'T2']);
});

test('another process that decided anew is followed after five seconds, the own one at once', async () => {
  const { world, guests } = open();
  expect(await guests.maySpend('T1')).toBe(true);
  world.may = false;
  world.now = 5_001;
  expect(await guests.maySpend('T1')).toBe(true);
  world.now = 5_002;
  expect(await guests.maySpend('T1')).toBe(false);
  world.may = true;
  guests.forget('T1');
  expect(await guests.maySpend('T1')).toBe(true);
});

test('what could not be read is asked again, and lets nobody through', async () => {
  const { world, guests } = open();
  world.fails = true;
  await expect(guests.maySpend('T1')).rejects.toThrow('away');
  world.fails = false;
  expect(await guests.maySpend('T1')).toBe(true);
});
