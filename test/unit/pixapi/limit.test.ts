import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withLimit } from '../../../src/pixapi/limit.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const { signal } = new AbortController();
const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const never = () => new Promise<void>(() => undefined);

test('what is waited for uncounted is no part of the limit, what comes before and after is', async () => {
  const ending = withLimit(signal, 1_000, async (_, uncounted) => {
    await after(600);
    await uncounted(() => after(60_000));
    await after(300);
    return 'whole';
  });
  await vi.advanceTimersByTimeAsync(61_000);
  expect(await ending).toBe('whole');
});

test('the limit goes on from where it stood', async () => {
  const ending = withLimit(signal, 1_000, async (_, uncounted) => {
    await after(600);
    await uncounted(() => after(60_000));
    await never();
  });
  const seen = vi.fn();
  ending.catch(seen);
  await vi.advanceTimersByTimeAsync(60_900);
  expect(seen).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(200);
  await expect(ending).rejects.toMatchObject({ code: 'TIME_LIMIT' });
});

test('the caller ends the uncounted wait too', async () => {
  const caller = new AbortController();
  const ending = withLimit(caller.signal, 1_000, (_, uncounted) => uncounted(never));
  caller.abort();
  await expect(ending).rejects.toMatchObject({ code: 'ABORTED' });
});
