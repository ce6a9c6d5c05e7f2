import { setTimeout as delay } from 'node:timers/promises';
import { until } from '../support/until.ts';
import type { Figure } from './figures.ts';
import { median, seconds } from './figures.ts';
import type { Ground, OnGround } from './ground.ts';
import { createSender, flood, type Sender } from './load.ts';
import { residentMb } from './processes.ts';

const MANY = 200;
const FEW = 4;
const TASK_MS = 10_000;

/** 200 tasks in one worker's hands: what they weigh, and whether they are in one another's way. */
export const inflight = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async (ground) => {
    const { sandbox } = ground;
    const web = await ground.startWeb();
    const worker = await ground.startWorker({ WORKER_CONCURRENCY: String(MANY), TEAM_CONCURRENCY: String(MANY) });
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    await sandbox.tasksTake(100);
    await lateness(ground, sender, 3, 100);
    await sandbox.tasksTake(TASK_MS);
    const few = await lateness(ground, sender, FEW);

    const idle = residentMb(worker.pid);
    let most = idle;
    const watch = setInterval(() => {
      most = Math.max(most, residentMb(worker.pid));
    }, 100);
    const many = await lateness(ground, sender, MANY);
    clearInterval(watch);
    await sender.close();
    const grown = most - idle;
    const later = Math.max(...many) - Math.max(...few);
    return [
      {
        figure: `inflight: memory for ${MANY} tasks in one worker`,
        value: `+${grown.toFixed(0)} MB`,
        baseline: `${idle.toFixed(0)} MB idle`,
        target: '<= 100 MB',
        ok: Number.isNaN(grown) ? null : grown <= 100,
      },
      {
        figure: `inflight: picture after the task's end, last of ${MANY}`,
        value: `${seconds(Math.max(...many))} (median ${seconds(median(many))})`,
        baseline: `${FEW} alone: ${seconds(Math.max(...few))} (median ${seconds(median(few))})`,
        target: 'at most 2 s more',
        ok: later <= 2_000,
      },
    ];
  });

/** From the moment each task is done to its picture in the channel. */
async function lateness({ sandbox }: Ground, sender: Sender, many: number, taskMs = TASK_MS): Promise<number[]> {
  let left = many;
  const acks = await flood(
    32,
    () => left-- <= 0,
    () => sender.send(),
  );
  await delay(taskMs);
  const foxes = new Set(acks.map(({ fox }) => fox));
  const shown = async () => (await sandbox.slackCalls()).filter(({ shows, fox }) => shows && foxes.has(fox));
  await until(
    async () => (await shown()).length === many,
    () => `${many} pictures`,
    60_000,
  );
  const done = new Map(
    (await sandbox.pixapiCalls()).flatMap(({ kind, fox, at }) => (kind === 'submit' ? [[fox, at + taskMs]] : [])),
  );
  return (await shown()).map(({ fox, at }) => at - (done.get(fox) ?? 0));
}
