import { until } from '../support/until.ts';
import { type Figure, ms } from './figures.ts';
import type { Ground, OnGround } from './ground.ts';
import { createSender, flood, type Sender } from './load.ts';
import { processorMs } from './processes.ts';

const COMMANDS = 400;
const WARM_UP = 20;
const PICTURES = 100;

/** What a request costs in processor time, which other work on the machine can't spoil. */
export const processor = async (onGround: OnGround): Promise<Figure[]> => {
  const accepted = await onGround(async (ground) => {
    const web = await ground.startWeb();
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    await send(sender, COMMANDS);
    const before = processorMs(web.pid);
    await send(sender, COMMANDS);
    const spent = processorMs(web.pid) - before;
    await sender.close();
    return spent / COMMANDS;
  });
  return await onGround(async (ground) => {
    const web = await ground.startWeb();
    const worker = await ground.startWorker({ PIXAPI_MODE: 'sync' });
    const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
    await pictures(ground, sender, WARM_UP);
    const before = { web: processorMs(web.pid), worker: processorMs(worker.pid) };
    await pictures(ground, sender, PICTURES);
    const spent = (one: 'web' | 'worker', pid: number) => ms((processorMs(pid) - before[one]) / PICTURES);
    const [ofWeb, ofWorker] = [spent('web', web.pid), spent('worker', worker.pid)];
    await sender.close();
    return [
      {
        figure: 'processor: web, for one accepted command',
        value: ms(accepted),
        baseline: `mean of ${COMMANDS}`,
        target: '',
        ok: null,
      },
      {
        figure: 'processor: worker, for one picture',
        value: ofWorker,
        baseline: `mean of ${PICTURES}; web besides: ${ofWeb}`,
        target: '',
        ok: null,
      },
    ];
  });
};

async function send(sender: Sender, many: number): Promise<Set<number>> {
  let left = many;
  const acks = await flood(
    8,
    () => left-- <= 0,
    () => sender.send(),
  );
  return new Set(acks.map(({ fox }) => fox));
}

async function pictures({ sandbox }: Ground, sender: Sender, many: number): Promise<void> {
  const foxes = await send(sender, many);
  await until(
    async () => (await sandbox.slackCalls()).filter(({ shows, fox }) => shows && foxes.has(fox)).length === many,
    () => `${many} pictures`,
    120_000,
  );
}
