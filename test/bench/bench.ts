import { accept } from './accept.ts';
import { burst } from './burst.ts';
import { type Figure, printTable } from './figures.ts';
import { type OnGround, withGrounds } from './ground.ts';
import { history } from './history.ts';
import { idle } from './idle.ts';
import { inflight } from './inflight.ts';
import { polling } from './polling.ts';
import { processor } from './processor.ts';
import { start } from './start.ts';
import { through } from './through.ts';
import { unsigned } from './unsigned.ts';

const PARTS: Record<string, (onGround: OnGround) => Promise<Figure[]>> = {
  accept,
  through,
  polling,
  burst,
  inflight,
  idle,
  processor,
  start,
  unsigned,
  history,
};

/** `npm run bench`, or `npm run bench -- accept start` for some parts. Tells figures; never fails a build. */
async function bench(named: readonly string[]): Promise<void> {
  const unknown = named.filter((name) => !(name in PARTS));
  if (unknown.length > 0) {
    console.log(`No part ${unknown.join(', ')}. The parts are ${Object.keys(PARTS).join(', ')}.`);
    return;
  }
  const figures: Figure[] = [];
  await withGrounds(async (onGround) => {
    for (const [name, part] of Object.entries(PARTS)) {
      if (named.length > 0 && !named.includes(name)) continue;
      const began = performance.now();
      try {
        figures.push(...(await part(onGround)));
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        figures.push({ figure: name, value: 'not measured', baseline: why, target: '', ok: false });
      }
      console.log(`${name}: ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    }
  });
  printTable(figures);
}

await bench(process.argv.slice(2));
