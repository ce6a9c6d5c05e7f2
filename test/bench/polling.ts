import { pollDelay } from '../../src/core/making/await-image.ts';
import { until } from '../support/until.ts';
import type { Figure } from './figures.ts';
import { median, quantile, seconds } from './figures.ts';
import type { OnGround } from './ground.ts';
import { createSender } from './load.ts';

const SHORTEST_MS = 8_000;
const LONGEST_MS = 40_000;
const STEP_MS = 5;
/** Of the real ones, which have to be waited for. */
const REAL = 12;
const LONGEST_REAL_MS = 20_000;

/** What it costs to ask for a result instead of being told: from the end of a task to the look that finds it. */
export async function polling(onGround: OnGround): Promise<Figure[]> {
  const added: number[] = [];
  for (let lastsMs = SHORTEST_MS; lastsMs <= LONGEST_MS; lastsMs += STEP_MS) added.push(addedWait(lastsMs));
  const real = await onGround(async (ground) => {
    const { sandbox } = ground;
    const lengths = Array.from(
      { length: REAL },
      (_, i) => SHORTEST_MS + Math.round((i * (LONGEST_REAL_MS - SHORTEST_MS)) / (REAL - 1)),
    );
    await sandbox.tasksTake(lengths);
    const web = await ground.startWeb();
    await ground.startWorker({ TEAM_CONCURRENCY: String(REAL) });
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    await Promise.all(lengths.map(() => sender.send()));
    await sender.close();
    const posted = async () => (await sandbox.slackCalls()).filter(({ shows }) => shows).length;
    await until(
      async () => (await posted()) === REAL,
      () => 'the pictures',
      LONGEST_REAL_MS + 15_000,
    );
    const calls = await sandbox.pixapiCalls();
    return calls
      .filter(({ kind }) => kind === 'submit')
      .map(({ at, taskId }, i) => {
        const looks = calls.filter((call) => call.kind === 'poll' && call.taskId === taskId);
        return Math.max(...looks.map((look) => look.at)) - at - (lengths[i] ?? 0);
      });
  });
  const planned = median(added);
  return [
    {
      figure: 'polling: wait it adds to tasks of 8 to 40 s, median',
      value: `${seconds(planned)} (p95 ${seconds(quantile(added, 0.95))})`,
      baseline: `${added.length} lengths, played exactly`,
      target: '< 1.50 s',
      ok: planned < 1_500,
    },
    {
      figure: `polling: the same, ${REAL} real tasks of 8 to 20 s`,
      value: `${seconds(median(real))} (longest ${seconds(Math.max(...real))})`,
      baseline: '',
      target: '< 1.50 s',
      ok: median(real) < 1_500,
    },
  ];
}

function addedWait(lastsMs: number): number {
  let elapsed = 0;
  while (elapsed < lastsMs) elapsed += pollDelay(elapsed);
  return elapsed - lastsMs;
}
