import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { journey } from '../support/journey.ts';
import { COMPILED } from '../support/processes.ts';

const imagine = journey();
const SCRIPT = fileURLToPath(new URL('../../src/operate/outcomes/run.ts', import.meta.url));

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npm run outcomes -- …`, with nothing set but where the database is. */
async function outcomes(...args: string[]): Promise<Ended> {
  const env = { DATABASE_URL: imagine.databaseUrl, NODE_COMPILE_CACHE: COMPILED };
  return await new Promise((resolve) => {
    execFile(process.execPath, [SCRIPT, ...args], { env, cwd: tmpdir() }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

async function ask(): Promise<void> {
  await imagine.slack.command({ user: 'ana', channel: 'general', text: 'a secret fox --quality medium' });
  await imagine.settled();
}

const ledger = () =>
  imagine.query(
    'select kind, held_delta::int as held, captured_delta::int as captured from ledger_entries order by id',
  );

test('a submit that was cut and charged as unknown is listed, given back once by two operators at once, and said so in Slack', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'submit' }, { reset: 'after' });
  await ask();
  await imagine.query(`update pgboss.job set start_after = now() where name = 'settle' and state = 'created'`);
  await imagine.settled();

  const listed = await outcomes();
  const [row] = await imagine.query<{ id: string }>('select id from generations');
  const id = row?.id ?? '';
  expect(listed.stdout).toMatch(
    new RegExp(
      `^${id} · ${slack.teams.acme.id} · .* UTC, 0 min ago · 4 charged · outcome_unknown · request .* · task \\(none\\)\n$`,
    ),
  );
  expect(listed.stdout).not.toContain('fox');

  const reason = ['--reason', 'not on the invoice', '--json'];
  const both = await Promise.all([id, id.slice(0, 8)].map((one) => outcomes('release', one, ...reason)));
  await imagine.settled();
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  const said = both.map(({ stdout }) => JSON.parse(stdout));
  expect(said.map(({ outcome }) => outcome).sort()).toEqual(['decided', 'known']);
  for (const one of said) expect(one).toMatchObject({ id, decision: 'release', chargedCredits: 0 });
  expect(await ledger()).toEqual([
    { kind: 'hold', held: 4, captured: 0 },
    { kind: 'capture', held: -4, captured: 4 },
    { kind: 'return', held: 0, captured: -4 },
  ]);
  expect(slack.transcript('general')).toMatch(
    /It was not charged after all\.\n {2}\(by @ana · held 4 · charged 0 · 500 left in \w+\)\n {2}\[Try again · may charge again\]$/,
  );
  await slack.command({ user: 'ana', channel: 'general', text: 'audit' });
  expect(JSON.stringify(slack.ephemerals('ana').at(-1))).toMatch(
    /whoever runs the app · \*Unknown outcome: not charged\* · 4 → 0 · “not on the invoice”/,
  );

  const other = await outcomes('capture', id, '--reason', 'seen at Pixapi');
  expect(other).toMatchObject({ code: 1, stdout: expect.stringContaining('decided before') });
});

test('a picture that comes after a release is charged then', async () => {
  const { slack, pixapi } = imagine;
  pixapi.fault({ to: 'task' }, { body: { status: 'completed', result: {} } });
  await ask();
  const { outcomes: listed } = JSON.parse((await outcomes('--json')).stdout);
  expect(listed).toMatchObject([{ failure: 'result_malformed', heldCredits: 4, chargedCredits: null }]);
  const [{ id, taskId }] = listed;
  expect(taskId).toBeTruthy();

  expect(await outcomes('release', id, '--reason', 'no picture')).toMatchObject({ code: 0 });
  await imagine.settled();
  expect(slack.transcript('general')).toContain('held 4 · charged 0 · 500 left');
  await slack.click({ user: 'ana', channel: 'general', actionId: 'try_again' });
  await imagine.settled();
  expect(slack.transcript('general')).toContain('held 4 · charged 4 · 496 left');
  expect(pixapi.billed()).toHaveLength(1);
  expect(await ledger()).toEqual([
    { kind: 'hold', held: 4, captured: 0 },
    { kind: 'release', held: -4, captured: 0 },
    { kind: 'late', held: 0, captured: 4 },
  ]);
});
