import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { sign } from '../local/slack/signing.ts';
import { FORM, fill, WORST_BODIES } from '../support/worst-bodies.ts';
import type { Blocked } from './blocked.ts';
import { type Figure, ms } from './figures.ts';
import type { OnGround } from './ground.ts';
import type { Running } from './processes.ts';

const BLOCKED = new URL('./blocked.ts', import.meta.url);
const TRIES = 5;
const TARGET_MS = 50;

type Headers = Record<string, string>;
type Send = (body: string, headers: Headers) => Promise<void>;

/**
 * How long the loop of `web` stands still over each of the worst megabytes that a stranger can send: one that nobody
 * signed (which is not read), and one signed with another secret (which is read and hashed).
 */
export const unsigned = (onGround: OnGround): Promise<Figure[]> =>
  onGround(async ({ startWeb }) => {
    const web = await startWeb({ NODE_OPTIONS: `--import=${fileURLToPath(BLOCKED)}` });
    const pool = new Pool(web.url, { connections: 1 });
    const send: Send = async (body, headers) => {
      const { body: answered } = await pool.request({ method: 'POST', path: '/slack/events', headers, body });
      await answered.dump();
    };
    const forged = (body: string, headers: Headers) => send(body, { ...headers, ...sign('somebody-elses', body) });
    // Code that runs for the first time takes longer than what it runs over.
    for (const [, body, headers] of WORST_BODIES) await forged(body, headers);
    const nothing = await blockedMs(web, async () => undefined);
    const harmless = await blockedMs(web, () => forged(fill('x'), FORM));
    const figures: Figure[] = [];
    for (const [what, body, headers] of WORST_BODIES) {
      const unsigned = await blockedMs(web, () => send(body, headers));
      const read = await blockedMs(web, () => forged(body, headers));
      figures.push({
        figure: `unsigned: loop blocked by ${what}`,
        value: `${ms(unsigned)}, forged ${ms(read)}`,
        baseline: `a harmless megabyte, forged: ${ms(harmless)}; nothing: ${ms(nothing)}`,
        target: `< ${TARGET_MS} ms`,
        ok: Math.max(unsigned, read) < TARGET_MS,
      });
    }
    await pool.destroy();
    return figures;
  });

/** The least of some tries: other work on the machine can only add to it. */
async function blockedMs(web: Running, work: () => Promise<void>): Promise<number> {
  const tries: number[] = [];
  while (tries.length < TRIES) {
    await ask(web);
    await work();
    tries.push(await ask(web));
  }
  return Math.min(...tries);
}

async function ask({ child }: Running): Promise<number> {
  const told = once(child, 'message');
  child.send({});
  const [{ blockedMs }] = (await told) as [Blocked];
  return blockedMs;
}
