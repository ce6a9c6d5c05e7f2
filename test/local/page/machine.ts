import type { Environment } from '../demo/environment.ts';
import type { AccountPiece, MachinePiece } from './shapes.ts';
import type { Seen } from './sight.ts';
import { createSwitches } from './switches.ts';

const READ_EVERY_MS = 500;

/** The part of a demo that the page shows and plays with. */
export type Stage = Pick<
  Environment,
  'slack' | 'pixapi' | 'query' | 'postgres' | 'killWorker' | 'startWorker' | 'workerRuns'
>;

/** What stands behind the workspace: processes, faults, time and money. */
export interface Machine {
  look(): Iterable<Seen>;
  turn(id: string, on: boolean): Promise<void>;
  setTaskMs(ms: number): void;
  /** The database counts one month further from now on; nothing that was written before is touched. */
  nextMonth(): Promise<void>;
  close(): void;
}

export function createMachine(environment: Stage, taskMs: number): Machine {
  const { slack, pixapi, query } = environment;
  const switches = createSwitches();
  let accounts: AccountPiece[] | null = null;
  let monthsAhead = 0;

  const readAccounts = async () => {
    accounts = await query<AccountPiece & Record<string, unknown>>(ACCOUNTS).then(
      (rows) => rows.map((row) => ({ ...row, team: nameOf(row.team) })),
      () => null,
    );
  };
  const nameOf = (id: string) => Object.values(slack.teams).find((team) => team.id === id)?.name ?? id;

  // One after the other: a second press must not start a second worker.
  let turning: Promise<unknown> = Promise.resolve();
  let reading = false;
  const timer = setInterval(() => {
    if (reading) return;
    reading = true;
    void readAccounts().finally(() => {
      reading = false;
    });
  }, READ_EVERY_MS);

  const piece = (): MachinePiece => ({
    switches: switches.map(({ id, title, what, group, kind, isOn, isPossible }) => ({
      ...{ id, title, what, group, kind },
      isOn: isOn?.(environment) ?? false,
      isPossible: isPossible?.(environment) ?? true,
    })),
    waiting: [...pixapi.unusedFaults(), ...slack.unusedFaults()],
    taskMs,
    accounts,
    billed: pixapi.billed().reduce((sum, { credits }) => sum + credits, 0),
    charged: accounts?.reduce((sum, { chargedEver }) => sum + chargedEver, 0) ?? null,
    monthsAhead,
    violations: [...slack.violations],
  });

  return {
    *look() {
      const now = piece();
      yield {
        key: 'machine/it',
        version: JSON.stringify(now),
        make: () => ({ kind: 'machine', id: 'it', piece: now }),
      };
    },
    async turn(id, on) {
      const found = switches.find((one) => one.id === id);
      if (!found) throw new Error(`There is no switch ${id}`);
      turning = turning.catch(() => undefined).then(() => found.turn(environment, on));
      await turning;
    },
    setTaskMs(ms) {
      taskMs = ms;
      pixapi.set({ taskMs: ms });
    },
    async nextMonth() {
      monthsAhead += 1;
      await query(
        `create or replace function budget_now() returns timestamptz language sql stable as $$
           select now() + interval '${monthsAhead} months' $$`,
      );
    },
    close: () => clearInterval(timer),
  };
}

/** The month's account of every workspace that has one, and all that it was ever charged. */
const ACCOUNTS = `
  select t.team_id as team, to_char(period_start(t, 'month'), 'YYYY-MM') as month, b.monthly_credits::int as budget,
    coalesce(m.held, 0)::int as held, coalesce(m.captured, 0)::int as charged,
    case when b.monthly_credits is not null
      then greatest(b.monthly_credits - coalesce(m.held + m.captured - m.granted, 0), 0)::int end as left,
    (select coalesce(sum(captured_delta), 0)::int from ledger_entries l where l.team_id = t.team_id) as "chargedEver"
  from teams t left join budgets b on b.team_id = t.team_id and b.scope = 'team' and b.scope_id = t.team_id
  left join budget_months m on m.team_id = t.team_id and m.scope = 'team' and m.scope_id = t.team_id
    and m.month = period_start(t, 'month')
  order by t.team_id`;
