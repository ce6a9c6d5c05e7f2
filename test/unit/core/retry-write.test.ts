import { expect, test } from 'vitest';
import type { Failure } from '../../../src/core/failure.ts';
import { createRetryWrite, RETRY_WAITS_MS } from '../../../src/core/making/retry-write.ts';

function start() {
  const stopping = new AbortController();
  const waits: number[] = [];
  const logged: [code: string, about: Record<string, unknown>][] = [];
  const retryWrite = createRetryWrite({
    sleep: async (ms) => void waits.push(ms),
    stopping: stopping.signal,
    log: { failure: ({ code }: Failure, about) => void logged.push([code, about]), note: () => undefined },
  });
  let tries = 0;
  /** Fails so many times, then answers. */
  const failing = (times: number) => async () => {
    tries += 1;
    if (tries <= times) throw new Error('out of order');
    return 'written';
  };
  return { stopping, waits, logged, retryWrite, failing, tries: () => tries };
}

test('insists for a minute', async () => {
  const { retryWrite, failing, waits, logged } = start();
  expect(await retryWrite(failing(RETRY_WAITS_MS.length), {})).toBe('written');
  expect(waits.reduce((all, ms) => all + ms, 0)).toBe(61_200);
  expect(logged).toEqual([]);
});

test('then gives up, and the log keeps the id of what was paid', async () => {
  const { retryWrite, failing, logged, tries } = start();
  const given = retryWrite(failing(Number.POSITIVE_INFINITY), { taskId: 'task_01' });
  await expect(given).rejects.toThrow('out of order');
  expect(tries()).toBe(RETRY_WAITS_MS.length + 1);
  expect(logged).toEqual([['internal', { taskId: 'task_01', at: 'giving up a write' }]]);
});

test('a process that is to stop tries once more, and waits no longer', async () => {
  const { retryWrite, failing, waits, logged, stopping, tries } = start();
  stopping.abort();
  await expect(retryWrite(failing(Number.POSITIVE_INFINITY), { taskId: 'task_01' })).rejects.toThrow();
  expect(tries()).toBe(2);
  expect(waits).toEqual([]);
  expect(logged).toHaveLength(1);
});
