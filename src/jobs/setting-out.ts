import type { ImageMaker } from '../core/image-model.ts';
import type { JobStore } from '../core/jobs.ts';
import type { Upstreams } from '../core/upstream/upstream.ts';
import type { Room } from './pump.ts';
import { FOLLOWED } from './queue.ts';

/**
 * How many orders may set out for Pixapi: those in hand that have not got there yet count. Whatever follows a task that
 * Pixapi has is taken up all the same, since to look costs nothing.
 */
export function createSettingOut({
  upstreams,
  store,
}: {
  readonly upstreams: Upstreams;
  readonly store: Pick<JobStore, 'putFollowedFirst'>;
}) {
  let underWay = 0;
  const room: Room = async (free) => {
    const most = Math.min(free, upstreams.room('pixapi') - underWay);
    if (most > 0) return { most };
    await store.putFollowedFirst(FOLLOWED);
    return { most: free, minPriority: FOLLOWED };
  };
  return {
    room,
    /** Does what may lead to an order, which is under way until `maker` is asked for it, or until it was none. */
    async setOut<T>(maker: ImageMaker, work: (maker: ImageMaker) => Promise<T>): Promise<T> {
      let isUnderWay = true;
      underWay++;
      const arrive = () => {
        if (isUnderWay) underWay--;
        isUnderWay = false;
      };
      const submit: ImageMaker['submit'] = (order, signal, own) => {
        arrive();
        return maker.submit(order, signal, own);
      };
      try {
        return await work({ ...maker, submit });
      } finally {
        arrive();
      }
    },
  };
}
