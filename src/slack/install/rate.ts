const BURST = 100;
const A_SECOND = 5;

/** Whether one more may begin: a hundred at once, five a second after that, in this process. Whoever calls the page in a loop fills no table. */
export function createRate(now: () => number = () => performance.now()): () => boolean {
  let left = BURST;
  let at = now();
  return () => {
    left = Math.min(BURST, left + ((now() - at) / 1_000) * A_SECOND);
    at = now();
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
