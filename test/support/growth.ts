/**
 * How much more processor time `work` takes on a text four times as long: about 4 where the time grows with the length,
 * 16 where it grows with its square. A busy machine does not change it, since only this thread's own time is counted.
 */
export function growth(work: (length: number) => void, length = 5_000): number {
  work(length);
  const [one, four] = [length, 4 * length].map((size) => Math.min(...[1, 2].map(() => spent(() => work(size)))));
  return (four ?? 0) / Math.max(one ?? 0, LEAST_US);
}

/** Less than this can't be told from noise: some systems count a thread's time in steps of several milliseconds. */
const LEAST_US = 20_000;

function spent(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
