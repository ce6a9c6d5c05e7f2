import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { openProcesses, type Processes } from '../../support/processes.ts';

const BUDGET = 50;
const REQUESTS = 200;
const CONNECTIONS = 8;
const TRIES = 20;

let imagine: Imagine;
let processes: Processes;
beforeAll(async () => {
  const env = { DEFAULT_MONTHLY_CREDITS: String(BUDGET) };
  // the worker captures while the two web processes hold
  imagine = await startImagine({ roles: ['worker'], env });
  processes = openProcesses(imagine, env);
});
afterEach(async () => {
  await processes.close();
  await imagine.reset();
});
afterAll(() => imagine.close());

test('of 200 pictures asked for at once of two web processes, the 50 in the budget are made and 150 are refused in words', async () => {
  const { slack, pixapi, query } = imagine;
  const webs = await Promise.all([processes.start('web'), processes.start('web')]);
  const addresses = await Promise.all(webs.map(async ({ ready }) => (await ready) ?? ''));
  let sent = 0;
  let unsure = 0;
  const ask = async (text: string, web: number): Promise<string> => {
    // on a machine with too much to do an answer may be too late for Slack: whoever hears so, or nothing, asks again
    for (let tries = 0; tries < TRIES; tries++) {
      slack.connect(addresses[web]!);
      const { status, body } = await slack.command({ user: 'ana', channel: 'general', text });
      const isUnsure = status === 0 || /database/i.test(body);
      if (!isUnsure) return status === 200 ? body : `HTTP ${status}`;
      unsure += 1;
    }
    return 'never answered';
  };
  const answers: string[] = [];
  const askInTurn = async () => {
    while (sent < REQUESTS) answers.push(await ask(`lighthouse ${sent}`, sent++ % addresses.length));
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askInTurn));
  await imagine.settled();

  const accepted = answers.filter((body) => body === '').length;
  const refused = answers.filter((body) => body.includes('This needs 1 credit')).length;
  expect(answers.filter((body) => body !== '' && !body.includes('This needs 1 credit'))).toEqual([]);
  expect(accepted + refused).toBe(REQUESTS);
  const [{ made = 0, failed = 0 } = {}] = await query<{ made: number; failed: number }>(
    `select count(*) filter (where state = 'posted') as made, count(*) filter (where state = 'failed') as failed from generations`,
  );
  expect(made).toBe(BUDGET);
  // what nobody was sure of was either taken or not
  expect(made - accepted + failed - refused).toBeGreaterThanOrEqual(0);
  expect(made - accepted + failed - refused).toBeLessThanOrEqual(unsure);
  expect(accepted).toBeLessThanOrEqual(BUDGET);
  expect(failed).toBeGreaterThanOrEqual(refused);

  expect(pixapi.billed()).toHaveLength(BUDGET);
  expect(await query(`select held, captured from budget_months where scope = 'team'`)).toEqual([
    { held: 0, captured: BUDGET },
  ]);
  // each threshold was passed by one request, in whichever process
  expect(await query('select percent, used from budget_alerts order by percent')).toEqual(
    [50, 80, 100].map((percent) => ({ percent, used: (BUDGET * percent) / 100 })),
  );
  const failures = webs.flatMap(({ logLines }) => logLines.filter((line) => line.includes('"failure"')));
  expect(failures.slice(unsure)).toEqual([]);
});
