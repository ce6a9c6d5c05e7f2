import type { Figure } from './figures.ts';
import { median, ms, quantile } from './figures.ts';
import type { OnGround } from './ground.ts';
import { type Ack, atRate, createSender, flood, type Sender } from './load.ts';

const BARE = new URL('./bare-bolt.ts', import.meta.url);
const TEAMS = Array.from({ length: 20 }, (_, i) => `team${i}`);
const CONCURRENCY = 32;
const WARM_UP_MS = 1_500;
const ROUND_MS = 1_200;
/** In turn, and the best of each counts: what else the machine does comes and goes. */
const ROUNDS = 5;
const RATE = 100;
const RATE_MS = 10_000;

/** `/imagine` taken in durably (its transaction is committed before the ack), beside a Bolt app that only acks. */
export const accept = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async (ground) => {
    const secret = ground.env.SLACK_SIGNING_SECRET ?? '';
    const bolt = await ground.start(BARE, { SLACK_SIGNING_SECRET: secret });
    const web = await ground.startWeb();
    const bare = createSender(bolt.url, secret);
    const ours = createSender(web.url, secret);
    const everyone = createSender((await ground.startForTeams('web', TEAMS)).url, secret);
    const spread = { ...everyone, send: inTurn(everyone) };

    for (const one of [bare, ours, spread]) await perSecond(one, WARM_UP_MS);
    const rounds: Record<'bare' | 'ours' | 'spread', number[]> = { bare: [], ours: [], spread: [] };
    for (let round = 0; round < ROUNDS; round++) {
      rounds.bare.push(await perSecond(bare, ROUND_MS));
      rounds.ours.push(await perSecond(ours, ROUND_MS));
      rounds.spread.push(await perSecond(spread, ROUND_MS));
    }
    const [floor, hot, apart] = [Math.max(...rounds.bare), Math.max(...rounds.ours), Math.max(...rounds.spread)];

    // at the same time, so that both suffer the same
    const steadily = async (one: Sender) => (await atRate(RATE, RATE_MS, () => one.send())).map((ack) => ack.ms);
    const [bareSteady, steady] = await Promise.all([steadily(bare), steadily(ours)]);
    await Promise.all([bare.close(), ours.close(), everyone.close()]);

    const p99 = quantile(steady, 0.99);
    const bareP99 = quantile(bareSteady, 0.99);
    return [
      {
        figure: 'accept: requests a second, one team',
        value: `${Math.round(hot)}/s`,
        baseline: `${(hot / floor).toFixed(2)} of bare Bolt's ${Math.round(floor)}/s`,
        target: '>= 0.25',
        ok: hot / floor >= 0.25,
      },
      {
        figure: 'accept: requests a second, 20 teams',
        value: `${Math.round(apart)}/s`,
        baseline: `${(apart / floor).toFixed(2)} of bare Bolt's`,
        target: '>= 0.25',
        ok: apart / floor >= 0.25,
      },
      {
        figure: `accept: p99 at ${RATE}/s`,
        value: `${ms(p99)} (median ${ms(median(steady))})`,
        baseline: `${(p99 / bareP99).toFixed(1)} x bare Bolt's ${ms(bareP99)}`,
        target: '< 50 ms',
        ok: p99 < 50,
      },
    ];
  });

async function perSecond(sender: Sender, forMs: number): Promise<number> {
  const began = performance.now();
  const acks = await flood(
    CONCURRENCY,
    () => performance.now() - began > forMs,
    () => sender.send(),
  );
  return acks.length / ((performance.now() - began) / 1_000);
}

function inTurn(sender: Sender): () => Promise<Ack> {
  let turn = 0;
  return () => sender.send(TEAMS[turn++ % TEAMS.length]);
}
