import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BudgetTarget, GrantScope, Period } from '../../../src/core/team/budget.ts';
import type { Standing } from '../../../src/core/team/standing.ts';
import { type Decision, decideOutcome } from '../../../src/postgres/moves/outcomes.ts';
import type { Store } from '../../../src/postgres/store.ts';
import { setBudgetClock } from '../../support/budget-clock.ts';
import { type Hold, type Limit, Model, WARN_AT } from './budget-model.ts';
import { newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

const BEGINNING = Date.UTC(2027, 0, 30, 12);
const HOUR = 3_600_000;
/** Who asks, and which groups Slack says they are in. */
const STANDINGS: Record<string, Standing> = {
  U1: { groupIds: ['S1', 'S3'], isGuest: false },
  U2: { groupIds: ['S1', 'S2', 'S3', 'S4'], isGuest: false },
  U3: { groupIds: [], isGuest: true },
};

class Command implements fc.AsyncCommand<Model, Store> {
  readonly #act: (model: Model, store: Store) => Promise<void>;
  readonly #words: string;
  constructor(words: string, act: (model: Model, store: Store) => Promise<void>) {
    this.#words = words;
    this.#act = act;
  }
  check = () => true;
  toString = () => this.#words;
  async run(model: Model, store: Store): Promise<void> {
    await this.#act(model, store);
    await compare(model);
  }
}

/** Every counter of every scope and period, every grant, every warning. */
async function compare(model: Model): Promise<void> {
  const { teamId } = model;
  const counters = await opened.query<{
    scope: never;
    id: string;
    period: Period;
    start: string;
    [sum: string]: unknown;
  }>(`select scope, scope_id as id, period, start, held, captured, granted from budget_periods where team_id = $1`, [
    teamId,
  ]);
  for (const { scope, id, period, start, ...sums } of counters)
    expect(sums, `${scope} ${id} ${start}`).toEqual(model.sum([scope, id], period, start));
  const written = new Set(counters.map(({ scope, id, period, start }) => [scope, id, period, start].join(' ')));
  for (const hold of model.holds)
    for (const [scope, id] of model.countersOf(hold))
      for (const [period, start] of [
        ['month', hold.month],
        ['day', hold.day],
      ] as const)
        if (model.isCounted(period, start)) expect([...written]).toContain([scope, id, period, start].join(' '));
  const grants = await opened.query(
    `select scope, scope_id as id, credits, used, closed_at is not null as closed from grants where team_id = $1`,
    [teamId],
  );
  const sorted = (rows: readonly object[]) => rows.map((row) => JSON.stringify(row)).sort();
  expect(sorted(grants)).toEqual(
    sorted(model.grants.map(({ scope: [scope, id], credits, used, closed }) => ({ scope, id, credits, used, closed }))),
  );
  const warnings = await opened.query<{ warning: string; [more: string]: unknown }>(
    `select concat_ws(' ', scope, scope_id, period, start, percent) as warning from budget_alerts where team_id = $1`,
    [teamId],
  );
  expect(warnings.map(({ warning }) => warning).sort()).toEqual([...model.warnings.keys()].sort());
}

const hold = (credits: number, userId: string, channelId: string, isApproved: boolean) =>
  new Command(
    `hold ${credits} for ${userId} in ${channelId}${isApproved ? ', approved' : ''}`,
    async (model, store) => {
      const standing = STANDINGS[userId] ?? null;
      const approval = isApproved ? { id: randomUUID(), by: 'U9' } : null;
      const request = newGeneration({ teamId: model.teamId, credits, userId, channelId, standing, approval });
      const limits = model.limitsOf(request);
      const said = await store.listLimits(request, null);
      expect(said.map(({ scope, left, granted }) => [scope.kind, left, granted])).toEqual(
        limits.map((one) => [one.scope, model.left(one), model.rest(one, userId)]),
      );
      const lacks = (one: Limit) => {
        const left = model.left(one);
        return left === null ? 0 : Math.max(credits - Math.max(left, 0) - model.rest(one, userId), 0);
      };
      const over = limits.find((one) => lacks(one) > 0 && (!isApproved || one.scope === 'own'));
      const answer = await store.acceptGeneration(request, 0);
      if (over) {
        const room = limits.map((one) => {
          const left = model.left(one);
          return left === null ? Number.POSITIVE_INFINITY : Math.max(left, 0) + model.rest(one, userId);
        });
        expect(answer).toMatchObject({
          outcome: 'over',
          scope: over.scope,
          scopeId: over.scopeId,
          left: Math.max(model.left(over) ?? 0, 0),
          granted: model.rest(over, userId),
          period: over.period,
          room: Math.min(...room),
        });
        return;
      }
      expect(answer).toMatchObject({ outcome: 'accepted' });
      await store.markSubmitting(request, crypto.randomUUID());
      const before = new Map(limits.map((one) => [one, model.used(one)]));
      const missing = (one: Limit) => Math.max(credits - Math.max(model.left(one) ?? credits, 0), 0);
      const uses = limits
        .filter(({ scope, credits: most }) => scope !== 'own' && most !== null)
        .flatMap((one) => model.take(one, request, missing(one)));
      const pot = limits.find(({ rule }) => rule === 'pot')?.scopeId ?? null;
      const { month, day } = model;
      model.holds.push({ request, pot, month, day, state: 'held', resolved: false, charged: 0, decision: null, uses });
      for (const one of limits) model.warn(one, before.get(one) ?? 0);
    },
  );

/** Something done to one of the holds there are, or were: also for the second and third time. */
const toHold = (words: string, which: number, act: (one: Hold, model: Model, store: Store) => Promise<void>) =>
  new Command(`${words} ${which}`, async (model, store) => {
    const one = model.holds[which % Math.max(model.holds.length, 1)];
    if (one) await act(one, model, store);
  });

/** More was charged than held: what the budgets that are known without groups have reached is written down. */
function warnOfMore(model: Model, { request, pot }: Hold): void {
  const { userId, channelId } = request;
  for (const limit of model.limitsOf({ ...request, userId, channelId, standing: null })) model.warn(limit, -1);
  const budget = pot === null ? undefined : model.budgets.get(`group:${pot}`);
  if (budget?.rule === 'pot' && pot !== null)
    model.warn({ ...budget, scope: 'group', scopeId: pot, counter: ['group', pot] }, -1);
}

const capture = (which: number, share: number) =>
  toHold(`capture ${share} of`, which, async (one, model, store) => {
    const amount = Math.floor(one.request.credits * share);
    const moves = one.state === 'held' || one.state === 'unknown';
    expect(await store.markMade(one.request, PICTURE, { amount, estimated: false })).toBe(moves);
    if (!moves) return;
    const resolves = !one.resolved;
    const isLate = one.decision === 'release';
    if (resolves || isLate) one.charged = amount;
    Object.assign(one, { state: 'made', resolved: true });
    if (isLate && amount > 0) warnOfMore(model, one);
    if (!resolves) return;
    if (amount < one.request.credits) model.giveBack(one, one.request.credits - amount);
    if (amount > one.request.credits) warnOfMore(model, one);
  });

const release = (which: number) =>
  toHold('release', which, async (one, model, store) => {
    const moves = one.state === 'held';
    expect(await store.markFailed(one.request, 'prompt_refused')).toBe(moves);
    if (!moves) return;
    Object.assign(one, { state: 'failed', resolved: true });
    model.giveBack(one, one.request.credits);
  });

const loseSight = (which: number) =>
  toHold('lose sight of', which, async (one, _, store) => {
    const moves = one.state === 'held';
    expect(await store.markUnknown(one.request, 'outcome_unknown')).toBe(moves);
    if (moves) one.state = 'unknown';
  });

const settle = (which: number) =>
  toHold('settle', which, async (one, _, store) => {
    const moves = one.state === 'unknown' && !one.resolved;
    expect(await store.settleUnknown(one.request)).toBe(moves);
    if (moves) Object.assign(one, { resolved: true, charged: one.request.credits });
  });

const decide = (which: number, decision: Decision) =>
  toHold(`decide ${decision} of`, which, async (one, model) => {
    const answer = await decideOutcome(opened.work, one.request, decision, 'seen at Pixapi');
    const moves = one.state === 'unknown' && one.decision === null;
    expect(answer.outcome).toBe(moves ? 'decided' : one.decision ? 'known' : 'not_unknown');
    if (!moves) return;
    const charged = decision === 'release' ? 0 : one.request.credits;
    Object.assign(one, { resolved: true, decision, charged });
    if (decision === 'release') model.giveBack(one, one.request.credits);
  });

type Scope = Exclude<BudgetTarget, { kind: 'team' }> | { readonly kind: 'team' };
const idOf = (model: Model, scope: Scope | { kind: 'own'; id: string }) =>
  scope.kind === 'team' ? model.teamId : scope.id;

const set = (scope: Scope, credits: number | null, period: Period) =>
  new Command(`set ${JSON.stringify(scope)} to ${credits} a ${period}`, async (model, store) => {
    const { teamId } = model;
    const name = `${scope.kind}:${idOf(model, scope)}`;
    const before = model.budgets.get(name);
    const rule = scope.kind === 'group' ? scope.rule : null;
    const change = { teamId, userId: 'U9', scope, credits, period, timeZone: null };
    expect(await store.setBudget({ ...change, expected: (before?.version ?? 0) + 7 }, null)).toMatchObject({
      outcome: 'conflict',
    });
    const answer = await store.setBudget({ ...change, expected: before?.version ?? null }, null);
    if (period === 'day') model.countDays();
    const isSame = before?.credits === credits && before.period === period && before.rule === rule;
    const version = (before?.version ?? 0) + (isSame ? 0 : 1);
    expect(answer).toMatchObject({ outcome: 'set', now: { credits, period, rule, version } });
    model.budgets.set(name, { credits, period, rule, version });
    if (!isSame) rewarn(model, name, before);
  });

/** What is not reached any more is armed anew; what is reached by the new budget is written down. */
function rewarn(model: Model, name: string, before: { credits: number | null; rule: string | null } | undefined): void {
  const [scope = '', id = ''] = name.split(':');
  const budget = model.budgets.get(name);
  if (!budget) return;
  if (before?.rule === 'each') {
    for (const [warning, was] of model.warnings) {
      const [kind, person, period, start] = warning.split(' ');
      const isNow = start === model.startOf(period as Period);
      if (kind === 'person' && isNow && !model.budgets.has(`person:${person}`) && was === before.credits)
        model.warnings.delete(warning);
    }
  }
  const counter = scope === 'own' ? 'person' : scope;
  const limit = { ...budget, scope, scopeId: id, counter: [counter, id] } as Limit;
  const used = model.used(limit);
  for (const percent of WARN_AT)
    if (budget.credits === null || percent * budget.credits > 100 * used)
      model.warnings.delete(model.warningKey(limit, percent));
  if (budget.rule !== 'each') model.warn(limit, -1);
}

const cap = (userId: string, credits: number | null, period: Period) =>
  new Command(`${userId} caps at ${credits} a ${period}`, async (model, store) => {
    const name = `own:${userId}`;
    const before = model.budgets.get(name);
    await store.capOwn({ teamId: model.teamId, userId }, credits, period, null);
    if (credits === null) {
      if (before)
        for (const one of model.warnings.keys()) if (one.startsWith(`own ${userId} `)) model.warnings.delete(one);
      model.budgets.delete(name);
      return;
    }
    if (period === 'day') model.countDays();
    const isSame = before?.credits === credits && before.period === period;
    model.budgets.set(name, { credits, period, rule: null, version: 1 });
    if (!isSame) rewarn(model, name, before);
  });

const give = (scope: GrantScope, credits: number, hours: number, userId: string | null) =>
  new Command(`give ${credits} to ${JSON.stringify(scope)} for ${hours} h`, async (model, store) => {
    const { teamId, now } = model;
    const [id, endsAt] = [randomUUID(), now + hours * HOUR];
    const grant = {
      teamId,
      id,
      scope,
      userId,
      credits,
      endsAt: new Date(endsAt),
      givenBy: 'U9',
      reason: null,
      approvalId: null,
    };
    expect(await store.giveGrant(grant, null)).toBe(true);
    expect(await store.giveGrant(grant, null)).toBe(false);
    model.grants.push({ id, scope: [scope.kind, idOf(model, scope)], userId, credits, endsAt, used: 0, closed: false });
  });

const takeBack = (which: number) =>
  new Command(`take back ${which}`, async (model, store) => {
    const grant = model.grants[which % Math.max(model.grants.length, 1)];
    if (!grant || grant.id === 'approval') return;
    const isLive = !grant.closed && grant.endsAt > model.now;
    const answer = await store.takeBackGrant({ teamId: model.teamId, userId: 'U9' }, grant.id);
    expect(answer?.used).toBe(isLive ? grant.used : undefined);
    if (isLive) grant.closed = true;
  });

const pass = (hours: number) =>
  new Command(`${hours} h pass`, async (model) => {
    model.now += hours * HOUR;
    await setBudgetClock(opened.query, new Date(model.now));
  });

const closeEnded = () =>
  new Command('grants that have ended are closed', async (model, store) => {
    await store.closeEndedGrants(100);
    for (const grant of model.grants) if (grant.endsAt <= model.now) grant.closed = true;
  });

const people = fc.constantFrom('U1', 'U2', 'U3');
const channels = fc.constantFrom('C1', 'C2');
const periods = fc.constantFrom<Period>('month', 'month', 'day');
const which = fc.nat(20);
const credits = fc.oneof({ weight: 1, arbitrary: fc.constant(null) }, { weight: 8, arbitrary: fc.nat(30) });
const scopes = fc.constantFrom<Scope>(
  { kind: 'team' },
  { kind: 'channel', id: 'C1' },
  { kind: 'person', id: 'U1' },
  { kind: 'group', id: 'S1', rule: 'each' },
  { kind: 'group', id: 'S2', rule: 'each' },
  { kind: 'group', id: 'S3', rule: 'pot' },
  { kind: 'group', id: 'S4', rule: 'pot' },
  { kind: 'group', id: 'S4', rule: 'each' },
  { kind: 'group', id: 'guests', rule: 'each' },
);
const grantScopes = fc.constantFrom<GrantScope>(
  { kind: 'team' },
  { kind: 'channel', id: 'C1' },
  { kind: 'person', id: 'U1' },
  { kind: 'person', id: 'U2' },
  { kind: 'group', id: 'S3', rule: 'pot' },
);
const holds = fc
  .tuple(
    fc.nat(12),
    people,
    channels,
    fc.nat(4).map((n) => n === 0),
  )
  .map((chosen) => hold(...chosen));
const commands = fc.commands(
  [
    holds,
    holds,
    holds,
    fc.tuple(which, fc.constantFrom(0, 0.5, 1, 1, 2)).map((chosen) => capture(...chosen)),
    which.map(release),
    which.map(loseSight),
    which.map(settle),
    fc.tuple(which, fc.constantFrom<Decision[]>('capture', 'release')).map((chosen) => decide(...chosen)),
    fc.tuple(scopes, credits, periods).map((chosen) => set(...chosen)),
    fc.tuple(people, credits, periods).map((chosen) => cap(...chosen)),
    fc
      .tuple(grantScopes, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 60 }), fc.option(people))
      .map((chosen) => give(...chosen)),
    which.map(takeBack),
    fc.constantFrom(1, 11, 24, 40).map(pass),
    fc.constant(null).map(closeEnded),
  ],
  { maxCommands: 70, size: 'max' },
);

/** Narrow ones of every kind, and something on top: so that most of what follows is at some limit. */
const BEGUN = [
  set({ kind: 'person', id: 'U1' }, 20, 'month'),
  set({ kind: 'group', id: 'S2', rule: 'each' }, 6, 'day'),
  set({ kind: 'group', id: 'S3', rule: 'pot' }, 18, 'month'),
  set({ kind: 'channel', id: 'C1' }, 15, 'day'),
  give({ kind: 'channel', id: 'C1' }, 10, 30, null),
  give({ kind: 'channel', id: 'C1' }, 10, 20, 'U2'),
  give({ kind: 'team' }, 20, 50, null),
  give({ kind: 'person', id: 'U1' }, 9, 40, null),
  hold(12, 'U1', 'C1', false),
  hold(11, 'U2', 'C1', true),
];

test('nested budgets of all scopes and periods, pots, grants and approvals keep what a plain model keeps, in any order', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      await setBudgetClock(opened.query, new Date(BEGINNING));
      const model = new Model(BEGINNING);
      await opened.store.readBudget(model.teamId, 40);
      model.budgets.set(`team:${model.teamId}`, { credits: 40, period: 'month', rule: null, version: 1 });
      for (const first of BEGUN) await first.run(model, opened.store);
      await fc.asyncModelRun(() => ({ model, real: opened.store }), list);
    }),
    { numRuns: 20 },
  );
  // a run in which nothing happened proves nothing
  const [rows] = await opened.query<{ used: number; back: number; off: number; told: number }>(
    `select (select count(*) from grant_uses where credits > 0) as used, (select count(*) from grant_uses where credits = 0) as back,
       (select count(*) from ledger_entries where kind = 'adjust') as off, (select count(*) from budget_alerts) as told`,
  );
  for (const count of [rows?.used, rows?.back, rows?.off, rows?.told]) expect(count).toBeGreaterThan(10);
});
