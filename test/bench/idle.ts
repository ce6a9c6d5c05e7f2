import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from './figures.ts';
import type { OnGround } from './ground.ts';
import { processorMs } from './processes.ts';

const START = new URL('../../src/start.ts', import.meta.url);
const SETTLE_MS = 5_000;
const STRETCH_MS = 60_000;

/** What `npm start` costs all night, with nothing to do: transactions, and processor time of its own. */
export const idle = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async (ground) => {
    const app = await ground.start(START, ground.env);
    await delay(SETTLE_MS);
    const look = async () => ({
      at: performance.now(),
      processor: processorMs(app.pid),
      transactions: Number((await ground.query<{ n: number }>(COMMITTED))[0]?.n),
    });
    const began = await look();
    await delay(STRETCH_MS);
    const ended = await look();
    const ms = ended.at - began.at;
    const perSecond = ((ended.transactions - began.transactions) / ms) * 1_000;
    const share = ((ended.processor - began.processor) / ms) * 100;
    return [
      {
        figure: 'idle: transactions a second of `npm start`',
        value: `${perSecond.toFixed(1)}/s`,
        baseline: `${(STRETCH_MS / 1_000).toFixed(0)} s without a request`,
        target: '<= 4/s',
        ok: perSecond <= 4,
      },
      {
        figure: 'idle: processor time of `npm start`',
        value: `${share.toFixed(2)} % of a core`,
        baseline: '',
        target: '<= 1 %',
        ok: share <= 1,
      },
    ];
  });

const COMMITTED = 'select xact_commit as n from pg_stat_database where datname = current_database()';
