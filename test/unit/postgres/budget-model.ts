import { randomUUID } from 'node:crypto';
import type { NewGeneration } from '../../../src/core/generation.ts';
import type { BudgetScope, GroupRule, Period } from '../../../src/core/team/budget.ts';

/** What budgets, counters, grants and warnings are to be, in the plainest words: everything is summed up anew each time. */

export interface Budget {
  credits: number | null;
  period: Period;
  rule: GroupRule | null;
  version: number;
}

export interface Hold {
  readonly request: NewGeneration;
  readonly pot: string | null;
  readonly month: string;
  readonly day: string;
  state: 'held' | 'made' | 'failed' | 'unknown';
  resolved: boolean;
  charged: number;
  decision: 'capture' | 'release' | null;
  readonly uses: { readonly grant: Grant; credits: number }[];
}

export interface Grant {
  readonly id: string;
  readonly scope: Counter;
  readonly userId: string | null;
  readonly credits: number;
  readonly endsAt: number;
  used: number;
  closed: boolean;
}

type Counter = readonly ['person' | 'channel' | 'team' | 'group', string];

export interface Limit extends Budget {
  readonly scope: BudgetScope['kind'];
  readonly scopeId: string;
  readonly counter: Counter;
}

export const WARN_AT = [50, 80, 100];
const key = ([scope, id]: readonly [string, string]) => `${scope}:${id}`;

export class Model {
  readonly teamId = `T${randomUUID()}`;
  readonly budgets = new Map<string, Budget>();
  readonly holds: Hold[] = [];
  readonly grants: Grant[] = [];
  /** With the budget at that time. */
  readonly warnings = new Map<string, number>();
  now: number;
  countsDays = false;
  #daysSince = '';

  constructor(now: number) {
    this.now = now;
  }

  get day(): string {
    return new Date(this.now).toISOString().slice(0, 10);
  }
  get month(): string {
    return `${this.day.slice(0, 8)}01`;
  }
  startOf(period: Period): string {
    return period === 'day' ? this.day : this.month;
  }

  countDays(): void {
    if (this.countsDays) return;
    this.countsDays = true;
    this.#daysSince = this.day;
  }
  isCounted(period: Period, start: string): boolean {
    return period === 'month' || (this.countsDays && start >= this.#daysSince);
  }

  countersOf({ request, pot }: Pick<Hold, 'request' | 'pot'>): Counter[] {
    const { userId, channelId } = request;
    return [
      ['person', userId],
      ['channel', channelId],
      ['team', this.teamId],
      ...(pot === null ? [] : [['group', pot] as const]),
    ];
  }

  sum(counter: Counter, period: Period, start: string): { held: number; captured: number; granted: number } {
    const sums = { held: 0, captured: 0, granted: 0 };
    for (const hold of this.holds) {
      if ((period === 'day' ? hold.day : hold.month) !== start) continue;
      for (const { grant, credits } of hold.uses) if (key(grant.scope) === key(counter)) sums.granted += credits;
      if (!this.countersOf(hold).some((one) => key(one) === key(counter))) continue;
      sums.held += hold.resolved ? 0 : hold.request.credits;
      sums.captured += hold.charged;
    }
    return sums;
  }

  /** Without what grants have paid. */
  used({ counter, period, scope }: Pick<Limit, 'counter' | 'period' | 'scope'>): number {
    const { held, captured, granted } = this.sum(counter, period, this.startOf(period));
    return held + captured - (scope === 'own' ? 0 : granted);
  }

  live(counter: Counter, userId: string): Grant[] {
    return this.grants
      .filter((one) => key(one.scope) === key(counter) && !one.closed && one.endsAt > this.now)
      .filter((one) => one.userId === null || one.userId === userId)
      .sort((a, b) => a.endsAt - b.endsAt || (a.id < b.id ? -1 : 1));
  }

  rest({ scope, counter }: Limit, userId: string): number {
    if (scope === 'own') return 0;
    return this.live(counter, userId).reduce((sum, { credits, used }) => sum + credits - used, 0);
  }

  /** At least 0; null: unlimited. */
  left(limit: Limit): number | null {
    return limit.credits === null ? null : limit.credits - this.used(limit);
  }

  /** Narrowest first. */
  limitsOf({ userId, channelId, standing }: NewGeneration): Limit[] {
    const groups = [...(standing?.groupIds ?? []), ...(standing?.isGuest ? ['guests'] : [])];
    const of = (scope: BudgetScope['kind'], id: string, counter: Counter): Limit[] => {
      const budget = this.budgets.get(`${scope}:${id}`);
      return budget ? [{ ...budget, scope, scopeId: id, counter }] : [];
    };
    const person = of('person', userId, ['person', userId]);
    const each = groups.flatMap((id) => of('group', id, ['person', userId])).filter(({ rule }) => rule === 'each');
    const pots = groups.flatMap((id) => of('group', id, ['group', id])).filter(({ rule }) => rule === 'pot');
    return [
      ...of('own', userId, ['person', userId]),
      ...(person.length > 0 ? person : this.#mostGenerous(each, userId)),
      ...this.#mostGenerous(pots, userId),
      ...of('channel', channelId, ['channel', channelId]),
      ...of('team', this.teamId, ['team', this.teamId]),
    ];
  }

  #mostGenerous(limits: readonly Limit[], userId: string): Limit[] {
    const room = (one: Limit) => (this.left(one) ?? 0) + this.rest(one, userId);
    return [...limits]
      .sort(
        (a, b) =>
          Number(a.credits !== null) - Number(b.credits !== null) ||
          (a.credits === null ? 0 : room(b) - room(a)) ||
          (b.credits ?? 0) - (a.credits ?? 0) ||
          (a.scopeId < b.scopeId ? -1 : 1),
      )
      .slice(0, 1);
  }

  /** Takes what a limit has no room for from its grants; the approval gives what they lack. */
  take(limit: Limit, request: NewGeneration, missing: number): Hold['uses'][number][] {
    const uses: Hold['uses'][number][] = [];
    let wanted = missing;
    for (const grant of this.live(limit.counter, request.userId)) {
      const credits = Math.min(grant.credits - grant.used, wanted);
      if (credits === 0) continue;
      grant.used += credits;
      wanted -= credits;
      uses.push({ grant, credits });
    }
    if (wanted > 0) {
      const given = { scope: limit.counter, userId: request.userId, credits: wanted, endsAt: this.now, used: wanted };
      const grant: Grant = { ...given, id: 'approval', closed: true };
      this.grants.push(grant);
      uses.push({ grant, credits: wanted });
    }
    return uses;
  }

  /** Of what was held and is not charged, what came from grants goes back to them first, the latest end first. */
  giveBack(hold: Hold, less: number): void {
    const scopes = new Set(hold.uses.map(({ grant }) => key(grant.scope)));
    for (const scope of scopes) {
      let back = less;
      const latest = hold.uses
        .filter(({ grant }) => key(grant.scope) === scope)
        .sort((a, b) => b.grant.endsAt - a.grant.endsAt || (a.grant.id < b.grant.id ? 1 : -1));
      for (const use of latest) {
        const credits = Math.min(use.credits, back);
        use.credits -= credits;
        use.grant.used -= credits;
        back -= credits;
      }
    }
  }

  #write(warning: string, credits: number): void {
    if (!this.warnings.has(warning)) this.warnings.set(warning, credits);
  }

  warningKey(limit: Limit, percent: number): string {
    const [scope, id] = limit.rule === 'each' ? limit.counter : [limit.scope, limit.scopeId];
    return [scope, id, limit.period, this.startOf(limit.period), percent].join(' ');
  }

  /** What a hold has passed; before: what was used before it. */
  warn(limit: Limit, before: number): void {
    const { credits } = limit;
    if (!credits) return;
    const used = this.used(limit);
    const passed = WARN_AT.filter((p) => before * 100 < p * credits && used * 100 >= p * credits);
    if (passed.length > 0)
      for (const percent of WARN_AT.filter((p) => used * 100 >= p * credits))
        this.#write(this.warningKey(limit, percent), credits);
  }
}
