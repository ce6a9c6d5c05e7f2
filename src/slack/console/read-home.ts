import type { Copy } from '../../copy/copy.ts';
import type { ChartFile } from '../../core/console/charts.ts';
import { monthForecast, type Span } from '../../core/console/figures.ts';
import { NO_FILTER } from '../../core/log/entry.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { copyOf } from '../kit/copy-of.ts';
import { isFullMember, isManager } from '../policy/find-manager.ts';
import { endingLines } from '../team/settings.ts';
import type { Home, OwnFigures, TeamFigures } from './home-view.ts';

const SHOWN = 5;
const NEWEST = 8;

export interface HomeRead {
  readonly home: Home;
  readonly copy: Copy;
  /** What its chart is to show; null where there is none. */
  readonly chart: { readonly span: Span; readonly standing: ChartFile | null } | null;
}

/** All that this person's Home shows. `appId`: as Slack has just named the app. Whom Slack doesn't tell us of is shown nothing of the workspace. */
export async function readHome(
  deps: ListenerDeps,
  at: Installation,
  userId: string,
  appId?: string,
): Promise<HomeRead> {
  const { store } = deps.requests;
  const by = { teamId: at.teamId, userId };
  const asking = deps.people.find(at, userId).catch(() => null);
  const [copy, person, entries, retired] = await Promise.all([
    copyOf(deps, at, userId),
    asking,
    store.listHistory(at.teamId, userId, SHOWN),
    store.listRetiredModels(),
  ]);
  const shared = { entries, endings: endingLines(deps.requests.offer(), retired, copy) };
  const missing = await deps.scopes.missingNow(at);
  const toMend = missing.length > 0 ? { missing, link: deps.scopes.linkFor(appId) } : null;
  // Without it Slack tells us of nobody who is a manager: then whoever looks is told, which gives nothing away.
  const told = missing.includes('users:read') ? toMend : null;
  if (!person || !isFullMember(person))
    return { home: { ...shared, own: null, team: null, scopes: told }, copy, chart: null };
  const isOfTeam = await isManager(deps, by, person);
  const month = await store.readBudget(at.teamId, deps.requests.defaultCredits);
  const { day: today } = await store.readCalendar(at.teamId, deps.requests.defaultCredits);
  const span = { teamId: at.teamId, since: month.month, until: month.renews };
  const [own, team] = await Promise.all([
    readOwn(deps, span, userId, month),
    isOfTeam ? readTeam(deps, span, userId, { ...month, today }) : null,
  ]);
  return {
    home: { ...shared, own, team: team?.shown ?? null, scopes: isOfTeam ? toMend : told },
    copy,
    chart: team && { span, standing: team.standing },
  };
}

async function readOwn(deps: ListenerDeps, span: Span, userId: string, month: BudgetMonth): Promise<OwnFigures> {
  const { store } = deps.requests;
  const [{ total }, { retentionDays }] = await Promise.all([
    store.readSpending(span, userId),
    store.readPrivacy(span.teamId),
  ]);
  return { month, spent: total.credits, pictures: total.pictures, keptDays: retentionDays };
}

type Month = BudgetMonth & { readonly today: string };

async function readTeam({ requests: { store }, checkKey }: ListenerDeps, span: Span, userId: string, month: Month) {
  const reader = { teamId: span.teamId, sees: userId };
  const [figures, newest, standing] = await Promise.all([
    store.readSpending(span, null),
    store.listLog(reader, NO_FILTER, NEWEST, null),
    store.findChart(span.teamId),
  ]);
  const shown: TeamFigures = {
    month,
    span,
    figures,
    forecast: monthForecast(span, figures, month),
    chartFileId: figures.total.credits > 0 ? (standing?.fileId ?? null) : null,
    mayHaveKey: checkKey !== null,
    newest,
  };
  return { shown, standing };
}
