import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { environment } from '../../support/environment.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';
import { type AppProcess, startProcess } from '../../support/processes.ts';

const BUDGET = 50;
const REQUESTS = 200;
const CONNECTIONS = 8;

let imagine: Imagine;
let webs: AppProcess[];
let addresses: string[];
beforeAll(async () => {
  const env = { DEFAULT_MONTHLY_CREDITS: String(BUDGET) };
  // the worker captures while the two web processes hold
  imagine = await startImagine({ roles: ['worker'], env });
  const webEnv = environment(imagine.databaseUrl, imagine.slack, imagine.pixapi, env);
  webs = [startProcess('web', webEnv), startProcess('web', webEnv)];
  addresses = await Promise.all(webs.map(async ({ ready }) => (await ready) ?? ''));
});
afterEach(() => imagine.reset());
afterAll(async () => {
  for (const web of webs ?? []) await web.kill();
  await imagine.close();
});

test('of 200 pictures asked for at once of two web processes, the 50 in the budget are made and 150 are refused in words', async () => {
  const { slack, pixapi, query } = imagine;
  let sent = 0;
  const answers: string[] = [];
  const askInTurn = async () => {
    while (sent < REQUESTS) {
      slack.connect(addresses[sent % addresses.length]!);
      const { status, body } = await slack.command({ user: 'ana', channel: 'general', text: `lighthouse ${sent++}` });
      answers.push(status === 200 ? body : `HTTP ${status}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, askInTurn));

  expect(answers.filter((body) => body === '')).toHaveLength(BUDGET);
  expect(answers.filter((body) => body.includes('This needs 1 credit'))).toHaveLength(REQUESTS - BUDGET);
  expect(await query('select state, count(*) from generations where state = $1 group by 1', ['failed'])).toEqual([
    { state: 'failed', count: REQUESTS - BUDGET },
  ]);

  await imagine.settled();
  expect(pixapi.billed()).toHaveLength(BUDGET);
  expect(await query(`select held, captured from budget_months where scope = 'team'`)).toEqual([
    { held: 0, captured: BUDGET },
  ]);
  expect(webs.flatMap(({ logLines }) => logLines.filter((line) => line.includes('"failure"')))).toEqual([]);
});
