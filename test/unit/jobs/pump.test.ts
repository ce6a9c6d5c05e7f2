import { setImmediate as turn } from 'node:timers/promises';
import type { PgBoss } from 'pg-boss';
import { expect, test } from 'vitest';
import { startPump } from '../../../src/jobs/pump.ts';
import { until } from '../../support/until.ts';

test('a pump that is told to stop fetches no more, tells the work in hand, and ends after all of it', async () => {
  const said: string[] = [];
  const jobs = ['one', 'two', 'three'].map((id) => ({ id }));
  const boss = { fetch: async () => jobs.splice(0, 1), touch: async () => undefined };
  const works = new Map<string, () => void>();
  const pump = startPump(boss as unknown as PgBoss, {
    queue: 'make',
    slots: 2,
    onError: (error) => said.push(String(error)),
    async work({ id }, signal) {
      await new Promise<void>((resolve) => works.set(id, resolve));
      said.push(`${id} ends, ${signal.aborted ? 'told to stop' : 'not told'}`);
      if (id === 'two') throw new Error('two failed');
    },
  });
  await until(() => works.size === 2);

  const stopped = pump.stop().then(() => said.push('stopped'));
  for (const id of ['one', 'two']) {
    await turn();
    works.get(id)?.();
  }
  await stopped;
  expect(said).toEqual(['one ends, told to stop', 'two ends, told to stop', 'Error: two failed', 'stopped']);
  expect(jobs).toHaveLength(1);
});
