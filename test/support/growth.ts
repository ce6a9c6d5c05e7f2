/**
 * How much more processor time `work` takes on a text four times as long: about 4 where the time grows with the length,
 * 16 where it grows with its square. A busy machine does not change it, since only this thread's own time is counted.
 */
export function growth(work: (length: number) => void, length = 5_000): number {
  work(length);
  let [one, four] = [Infinity, Infinity];
  // What disturbs only ever adds, so each round is nearer to the truth; most need one.
  for (let round = 0; round < ROUNDS; round++) {
    one = Math.min(
      one,
      spent(() => work(length)),
    );
    four = Math.min(
      four,
      spent(() => work(4 * length)),
    );
    if (four / Math.max(one, LEAST_US) < PLAIN) break;
  }
  return four / Math.max(one, LEAST_US);
}

const ROUNDS = 6;
/** Nearer to four than to sixteen. */
const PLAIN = 7;

/** Less than this can't be told from noise: some systems count a thread's time in steps of several milliseconds. */
const LEAST_US = 20_000;

function spent(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
