import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { faults } from '../../local/slack/slack.ts';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';
import { until } from '../../support/until.ts';

const DEATHS = 3;

let imagine: Imagine;
let worker: AppProcess | undefined;
beforeAll(async () => {
  imagine = await startImagine({ roles: ['web'] });
});
afterEach(async () => {
  await worker?.kill();
  worker = undefined;
  await imagine.reset();
});
afterAll(() => imagine.close());

async function startWorker(): Promise<void> {
  worker = startProcess('worker', environment(imagine.databaseUrl, imagine.slack, imagine.pixapi));
  await worker.ready;
}

/**
 * A call that `ask` brings about and that hangs each time, and whose worker is killed over it; the next worker finds the
 * dead one's jobs at once. It hangs from before `ask`: a worker that runs may get to it before the asker has an answer.
 */
async function dieOf(method: string, ask: () => Promise<unknown>): Promise<void> {
  const { slack, query } = imagine;
  slack.fault({ method }, ...Array.from({ length: DEATHS }, () => faults.acceptThenHang()));
  await ask();
  const hung = () => slack.journal.filter((call) => call.method === method && call.fault === 'hang').length;
  for (let deaths = 1; deaths <= DEATHS; deaths++) {
    if (!worker) await startWorker();
    await until(
      () => hung() === deaths,
      () => `death ${deaths} by ${method}`,
      60_000,
    );
    await worker?.kill();
    worker = undefined;
    await query(`update pgboss.job set heartbeat_on = heartbeat_on - interval '1 minute' where state = 'active'`);
  }
  await startWorker();
}

const rows = () =>
  imagine.query<{ prompt: string; state: string; failure: string | null; deaths: number }>(
    'select prompt, state, failure, deaths from generations order by requested_at',
  );
const ended = () =>
  until(
    async () =>
      (
        await imagine.query(
          `select from pgboss.job where state < 'completed' and start_after < now() + interval '1 minute'`,
        )
      ).length === 0,
    () => 'the end',
    60_000,
  );

test('a worker that dies three times of one picture gives it up in words, for nothing; what it had besides comes', {
  timeout: 400_000,
}, async () => {
  const { slack, pixapi, query } = imagine;
  pixapi.fault({ to: 'submit' }, { task: { slowMs: 10_000 } });
  await startWorker();
  await slack.command({ user: 'ana', channel: 'general', text: 'a red fox' });
  await until(
    async () => (await rows())[0]?.state === 'submitted',
    () => 'the order',
    60_000,
  );
  const bytes = await sharp({ create: { width: 9, height: 9, channels: 3, background: '#c40' } })
    .png()
    .toBuffer();
  const files = [{ name: 'a.png', bytes }];
  await dieOf('file', () => slack.say({ user: 'gus', channel: 'general', text: '<@BOT> make it night', files }));
  await ended();
  expect(await rows()).toMatchObject([
    { prompt: 'a red fox', state: 'posted', failure: null, deaths: 0 },
    { prompt: 'make it night', state: 'failed', failure: 'crashed' },
  ]);
  expect(pixapi.submits()).toHaveLength(1);
  expect(slack.transcript('general')).toMatch(/I crashed three times while working on this\. Nothing was charged\./);
  expect(await query("select held, captured from budget_months where scope = 'team'")).toMatchObject([
    { held: 0, captured: 1 },
  ]);
});

test('a picture that is made is never lost so: it is delivered when somebody asks for it', {
  timeout: 400_000,
}, async () => {
  const { slack, pixapi } = imagine;
  await dieOf('upload', () => slack.command({ user: 'ana', channel: 'general', text: 'a red fox' }));
  await ended();
  expect(await rows()).toMatchObject([{ state: 'made', failure: 'crashed' }]);
  expect(slack.transcript('general')).toMatch(
    /I crashed three times[\s\S]*1 credit charged\.[\s\S]*\[Deliver again · free\]/,
  );
  await slack.click({ user: 'ana', channel: 'general', actionId: 'deliver_again' });
  await until(
    async () => (await rows())[0]?.state === 'posted',
    () => 'the picture',
    60_000,
  );
  await ended();
  expect(await rows()).toMatchObject([{ failure: null, deaths: 0 }]);
  expect(pixapi.submits()).toHaveLength(1);
});
