import { expect, test } from 'vitest';
import { NO_POLICY } from '../../../src/core/policy/policy.ts';
import { createPolicies } from '../../../src/slack/policy/policies.ts';

/** A clock, and a policy that counts how often it was read. */
function open() {
  const world = { now: 1, version: 7, reads: [] as string[], fails: false };
  const policies = createPolicies(
    async (teamId) => {
      world.reads.push(teamId);
      if (world.fails) throw new Error('the database is away');
      return { ...NO_POLICY, version: world.version };
    },
    () => world.now,
  );
  const version = async () => (await policies.of('T1')).version;
  return { world, policies, version };
}

test('a rush of requests costs one question, team by team', async () => {
  const { world, policies } = open();
  await Promise.all(Array.from({ length: 50 }, (_, i) => policies.of(i % 2 ? 'T1' : 'T2')));
  expect(world.reads.toSorted()).toEqual(['T1', 'T2']);
});

test('what is shown follows another process after a minute, and at once where it is read anew', async () => {
  const { world, policies, version } = open();
  expect(await version()).toBe(7);
  world.version = 8;
  world.now = 60_001;
  expect(await version()).toBe(7);
  world.now = 60_002;
  expect(await version()).toBe(8);
  world.version = 9;
  expect(await policies.readNow('T1')).toMatchObject({ version: 9 });
  expect(await version()).toBe(9);
});

test('what could not be read is asked again, and lets nobody through', async () => {
  const { world, policies, version } = open();
  world.fails = true;
  await expect(policies.of('T1')).rejects.toThrow('away');
  world.fails = false;
  expect(await version()).toBe(7);
});
