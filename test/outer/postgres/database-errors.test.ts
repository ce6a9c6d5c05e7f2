import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { RETRY_WAITS_MS } from '../../../src/core/making/retry-write.ts';
import type { Fault } from '../../local/pixapi/pixapi.ts';
import { type Imagine, startImagine } from '../../support/imagine.ts';

/** A minute of waiting passes in 60 ms. */
const QUICK = { waitScale: 0, backoffScale: 0.001 };

let imagine: Imagine;
beforeAll(async () => {
  imagine = await startImagine({ env: { TEAM_CONCURRENCY: '40' }, overrides: QUICK });
  await imagine.query(OUTAGES);
});
beforeEach(() => imagine.slack.set({ processingMs: 0 }));
afterEach(async () => {
  await imagine.query('truncate outages');
  await imagine.reset();
});
afterAll(() => imagine.close());

/** A database that answers one move of one request with an error, so many times. A sequence counts what is rolled back. */
const OUTAGES = `
  create table outages (prompt text, move text, code text, tries integer, counter text);
  create function fail_move() returns trigger language plpgsql as $$
  declare outage outages;
  begin
    for outage in select * from outages where prompt = new.prompt and (move = new.state and old.state <> new.state
      or move = 'announcing' and old.announcing_at is null and new.announcing_at is not null
      or move = 'announced' and old.announced_at is null and new.announced_at is not null
      or move = 'showing' and old.showing_at is null and new.showing_at is not null
      or move = 'told' and old.told_at is null and new.told_at is not null)
    loop
      if nextval(outage.counter) <= outage.tries then raise exception 'out of order' using errcode = outage.code; end if;
    end loop;
    return new;
  end $$;
  create trigger fail_move before update on generations for each row execute function fail_move();`;

async function outage(prompt: string, move: string, code: string, tries: number): Promise<void> {
  const counter = `count_${prompt.replaceAll(/\W/g, '_')}`;
  await imagine.query(`create sequence if not exists ${counter}`);
  await imagine.query(`select setval('${counter}', 1, false)`);
  await imagine.query('insert into outages values ($1, $2, $3, $4, $5)', [prompt, move, code, tries, counter]);
}

/** How many tries a database fails that is out of order for so long. */
function triesIn(seconds: number): number {
  let tries = 0;
  for (let ms = 0; ms < seconds * 1_000; tries++) ms += RETRY_WAITS_MS[tries] ?? Number.POSITIVE_INFINITY;
  return tries;
}

interface Move {
  readonly move: string;
  readonly fault?: Fault;
  readonly ends: { state: string; failure: string | null };
  readonly billed?: number;
}
const POSTED = { state: 'posted', failure: null };
const FAILS: Fault = { task: { fails: { status: 422 } } };
const MOVES: readonly Move[] = [
  { move: 'announcing', ends: POSTED },
  { move: 'announced', ends: POSTED },
  { move: 'submitting', ends: POSTED },
  { move: 'submitted', ends: POSTED },
  { move: 'made', ends: POSTED },
  { move: 'showing', ends: POSTED },
  { move: 'posted', ends: POSTED },
  // Pixapi was too busy to read the first order, and is asked again
  { move: 'requested', fault: { answer: { status: 429 } }, ends: POSTED },
  { move: 'failed', fault: FAILS, ends: { state: 'failed', failure: 'prompt_refused' }, billed: 0 },
  { move: 'told', fault: FAILS, ends: { state: 'failed', failure: 'prompt_refused' }, billed: 0 },
  { move: 'unknown', fault: { reset: 'after' }, ends: { state: 'unknown', failure: 'outcome_unknown' } },
];
const CODES = ['25006', '40001', '53100', '55P03', '57P01', '58030'];
const SECONDS = [1, 10, 45];

describe('a database that answers with errors for 1, 10 or 45 seconds loses nothing paid, and nothing is ordered twice', () => {
  test.each(CODES)('SQLSTATE %s at every move', async (code) => {
    const { slack, pixapi, query } = imagine;
    const cases = MOVES.flatMap((one) =>
      SECONDS.map((seconds) => ({ ...one, prompt: `fox ${one.move} ${seconds}`, seconds })),
    );
    for (const { prompt, move, seconds, fault } of cases) {
      await outage(prompt, move, code, triesIn(seconds));
      if (fault) pixapi.fault({ to: 'submit', prompt: new RegExp(`^${prompt}$`) }, fault);
    }
    await Promise.all(cases.map(({ prompt }) => slack.command({ user: 'ana', channel: 'general', text: prompt })));
    await imagine.settled();

    const rows = await query<{ prompt: string; state: string; failure: string | null }>(
      'select prompt, state, failure from generations',
    );
    const played = await query<{ prompt: string; tries: number }>('select prompt, tries from outages');
    const promptsOf = (entries: readonly { prompt: string }[], prompt: string) =>
      entries.filter((entry) => entry.prompt === prompt).length;
    const seen = cases.map(({ prompt }) => ({
      prompt,
      ...rows.find((row) => row.prompt === prompt),
      submits: promptsOf(
        pixapi.submits().map(({ fields }) => ({ prompt: String(fields?.prompt) })),
        prompt,
      ),
      billed: promptsOf(pixapi.billed(), prompt),
    }));
    expect(seen).toEqual(cases.map(({ prompt, ends, billed = 1 }) => ({ prompt, ...ends, submits: 1, billed })));
    for (const { prompt, tries } of played) {
      const counter = `count_${prompt.replaceAll(/\W/g, '_')}`;
      const [row] = await query<{ count: string }>(`select last_value as count from ${counter}`);
      expect(Number(row?.count), prompt).toBeGreaterThan(tries);
    }
  });
});
