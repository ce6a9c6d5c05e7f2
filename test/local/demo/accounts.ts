import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkInvariants } from '../../support/invariants.ts';
import type { Environment } from './environment.ts';
import type { Expected } from './story.ts';

/** The ledger beside Pixapi's bills, in one line. */
export async function readAccounts({ query, pixapi }: Environment) {
  const [row] = await query<{ held: string; charged: string; budget: string | null }>(
    `select coalesce(sum(held_delta), 0) as held, coalesce(sum(captured_delta), 0) as charged,
       (select monthly_credits from budgets where scope = 'team' limit 1) as budget from ledger_entries`,
  );
  const { held, charged } = { held: Number(row?.held), charged: Number(row?.charged) };
  const budget = row?.budget === null || row === undefined ? null : Number(row.budget);
  const billed = pixapi.billed().reduce((sum, { credits }) => sum + credits, 0);
  const left = budget === null ? 'no limit' : `left ${budget - held - charged} of ${budget}`;
  return { held, charged, billed, line: `held ${held} · charged ${charged} · ${left} · Pixapi billed ${billed}` };
}

/** Everything that is not as it must be, in words; nothing when all is well. */
export async function findFaults(environment: Environment, expected: Expected, pictures: number): Promise<string[]> {
  const { slack, pixapi, query } = environment;
  const { held, charged, billed } = await readAccounts(environment);
  const faults = [
    ...slack.violations.map((violation) => `Slack was used wrongly: ${violation}`),
    ...pixapi.leaks().map(({ path }) => `the Pixapi key went to the picture host: ${path}`),
    ...[...slack.unusedFaults(), ...pixapi.unusedFaults()].map((fault) => `did not happen: ${fault}`),
    ...(await checkInvariants(query)),
    ...(await errorsIn(environment.logs)),
  ];
  if (pictures !== expected.pictures) faults.push(`${pictures} pictures instead of ${expected.pictures}`);
  if (charged !== billed) faults.push(`${charged} credits charged, but Pixapi billed ${billed}`);
  if (billed !== expected.credits) faults.push(`Pixapi billed ${billed} credits instead of ${expected.credits}`);
  if (held !== 0) faults.push(`${held} credits are still held`);
  return faults;
}

const ERROR = 50;

async function errorsIn(logs: string): Promise<string[]> {
  const files = await Promise.all(['web.log', 'worker.log'].map((name) => readFile(join(logs, name), 'utf8')));
  const lines = files.flatMap((text) => text.split('\n')).filter((line) => line !== '');
  return lines.filter((line) => levelOf(line) >= ERROR).map((line) => `the app logged an error: ${line}`);
}

/** What is no log line of the app's own (a warning of Node, a stack) counts as an error too. */
function levelOf(line: string): number {
  const [, level] = /^\{"level":(\d+),/.exec(line) ?? [];
  return level === undefined ? ERROR : Number(level);
}
