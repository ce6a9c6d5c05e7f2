import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createBytesInFlight } from '../../src/bytes-in-flight.ts';

const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A passage that takes what it is told to, and ends when it is told to. */
function openPassage(bytes: ReturnType<typeof createBytesInFlight>, ...takes: number[]) {
  const seen = { taken: 0, ended: false };
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const done = bytes.passage(async () => {
    for (const size of takes) {
      await bytes.take(size);
      seen.taken += size;
    }
    await mayEnd;
    seen.ended = true;
  });
  const endNow = async () => {
    end();
    await done;
  };
  return { seen, end: endNow };
}

test('what is larger than the rest waits until there is room, and no longer', async () => {
  const bytes = createBytesInFlight(100);
  const one = openPassage(bytes, 60);
  const large = openPassage(bytes, 50);
  const small = openPassage(bytes, 40);
  await turn();
  expect([one.seen.taken, large.seen.taken, small.seen.taken]).toEqual([60, 0, 40]);
  await one.end();
  await turn();
  expect(large.seen.taken).toBe(50);
  await Promise.all([large.end(), small.end()]);
});

test('what is larger than the whole budget is let through alone', async () => {
  const bytes = createBytesInFlight(100);
  const one = openPassage(bytes, 10);
  const huge = openPassage(bytes, 500);
  await turn();
  expect(huge.seen.taken).toBe(0);
  await one.end();
  const next = openPassage(bytes, 1);
  await turn();
  expect([huge.seen.taken, next.seen.taken]).toEqual([500, 0]);
  await huge.end();
  await turn();
  expect(next.seen.taken).toBe(1);
  await next.end();
});

test('two that have taken some and need more than there is do not wait for one another', async () => {
  const bytes = createBytesInFlight(100);
  const passages = [openPassage(bytes, 50, 50, 50), openPassage(bytes, 50, 50, 50)];
  await turn();
  expect(passages.map(({ seen }) => seen.taken)).toEqual([150, 50]);
  await passages[0]?.end();
  await turn();
  expect(passages[1]?.seen.taken).toBe(150);
  await passages[1]?.end();
});

test('all of it is given back by work that fails, and by what it left waiting', async () => {
  const bytes = createBytesInFlight(100);
  const one = openPassage(bytes, 90);
  await expect(
    bytes.passage(async () => {
      void bytes.take(5);
      void bytes.take(90);
      throw new Error('failed');
    }),
  ).rejects.toThrow('failed');
  await one.end();
  const all = openPassage(bytes, 100);
  const more = openPassage(bytes, 1);
  await turn();
  expect([all.seen.taken, more.seen.taken]).toEqual([100, 0]);
  await Promise.all([all.end(), more.end()]);
});

test('a passage inside of another is a part of it; outside of all nothing can be taken', async () => {
  const bytes = createBytesInFlight(100);
  let end = () => {};
  const mayEnd = new Promise<void>((resolve) => {
    end = resolve;
  });
  const outer = bytes.passage(async () => {
    await bytes.passage(() => bytes.take(80));
    await mayEnd;
  });
  await turn();
  const other = openPassage(bytes, 30);
  await turn();
  expect(other.seen.taken).toBe(0);
  end();
  await outer;
  await turn();
  expect(other.seen.taken).toBe(30);
  await other.end();
  await expect(bytes.take(1)).rejects.toThrow('outside of a passage');
});

test('whatever is taken in whatever order: never more than the budget and one passage besides, and all come to an end', async () => {
  const plans = fc.array(fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(plans, async (all) => {
      const bytes = createBytesInFlight(100);
      const held = all.map(() => 0);
      let over = 0;
      await Promise.all(
        all.map((sizes, at) =>
          bytes.passage(async () => {
            for (const size of sizes) {
              await bytes.take(size);
              held[at] = (held[at] ?? 0) + size;
              over = Math.max(over, held.reduce((sum, one) => sum + one, 0) - Math.max(...held));
              await turn();
            }
            held[at] = 0;
          }),
        ),
      );
      expect(over).toBeLessThanOrEqual(100);
    }),
    { numRuns: 60 },
  );
});
