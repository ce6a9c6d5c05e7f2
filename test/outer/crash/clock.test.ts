import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

let imagine: Imagine;
let worker: AppProcess | undefined;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await worker?.kill();
  await imagine.reset();
});
afterAll(() => imagine.close());

test.each([80, -80])(
  'a worker whose clock is %d minutes wrong neither ends a task early nor puts a job off',
  async (minutes) => {
    const { slack, pixapi, query } = imagine;
    // the first try is put off by a second
    pixapi.fault({ to: 'submit' }, { answer: { status: 429 } }, { task: { slowMs: 5_000 } });
    await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
    const wrong = `data:text/javascript,${encodeURIComponent(`const now = Date.now; Date.now = () => now() + ${minutes * 60_000}`)}`;
    worker = startProcess('worker', {
      ...environment(imagine.databaseUrl, slack, pixapi),
      NODE_OPTIONS: `--import=${wrong}`,
    });
    await worker.ready;
    await until(
      async () => (await query(`select from generations where state in ('posted', 'unknown', 'failed')`)).length === 1,
    );
    expect(
      await query('select state, failure, charged_credits as charged from generations order by requested_at'),
    ).toEqual([{ state: 'posted', failure: null, charged: 1 }]);
    expect(pixapi.billed()).toHaveLength(1);
  },
);
