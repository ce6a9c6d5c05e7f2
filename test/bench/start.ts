import { freePort } from '../support/postgres.ts';
import { until } from '../support/until.ts';
import type { Figure } from './figures.ts';
import { median, ms } from './figures.ts';
import type { OnGround } from './ground.ts';
import { startProcess } from './processes.ts';

const BARE = new URL('./bare-bolt.ts', import.meta.url);
const WEB = new URL('../../src/web.ts', import.meta.url);
const TIMES = 5;

/** From the start of the process to `GET /readyz` 200, beside a Bolt app that only acks. */
export const start = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async (ground) => {
    const bare: number[] = [];
    const ours: number[] = [];
    for (let i = 0; i < TIMES; i++) {
      const bolt = await startProcess(BARE, { SLACK_SIGNING_SECRET: 'bench-signing-secret' });
      bare.push(bolt.startMs);
      await bolt.end();
      const port = await freePort();
      const began = performance.now();
      const starting = startProcess(WEB, { ...ground.env, PORT: String(port) });
      await until(async () => await isReady(port));
      ours.push(performance.now() - began);
      await (await starting).end();
    }
    return [
      {
        figure: 'start: web until it is ready',
        value: `${ms(median(ours))} (longest ${ms(Math.max(...ours))})`,
        baseline: `${(median(ours) / median(bare)).toFixed(1)} x bare Bolt's ${ms(median(bare))}`,
        target: '< 2000 ms',
        ok: Math.max(...ours) < 2_000,
      },
    ];
  });

async function isReady(port: number): Promise<boolean> {
  return await fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );
}
