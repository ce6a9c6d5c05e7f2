import { until } from '../support/until.ts';
import type { Figure } from './figures.ts';
import { median, ms, quantile, seconds } from './figures.ts';
import type { Ground, OnGround } from './ground.ts';
import { type Ack, createSender, flood, type Sender } from './load.ts';

const TEAMS = Array.from({ length: 45 }, (_, i) => `team${i}`);
const NOISY = 'noisy';
const FOREVER_MS = 600_000;

/** Many at once: who has a free place is served at once, who asked for too much waits alone, who lost its worker is taken up. */
export async function burst(onGround: OnGround): Promise<Figure[]> {
  return [await onGround(manyTeams), ...(await onGround(noisyTeam)), await onGround(killedWorker)];
}

/** 10 requests of each of 20 teams, all at once; 8 of each team have a place. */
async function manyTeams(ground: Ground): Promise<Figure> {
  const sender = await startTeams(ground);
  const lone: number[] = [];
  for (const team of TEAMS.slice(20, 26)) lone.push(...(await lagsOf(ground, [await sender.send(team)], 1)));
  let turn = 0;
  const acks = await flood(
    32,
    () => turn >= 200,
    () => sender.send(TEAMS[turn++ % 20]),
  );
  const lags = await lagsOf(ground, acks, 160);
  await sender.close();
  const [half, all] = [median(lags), Math.max(...lags)];
  return {
    figure: 'burst: 200 of 20 teams, ack to submit, all of the 160 with a place',
    value: `${ms(all)} (median ${ms(half)})`,
    baseline: `${(all / median(lone)).toFixed(1)} x a lone one's ${ms(median(lone))}`,
    target: '< 1000 ms',
    ok: all < 1_000,
  };
}

/** 2,000 of one team wait; another team's first must not notice. */
async function noisyTeam(ground: Ground): Promise<Figure[]> {
  const sender = await startTeams(ground);
  const lone = await firsts(ground, sender, TEAMS.slice(0, 5));
  let left = 2_000;
  await flood(
    32,
    () => left-- <= 0,
    () => sender.send(NOISY),
  );
  const behindAnnouncing = await firsts(ground, sender, TEAMS.slice(5, 15));
  const waiting = async () =>
    (await ground.query<{ n: number }>(`select count(*)::int as n from generations where announced_at is null`))[0]?.n;
  const unannounced = (await waiting()) ?? 0;
  await until(
    async () => (await waiting()) === 0,
    () => 'the placeholders',
    60_000,
  );
  const behindWaiting = await firsts(ground, sender, TEAMS.slice(15, 35));
  await sender.close();
  const figure = (what: string, lags: number[]): Figure => ({
    figure: `burst: 2,000 of one team ${what}, another's first`,
    value: `${ms(quantile(lags, 0.95))} p95 (median ${ms(median(lags))})`,
    baseline: `${(median(lags) / median(lone)).toFixed(1)} x a lone one's ${ms(median(lone))}`,
    target: '< 500 ms',
    ok: quantile(lags, 0.95) < 500,
  });
  return [figure('wait', behindWaiting), figure(`just came (${unannounced} untold)`, behindAnnouncing)];
}

/** A worker is killed with four tasks in hand; when are they looked after again? */
async function killedWorker(ground: Ground): Promise<Figure> {
  const { sandbox } = ground;
  await sandbox.tasksTake(FOREVER_MS);
  const web = await ground.startWeb();
  const first = await ground.startWorker();
  const sender = createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
  for (let i = 0; i < 4; i++) await sender.send();
  await sender.close();
  const polls = async (since = 0) =>
    (await sandbox.pixapiCalls()).filter(({ kind, at }) => kind === 'poll' && at > since);
  const tasks = async (since = 0) => new Set((await polls(since)).map(({ taskId }) => taskId));
  await until(
    async () => (await tasks()).size === 4,
    () => 'the first looks',
  );
  await ground.startWorker();
  await first.end('SIGKILL');
  const killedAt = Date.now();
  await until(
    async () => (await tasks(killedAt)).size === 4,
    () => 'another worker to look',
    60_000,
  );
  const after = await polls(killedAt);
  const silent = [...(await tasks())].map(
    (task) => Math.min(...after.filter(({ taskId }) => taskId === task).map(({ at }) => at)) - killedAt,
  );
  return {
    figure: 'burst: kill -9 of a worker, till its tasks are looked after',
    value: `${seconds(Math.max(...silent))}, the last of four`,
    baseline: 'least heartbeat of the queue: 10 s',
    target: '< 15.00 s',
    ok: Math.max(...silent) < 15_000,
  };
}

async function startTeams(ground: Ground): Promise<Sender> {
  await ground.sandbox.addTeams([...TEAMS, NOISY]);
  await ground.sandbox.tasksTake(FOREVER_MS);
  const web = await ground.startForTeams('web', [...TEAMS, NOISY]);
  await ground.startForTeams('worker', [...TEAMS, NOISY], { WORKER_CONCURRENCY: '200' });
  return createSender(web.url, ground.env.SLACK_SIGNING_SECRET ?? '');
}

async function firsts(ground: Ground, sender: Sender, teams: readonly string[]): Promise<number[]> {
  const lags: number[] = [];
  for (const team of teams) lags.push(...(await lagsOf(ground, [await sender.send(team)], 1)));
  return lags;
}

/** From each ack to its submit, once so many of them were submitted. */
async function lagsOf({ sandbox }: Ground, acks: readonly Ack[], many: number): Promise<number[]> {
  const submits = async () => {
    const at = new Map((await sandbox.pixapiCalls()).map((call) => [call.fox, call.at]));
    return acks.flatMap(({ fox, ackedAt }) => (at.has(fox) ? [(at.get(fox) ?? 0) - ackedAt] : []));
  };
  await until(
    async () => (await submits()).length >= many,
    () => `${many} submits`,
    30_000,
  );
  return await submits();
}
