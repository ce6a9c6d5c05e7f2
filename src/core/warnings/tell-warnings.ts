import { toFailure } from '../failure.ts';
import type { BudgetScope, Period } from '../team/budget.ts';
import { forecast, type Spending } from './forecast.ts';
import { type NoteStore, type TellDeps, tellManagers } from './tell-managers.ts';
import type { Share, Spike, Warning } from './warning.ts';

/** A budget's thresholds that were reached and not told, as the highest of them. */
export interface Alert {
  readonly teamId: string;
  readonly whose: BudgetScope;
  readonly period: Period;
  /** First day of the period, YYYY-MM-DD. */
  readonly start: string;
  readonly percent: number;
  /** As it is now; null: unlimited by now. */
  readonly credits: number | null;
  /** Without what grants paid; never less than when it was reached. */
  readonly used: number;
  readonly left: number;
  readonly renewsAt: Date;
  /** false: that period is over. */
  readonly isCurrent: boolean;
  readonly isLow: boolean;
}

/** Who and where most of something was spent. */
export interface Most {
  readonly person: Share | null;
  readonly channel: Share | null;
}

/** A running month or day by its first day (YYYY-MM-DD), or the last hour. */
export type Within = { readonly period: Period; readonly start: string } | 'last_hour';

export interface AlertStore extends NoteStore {
  /** Those that wait the longest first, at most a few dozen. */
  listAlerts(): Promise<Alert[]>;
  /** This threshold of this period, and those below it. */
  markAlertTold(alert: Alert): Promise<void>;
  readPace(alert: Pick<Alert, 'teamId' | 'whose' | 'period'>): Promise<Spending | null>;
  /** Held credits count. */
  readMost(teamId: string, whose: BudgetScope, within: Within): Promise<Most>;
  /** Writes down the hours that cost more than a usual day, each team's once a day. */
  noteSpikes(): Promise<void>;
  listSpikes(): Promise<{ teamId: string; day: string; credits: number; usualDay: number }[]>;
  markSpikeTold(teamId: string, day: string): Promise<void>;
}

export interface WarningDeps extends TellDeps {
  readonly store: AlertStore;
  readonly chat: {
    /** Fails as `Chat` does. */
    tellWarning(teamId: string, userId: string, warning: Warning): Promise<void>;
    tellSpike(teamId: string, userId: string, spike: Spike): Promise<void>;
  };
}

/** From here on, what asks for no quality is made in low, where the team wants that. */
const LOW_FROM_PERCENT = 80;

/** Tells the managers of what was reached in the transactions that moved the counters, and of unusual hours. */
export async function tellWarnings(deps: WarningDeps, signal: AbortSignal): Promise<void> {
  const { store, log } = deps;
  const alerts = await store.listAlerts();
  for (const alert of alerts) {
    if (signal.aborted) return;
    await tellAlert(deps, alert).catch((error) =>
      log.failure(toFailure(error), { teamId: alert.teamId, at: 'warning' }),
    );
  }
  await store.noteSpikes();
  for (const spike of await store.listSpikes()) {
    if (signal.aborted) return;
    await tellSpike(deps, spike).catch((error) =>
      log.failure(toFailure(error), { teamId: spike.teamId, at: 'warning' }),
    );
  }
}

async function tellAlert(deps: WarningDeps, alert: Alert): Promise<void> {
  const { store, chat } = deps;
  const { teamId, whose, period, start, percent } = alert;
  if (isWorthTelling(alert)) {
    const [spent, most] = await Promise.all([store.readPace(alert), store.readMost(teamId, whose, { period, start })]);
    const warning = warningOf(alert, alert.credits ?? 0, spent, most);
    const note = ['warning', scopeKey(whose), period, start, percent, alert.credits].join(':');
    await tellManagers(deps, teamId, note, (userId) => chat.tellWarning(teamId, userId, warning));
  }
  await store.markAlertTold(alert);
}

/** A cap that somebody set for themselves is theirs alone: they read of it under their pictures. */
function isWorthTelling({ whose, isCurrent, credits }: Alert): boolean {
  return whose.kind !== 'own' && isCurrent && credits !== null;
}

function warningOf(
  { whose, period, percent, used, left, renewsAt, isLow }: Alert,
  credits: number,
  spent: Spending | null,
  { person, channel }: Most,
): Warning {
  return {
    ...{ whose, period, percent, used, credits, left, renewsAt },
    person: whose.kind === 'person' ? null : person,
    channel: whose.kind === 'channel' ? null : channel,
    forecast: spent ? forecast(spent) : { kind: 'silent' },
    isLow: isLow && whose.kind === 'team' && percent >= LOW_FROM_PERCENT,
  };
}

async function tellSpike(
  deps: WarningDeps,
  { teamId, day, credits, usualDay }: { teamId: string; day: string; credits: number; usualDay: number },
): Promise<void> {
  const { store, chat } = deps;
  const most = await store.readMost(teamId, { kind: 'team' }, 'last_hour');
  await tellManagers(deps, teamId, `spike:${day}`, (userId) =>
    chat.tellSpike(teamId, userId, { credits, usualDay, ...most }),
  );
  await store.markSpikeTold(teamId, day);
}

const scopeKey = (whose: BudgetScope) => (whose.kind === 'team' ? 'team' : `${whose.kind}:${whose.id}`);
