/**
 * One budget of bytes for a process: whatever is read whole, re-encoded or sent is taken from it first. So it is bytes
 * that bound how many pictures are on their way at once, and not only jobs.
 */
export interface BytesInFlight {
  /** All that `work` takes is given back when it has ended. A passage inside of another is a part of it. */
  passage<T>(work: () => Promise<T>): Promise<T>;
  /**
   * Waits until there is room for so many more bytes in the passage in hand. The oldest passage never waits: what is
   * larger than the rest waits, what is larger than the whole budget is let through alone, and no two wait for one another.
   */
  take(bytes: number): Promise<void>;
}
