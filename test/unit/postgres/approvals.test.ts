import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Approval, NewApproval } from '../../../src/core/approvals/approval.ts';
import { lookOf } from '../../../src/core/approvals/approval.ts';
import type { NewGeneration } from '../../../src/core/generation.ts';
import { LOOK } from '../../../src/postgres/approvals/read.ts';
import { newGeneration, type OpenStore, openStore } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

/** A request of 14 credits, refused in a team that has 5, and the question that it is. */
async function refused(): Promise<{ request: NewGeneration; question: NewApproval }> {
  const teamId = `T${randomUUID()}`;
  const request = newGeneration({ teamId, credits: 14 });
  const over = await opened.store.acceptGeneration(request, 5);
  if (over.outcome !== 'over') throw new Error(`${over.outcome} instead of over`);
  const { scope, scopeId, rule, left, budget, renewsAt } = over;
  const about = {
    teamId,
    id: randomUUID(),
    generationId: request.id,
    userId: request.userId,
    credits: 14,
    againOf: null,
  };
  return { request, question: { ...about, scope, scopeId, rule, left, budget, renewsAt } };
}

/** The same request with a key of its own: it is not the key that keeps it from starting twice. */
const again = (request: NewGeneration): NewGeneration => ({
  ...request,
  ...{ id: randomUUID(), keys: [`approved:${randomUUID()}`], againOf: request.id },
});
const times = <T>(n: number, act: () => Promise<T>) => Promise.all(Array.from({ length: n }, act));
const count = (outcomes: readonly { outcome: string }[], which: string) =>
  outcomes.filter(({ outcome }) => outcome === which).length;

test('many presses at once are one question for a person and scope', async () => {
  const { question } = await refused();
  const answers = await times(8, () => opened.store.ask({ ...question, id: randomUUID() }));
  expect(count(answers, 'asked')).toBe(1);
  expect(new Set(answers.map(({ approval }) => approval.id)).size).toBe(1);
});

test('of many answers at once one counts, and all are told the same', async () => {
  const { question } = await refused();
  await opened.store.ask(question);
  const decisions = [{ kind: 'once' }, { kind: 'no', reason: 'no' }, { kind: 'until', credits: 50, days: 1 }] as const;
  const answers = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((i) => opened.store.decide(question, `U${i}`, decisions[i % 3] ?? { kind: 'once' })),
  );
  expect(answers.filter((answer) => answer?.outcome === 'decided')).toHaveLength(1);
  expect(new Set(answers.map((answer) => answer?.approval.decidedBy)).size).toBe(1);
  const rows = await opened.query(
    `select from audit_entries where team_id = $1 and action in ('approval_allowed', 'approval_refused')`,
    [question.teamId],
  );
  expect(rows).toHaveLength(1);
});

describe('what was allowed', () => {
  test('once starts once, however many start it, with exactly the credits that were missing', async () => {
    const { request, question } = await refused();
    await opened.store.ask(question);
    expect(await opened.store.startAllowed(question, again(request), 5)).toMatchObject({
      outcome: 'duplicate',
    });
    await opened.store.decide(question, 'U9', { kind: 'once' });
    const answers = await times(8, () => opened.store.startAllowed(question, again(request), 5));
    expect(count(answers, 'accepted')).toBe(1);
    expect(count(answers, 'duplicate')).toBe(7);
    expect(await opened.query('select credits, used from grants where team_id = $1', [question.teamId])).toEqual([
      { credits: 9, used: 9 },
    ]);
    expect(await opened.store.findApproval(question)).toMatchObject({ state: 'allowed', cameOf: 'started' });
    expect(await opened.store.acceptGeneration(newGeneration({ teamId: request.teamId, credits: 1 }), 5)).toMatchObject(
      {
        outcome: 'over',
        left: 0,
      },
    );
  });

  test('until a day is a grant for who asked, of which the rest is left to them alone', async () => {
    const { request, question } = await refused();
    await opened.store.ask(question);
    await opened.store.decide(question, 'U9', { kind: 'until', credits: 20, days: 1 });
    expect(await opened.store.startAllowed(question, again(request), 5)).toMatchObject({
      outcome: 'accepted',
    });
    const { teamId } = request;
    const other = newGeneration({ teamId, userId: 'U2', credits: 1 });
    expect(await opened.store.acceptGeneration(other, 5)).toMatchObject({ outcome: 'over' });
    const own = newGeneration({ teamId, credits: 11 });
    expect(await opened.store.acceptGeneration(own, 5)).toMatchObject({ outcome: 'accepted' });
  });
});

test('what nobody answered in time runs out, once, at the latest with the answer that comes too late', async () => {
  const { question } = await refused();
  await opened.store.ask(question);
  await opened.query('update approvals set runs_out_at = now() where id = $1', [question.id]);
  const [late, ...ran] = await Promise.all([
    opened.store.decide(question, 'U9', { kind: 'once' }),
    opened.store.letRunOut(),
    opened.store.letRunOut(),
  ]);
  expect(late).toMatchObject({ outcome: 'late', approval: { state: 'ran_out', decidedBy: null } });
  expect(ran.flat().filter(({ id }) => id === question.id).length).toBeLessThanOrEqual(1);
  const rows = await opened.query(`select from audit_entries where team_id = $1 and action = 'approval_ran_out'`, [
    question.teamId,
  ]);
  expect(rows).toHaveLength(1);
});

test.each([
  ['a Monday', '2026-11-30T09:00:00Z', 'UTC', 1, '2026-12-01T18:00:00.000Z'],
  ['two working days', '2026-11-30T09:00:00Z', 'UTC', 2, '2026-12-02T18:00:00.000Z'],
  ['a Friday', '2026-12-04T09:00:00Z', 'UTC', 1, '2026-12-07T18:00:00.000Z'],
  ['a Saturday', '2026-12-05T09:00:00Z', 'UTC', 1, '2026-12-07T18:00:00.000Z'],
  ['a Friday there, a Saturday here', '2026-12-05T01:00:00Z', 'America/Sao_Paulo', 1, '2026-12-07T21:00:00.000Z'],
  ['the clock goes forward over the weekend', '2026-03-27T12:00:00Z', 'Europe/Madrid', 1, '2026-03-30T16:00:00.000Z'],
  ['the clock goes back over the weekend', '2026-10-23T12:00:00Z', 'Europe/Madrid', 1, '2026-10-26T17:00:00.000Z'],
])('asked on %s, it runs out at the end of the working day', async (_, at, zone, days, end) => {
  const [row] = await opened.query<{ end: Date }>('select working_day_end($1, $2, $3) as "end"', [at, zone, days]);
  expect(row?.end.toISOString()).toBe(end);
});

test('the statements know what a card should show as the core does', async () => {
  const ends = ['asked', 'refused', 'ran_out', 'unreachable'].map((state) => ({ state, cameOf: null }));
  const all = [...ends, ...[null, 'started', 'asked_again', 'nothing'].map((cameOf) => ({ state: 'allowed', cameOf }))];
  for (const { state, cameOf } of all) {
    for (const reader of ['manager', 'asker'] as const) {
      const { rows } = { rows: await look(reader, state, cameOf) };
      expect(rows[0]?.look).toBe(lookOf({ state, cameOf } as Approval, reader));
    }
  }
});

const look = (reader: string, state: string, cameOf: string | null) =>
  opened.query<{ look: string }>(
    `select ${LOOK} as look from (select $1::text as reader) c, (select $2::text as state, $3::text as came_of) a`,
    [reader, state, cameOf],
  );

test('of two open questions about what becomes one channel the earlier one ends, and the channel moves', async () => {
  const { question } = await refused();
  const { teamId } = question;
  const about = (scopeId: string) => ({ ...question, id: randomUUID(), scope: 'channel', scopeId }) as const;
  const [earlier, later] = [about('C1'), about('C9')];
  await opened.store.ask(earlier);
  await opened.store.ask(later);
  await opened.store.renameChannel(teamId, 'C1', 'C9');
  const open = await opened.query('select id, state, scope_id from approvals where team_id = $1 order by asked_at', [
    teamId,
  ]);
  expect(open).toEqual([
    { id: earlier.id, state: 'ran_out', scope_id: 'C9' },
    { id: later.id, state: 'asked', scope_id: 'C9' },
  ]);
});
