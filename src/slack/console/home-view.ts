import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Figures, Span } from '../../core/console/figures.ts';
import type { LogEntry } from '../../core/log/entry.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { HistoryEntry } from '../../core/team/history.ts';
import type { Forecast } from '../../core/warnings/forecast.ts';
import { button } from '../kit/button.ts';
import { historyLines } from '../kit/history-lines.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { richList } from '../kit/rich.ts';
import { plain } from '../kit/text.ts';
import { forecastWords } from '../warnings/forecast-words.ts';
import { chartBlock, chartWords } from './chart.ts';
import { entryList } from './entry-lines.ts';
import { figureStrip, listButton, rankings } from './figures-blocks.ts';
import { buttonRows, KEY_BUTTON, MANAGER_BUTTONS, MEMBER_BUTTONS, NEW_IMAGE } from './home-buttons.ts';
import { ALL } from './list-filter.ts';

/** What Home shows; it holds of the workspace what its reader may see of it. */
export interface Home {
  /** The person's own last requests, newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Of the models that end soon, a line each. */
  readonly endings: readonly string[];
  /** Their own figures; null for guests and whoever is not of the workspace: their Home holds no figure, name or prompt of it. */
  readonly own: OwnFigures | null;
  /** For managers alone. */
  readonly team: TeamFigures | null;
  /** What Slack has not granted, for whoever can mend it; null: nothing, or it is no matter of theirs. */
  readonly scopes: MissingScopes | null;
}

export interface MissingScopes {
  readonly missing: readonly string[];
  /** Where they are granted. */
  readonly link: string;
}

export interface OwnFigures {
  readonly month: BudgetMonth;
  readonly spent: number;
  readonly pictures: number;
  /** After how many days prompts and pictures are erased; null: never by age. */
  readonly keptDays: number | null;
}

export interface TeamFigures {
  readonly month: BudgetMonth;
  readonly span: Pick<Span, 'since'>;
  readonly figures: Figures;
  readonly forecast: Forecast;
  /** The picture of spending by day; null: there is none yet. */
  readonly chartFileId: string | null;
  /** A Pixapi key of the workspace's own. */
  readonly mayHaveKey: boolean;
  /** Anybody's, the newest first. */
  readonly newest: readonly LogEntry[];
}

/** The Home tab: what the app does in three lines, where to begin; for managers the console; and what became of one's own requests. */
export function homeView({ entries, endings, own, team, scopes }: Home, copy: Copy): types.HomeView {
  const { home, title } = copy.compose;
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(home.title, LIMITS.header) },
      ...(scopes ? [section(scopeWords(scopes, copy))] : []),
      section([home.make, home.edit, home.finish].map((line) => `• ${line}`).join('\n')),
      { type: 'actions', elements: [{ ...button(NEW_IMAGE, title, 'home'), style: 'primary' }] },
      ...endings.map(context),
      ...(team ? consoleBlocks(team, copy) : []),
      ...(own && !team ? [context(home.left(own.month.left, own.month.renews))] : []),
      { type: 'divider' },
      section(`*${home.requests}*`),
      ...(own ? [context(copy.team.home.mine(own.spent, own.pictures))] : []),
      entries.length > 0 ? richList(historyLines(entries, copy)) : section(copy.history.none),
      ...(own ? [context(keptWords(own.keptDays, copy))] : []),
      ...(own ? ownButtons(team !== null, copy) : []),
    ],
  };
}

function scopeWords({ missing, link }: MissingScopes, { team: { scopes } }: Copy): string {
  const lines = missing.map((scope) => `• ${scopes.without(scope)}`);
  return [`*${scopes.title}*`, ...lines, scopes.mend(link)].join('\n');
}

function keptWords(days: number | null, { team: { privacy } }: Copy): string {
  return days === null ? privacy.retention.never : privacy.retention.after(days);
}

function consoleBlocks(team: TeamFigures, copy: Copy): types.KnownBlock[] {
  const { month, span, figures, forecast, chartFileId, newest } = team;
  const { newest: title, all } = copy.team.home;
  return [
    { type: 'divider' },
    ...figureStrip(figures, month, span, copy),
    ...forecastWords(forecast, copy).map(context),
    ...(chartFileId ? [chartBlock(chartFileId, chartWords(figures, span, copy))] : []),
    ...buttonRows([...MANAGER_BUTTONS, ...(team.mayHaveKey ? [KEY_BUTTON] : [])], copy),
    ...rankings(figures, span, copy),
    ...(newest.length > 0 ? [section(`*${title}*`), entryList(newest, copy)] : []),
    { type: 'actions', elements: [listButton('list_all', all, ALL)] },
  ];
}

/** A manager's list of all requests holds their own. */
function ownButtons(isManager: boolean, copy: Copy): types.KnownBlock[] {
  const all = listButton('list_all', copy.team.home.all, ALL);
  return [
    ...(isManager ? [] : [{ type: 'actions', elements: [all] } satisfies types.ActionsBlock]),
    ...buttonRows(MEMBER_BUTTONS, copy),
  ];
}
