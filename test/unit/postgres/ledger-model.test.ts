import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NewGeneration } from '../../../src/core/generation.ts';
import { type Decision, decideOutcome } from '../../../src/postgres/moves/outcomes.ts';
import type { Store } from '../../../src/postgres/store.ts';
import { newGeneration, type OpenStore, openStore, PICTURE } from './support.ts';

let opened: OpenStore;
beforeAll(async () => {
  opened = await openStore();
});
afterAll(() => opened.close());

interface Hold {
  readonly request: NewGeneration;
  state: 'held' | 'made' | 'failed' | 'unknown';
  resolved: boolean;
  charged: number;
  decision: Decision | null;
  /** Charged after it was given back. */
  isLate: boolean;
}

/** What the ledger is to be, in the plainest words. */
interface Model {
  readonly teamId: string;
  readonly budgets: Map<string, number>;
  readonly holds: Hold[];
}

const scopesOf = ({ userId, channelId, teamId }: NewGeneration) => [
  `person:${userId}`,
  `channel:${channelId}`,
  `team:${teamId}`,
];

function counted(model: Model, scope: string): { held: number; captured: number } {
  const mine = model.holds.filter(({ request }) => scopesOf(request).includes(scope));
  return {
    held: mine.reduce((sum, { resolved, request }) => sum + (resolved ? 0 : request.credits), 0),
    captured: mine.reduce((sum, { charged }) => sum + charged, 0),
  };
}

const spent = (model: Model, scope: string) => counted(model, scope).held + counted(model, scope).captured;

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
    const counters = await opened.counters(model.teamId);
    for (const { scope, scopeId, held, captured } of counters)
      expect({ held, captured }, `${scope} ${scopeId}`).toEqual(counted(model, `${scope}:${scopeId}`));
    const [team] = counters.filter(({ scope }) => scope === 'team');
    const late = model.holds.reduce((sum, { isLate, charged }) => sum + (isLate ? charged : 0), 0);
    const most = (model.budgets.get(`team:${model.teamId}`) ?? 0) + late;
    if (team) expect(team.held + team.captured).toBeLessThanOrEqual(most);
  }
}

const hold = (credits: number, userId: string, channelId: string) =>
  new Command(`hold ${credits} for ${userId} in ${channelId}`, async (model, store) => {
    const request = newGeneration({ teamId: model.teamId, credits, userId, channelId });
    const over = scopesOf(request).find((scope) => {
      const budget = model.budgets.get(scope);
      // what came late may have taken more than there is; what is free fits all the same
      return budget !== undefined && credits > 0 && spent(model, scope) + credits > budget;
    });
    const answer = await store.acceptGeneration(request, 0);
    if (over) {
      const left = Math.max((model.budgets.get(over) ?? 0) - spent(model, over), 0);
      expect(answer).toMatchObject({ outcome: 'over', scope: over.split(':')[0], left });
    } else {
      expect(answer).toMatchObject({ outcome: 'accepted' });
      await store.markSubmitting(request, crypto.randomUUID());
      model.holds.push({ request, state: 'held', resolved: false, charged: 0, decision: null, isLate: false });
    }
  });

/** Something done to one of the holds there are, or were: also for the second and third time. */
const toHold = (words: string, which: number, act: (one: Hold, store: Store) => Promise<void>) =>
  new Command(`${words} ${which}`, async ({ holds }, store) => {
    const one = holds[which % Math.max(holds.length, 1)];
    if (one) await act(one, store);
  });

const capture = (which: number, share: number) =>
  toHold(`capture ${share} of`, which, async (one, store) => {
    const amount = Math.floor(one.request.credits * share);
    const moves = one.state === 'held' || one.state === 'unknown';
    expect(await store.markMade(one.request, PICTURE, { amount, estimated: false })).toBe(moves);
    if (!moves) return;
    one.isLate = one.decision === 'release';
    if (!one.resolved || one.isLate) one.charged = amount;
    Object.assign(one, { state: 'made', resolved: true });
  });

const release = (which: number) =>
  toHold('release', which, async (one, store) => {
    const moves = one.state === 'held';
    expect(await store.markFailed(one.request, 'prompt_refused')).toBe(moves);
    if (moves) Object.assign(one, { state: 'failed', resolved: true });
  });

const loseSight = (which: number) =>
  toHold('lose sight of', which, async (one, store) => {
    const moves = one.state === 'held';
    expect(await store.markUnknown(one.request, 'outcome_unknown')).toBe(moves);
    if (moves) one.state = 'unknown';
  });

const settle = (which: number) =>
  toHold('settle', which, async (one, store) => {
    const moves = one.state === 'unknown' && !one.resolved;
    expect(await store.settleUnknown(one.request)).toBe(moves);
    if (moves) Object.assign(one, { resolved: true, charged: one.request.credits });
  });

const decide = (which: number, decision: Decision) =>
  toHold(`decide ${decision} of`, which, async (one) => {
    const answer = await decideOutcome(opened.work, one.request, decision, 'seen at Pixapi');
    const moves = one.state === 'unknown' && one.decision === null;
    if (moves) {
      const charged = decision === 'release' ? 0 : one.request.credits;
      Object.assign(one, { resolved: true, decision, charged });
    }
    const known = { decision: one.decision, credits: one.charged };
    if (moves) expect(answer).toMatchObject({ outcome: 'decided', ...known });
    else expect(answer).toMatchObject(one.decision ? { outcome: 'known', ...known } : { outcome: 'not_unknown' });
  });

const people = fc.constantFrom('U1', 'U2');
const channels = fc.constantFrom('C1', 'C2');
const which = fc.nat(20);
const commands = fc.commands(
  [
    fc.tuple(fc.nat(9), people, channels).map((chosen) => hold(...chosen)),
    fc.tuple(fc.nat(9), people, channels).map((chosen) => hold(...chosen)),
    fc.tuple(which, fc.constantFrom(0, 0.5, 1)).map((chosen) => capture(...chosen)),
    which.map(release),
    which.map(loseSight),
    which.map(settle),
    fc.tuple(which, fc.constantFrom<Decision[]>('capture', 'release', 'release')).map((chosen) => decide(...chosen)),
  ],
  { maxCommands: 60, size: 'max' },
);

test('hold, capture, release, settle and decide, in any order and as often as may be, keep the counters a plain model keeps', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (list) => {
      const teamId = `T${randomUUID()}`;
      const budgets = new Map([
        [`team:${teamId}`, 40],
        ['person:U1', 20],
        ['channel:C1', 25],
      ]);
      await opened.store.readBudget(teamId, 40);
      for (const [kind, id] of [['person', 'U1'] as const, ['channel', 'C1'] as const]) {
        const credits = budgets.get(`${kind}:${id}`) ?? null;
        await opened.store.setBudget({ teamId, userId: 'U9', scope: { kind, id }, credits, timeZone: null }, null);
      }
      await fc.asyncModelRun(() => ({ model: { teamId, budgets, holds: [] }, real: opened.store }), list);
    }),
    { numRuns: 15 },
  );
  // a run in which nothing happened proves nothing
  const [rows] = await opened.query<{ movements: number }>('select count(*) as movements from ledger_entries');
  expect(rows?.movements).toBeGreaterThan(100);
});
