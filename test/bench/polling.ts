import { pollDelay } from '../../src/core/making/await-image.ts';
import type { Figures } from '../../src/core/making/waiting.ts';
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
  const lengths: number[] = [];
  for (let lastsMs = SHORTEST_MS; lastsMs <= LONGEST_MS; lastsMs += STEP_MS) lengths.push(lastsMs);
  const [least, usual, most] = [0.05, 0.5, 0.9].map((share) => quantile(lengths, share) / 1_000) as [
    number,
    number,
    number,
  ];
  const plain = lengths.map((lastsMs) => play(lastsMs, null));
  const learned = lengths.map((lastsMs) => play(lastsMs, { least, usual, most }));
  const real = await onGround(async (ground) => {
    const { sandbox } = ground;
    const lasting = Array.from(
      { length: REAL },
      (_, i) => SHORTEST_MS + Math.round((i * (LONGEST_REAL_MS - SHORTEST_MS)) / (REAL - 1)),
    );
    await sandbox.tasksTake(lasting);
    const web = await ground.startWeb();
    await ground.startWorker({ TEAM_CONCURRENCY: String(REAL) });
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    await Promise.all(lasting.map(() => sender.send()));
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
        return Math.max(...looks.map((look) => look.at)) - at - (lasting[i] ?? 0);
      });
  });
  const before = sum(plain);
  const after = sum(learned);
  return [
    {
      figure: 'polling: wait it adds to tasks of 8 to 40 s, median',
      value: `${seconds(median(before.added))} (p95 ${seconds(quantile(before.added, 0.95))})`,
      baseline: `${lengths.length} lengths, played exactly; ${before.looks.toFixed(1)} looks`,
      target: '< 1.50 s',
      ok: median(before.added) < 1_500,
    },
    {
      figure: 'polling: the same, knowing how long they take',
      value: `${seconds(median(after.added))} (p95 ${seconds(quantile(after.added, 0.95))})`,
      baseline: `${after.looks.toFixed(1)} looks`,
      target: '<= 0.50 s, no more looks',
      ok: median(after.added) <= 500 && after.looks <= before.looks,
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

function sum(played: readonly { addedMs: number; looks: number }[]) {
  return {
    added: played.map(({ addedMs }) => addedMs),
    looks: played.reduce((total, { looks }) => total + looks, 0) / played.length,
  };
}

/** One task of this length: how much later than its end it is seen, and how often it was looked at. */
function play(lastsMs: number, figures: Figures | null): { addedMs: number; looks: number } {
  let elapsed = 0;
  let looks = 0;
  for (; elapsed < lastsMs; looks++) elapsed += pollDelay(elapsed, figures);
  return { addedMs: elapsed - lastsMs, looks };
}
