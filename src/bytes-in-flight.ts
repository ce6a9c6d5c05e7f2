import { AsyncLocalStorage } from 'node:async_hooks';
import type { BytesInFlight } from './core/bytes-in-flight.ts';

interface Passage {
  taken: number;
  readonly waiting: Set<{ readonly bytes: number; readonly go: () => void }>;
}

export function createBytesInFlight(budgetBytes: number): BytesInFlight {
  const inHand = new AsyncLocalStorage<Passage>();
  /** Those that have taken some or wait for some, the oldest first. */
  const passages = new Set<Passage>();
  let taken = 0;

  const hasRoom = (passage: Passage, bytes: number) =>
    taken + bytes <= budgetBytes || passages.values().next().value === passage;
  const count = (passage: Passage, bytes: number) => {
    passage.taken += bytes;
    taken += bytes;
  };
  const letGo = () => {
    for (const passage of passages) {
      for (const wait of passage.waiting) {
        if (!hasRoom(passage, wait.bytes)) continue;
        passage.waiting.delete(wait);
        count(passage, wait.bytes);
        wait.go();
      }
    }
  };
  const end = (passage: Passage) => {
    taken -= passage.taken;
    passages.delete(passage);
    // Whoever waits still was left behind by work that has ended.
    for (const { go } of passage.waiting) go();
    letGo();
  };

  return {
    async passage(work) {
      if (inHand.getStore()) return await work();
      const passage: Passage = { taken: 0, waiting: new Set() };
      return await inHand.run(passage, work).finally(() => end(passage));
    },
    async take(bytes) {
      const passage = inHand.getStore();
      if (!passage) throw new Error('bytes are taken outside of a passage');
      passages.add(passage);
      if (hasRoom(passage, bytes)) return count(passage, bytes);
      await new Promise<void>((go) => passage.waiting.add({ bytes, go }));
    },
  };
}
