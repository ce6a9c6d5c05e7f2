import { expect, test } from 'vitest';
import { createReadiness } from '../../src/postgres/connection/readiness.ts';

/** A clock, and a database that answers when it is let. */
function open() {
  const world = { now: 1, asked: 0, answer: (_: Error | null): void => undefined };
  const query = () => {
    world.asked += 1;
    return new Promise<never>((resolve, reject) => {
      world.answer = (error) => (error ? reject(error) : resolve({ rows: [] } as never));
    });
  };
  return { world, isReady: createReadiness({ query }, () => world.now) };
}

test('however many ask, the database is asked once at a time, however long it takes', async () => {
  const { world, isReady } = open();
  const first = Array.from({ length: 20 }, isReady);
  world.now = 60_000;
  const more = Array.from({ length: 20 }, isReady);
  expect(world.asked).toBe(1);
  world.answer(null);
  await Promise.all([...first, ...more]);
  expect(world.asked).toBe(1);
});

test('an answer is good for a second, a bad one too', async () => {
  const { world, isReady } = open();
  const first = isReady();
  world.answer(new Error('read-only'));
  await expect(first).rejects.toThrow('read-only');
  world.now = 1_000;
  await expect(isReady()).rejects.toThrow('read-only');
  expect(world.asked).toBe(1);
  world.now = 1_001;
  const second = isReady();
  expect(world.asked).toBe(2);
  world.answer(null);
  await second;
});
