import { createHash } from 'node:crypto';
import type { SlackEventMiddlewareArgs, types } from '@slack/bolt';
import { z } from 'zod';
import type { Copy } from '../../copy/copy.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { HistoryEntry } from '../../core/team/history.ts';
import type { Installation } from '../api/installations.ts';
import type { Person } from '../api/people.ts';
import { publishHome } from '../api/views.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { button } from '../kit/button.ts';
import { copyOf } from '../kit/copy-of.ts';
import { historyLines } from '../kit/history-lines.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { richList } from '../kit/rich.ts';
import { plain } from '../kit/text.ts';
import { isFullMember, isManager } from '../policy/find-manager.ts';
import { endingLines } from '../team/settings.ts';
import { buttonRows, MANAGER_BUTTONS, MEMBER_BUTTONS, NEW_IMAGE } from './home-buttons.ts';

type Args = SlackEventMiddlewareArgs<'app_home_opened'>;

const SHOWN = 5;

/** The tab as it stands, where it was published before. */
const published = z.object({ hash: z.string(), private_metadata: z.string() });

/** Somebody opens the Home tab. It is published where it would say something else than it does; thrown on, so that Slack asks again. */
export async function onHomeOpened(deps: ListenerDeps, { event, body }: Args): Promise<void> {
  if (event.tab !== 'home') return;
  const at = await deps.installations.of(body.authorizations?.[0]?.team_id ?? body.team_id);
  const userId = event.user;
  const view = await readHome(deps, at, userId);
  const standing = published.safeParse(event.view).data;
  if (standing?.private_metadata === view.private_metadata) return;
  await publishHome(at, userId, view, standing?.hash ?? null);
}

/** Publishes the tab as it is now, whatever stands there. */
export async function refreshHome(deps: ListenerDeps, at: Installation, userId: string): Promise<void> {
  await publishHome(at, userId, await readHome(deps, at, userId), null);
}

async function readHome(deps: ListenerDeps, at: Installation, userId: string) {
  const { store, defaultCredits } = deps.requests;
  const [copy, person, month, entries, retired] = await Promise.all([
    copyOf(deps, at, userId),
    // Not worth a page that doesn't come: what Slack can't say now, a button, a hint and the budget, is left out.
    deps.people.find(at, userId).catch(() => null),
    store.readBudget(at.teamId, defaultCredits),
    store.listHistory(at.teamId, userId, SHOWN),
    store.listRetiredModels(),
  ]);
  const endings = endingLines(deps.requests.offer(), retired, copy);
  const reader = await readerOf(deps, { teamId: at.teamId, userId }, person);
  return marked(homeView({ reader, month, endings, entries }, copy));
}

/** Who is not known, as where Slack doesn't answer, is shown nothing of the workspace. */
async function readerOf(deps: ListenerDeps, by: By, person: Person | null): Promise<Reader> {
  if (!person || !isFullMember(person)) return 'guest';
  return (await isManager(deps, by, person)) ? 'manager' : 'member';
}

/** With a digest of what it says, by which the next opening knows whether it still does. */
function marked(view: types.HomeView) {
  return { ...view, private_metadata: createHash('sha256').update(JSON.stringify(view)).digest('hex') };
}

/** Whose Home it is: a guest's (and an outsider's) holds no figure, name or prompt of the workspace but their own. */
export type Reader = 'manager' | 'member' | 'guest';

export interface Home {
  readonly reader: Reader;
  readonly month: BudgetMonth;
  /** The person's own last requests, newest first. */
  readonly entries: readonly HistoryEntry[];
  /** Of the models that end soon, a line each. */
  readonly endings: readonly string[];
}

/** The Home tab: what the app does in three lines, where to begin, what is left, and what became of one's requests. */
export function homeView({ reader, month, endings, entries }: Home, copy: Copy): types.HomeView {
  const { home, title } = copy.compose;
  const isOfTeam = reader !== 'guest';
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain(home.title, LIMITS.header) },
      section([home.make, home.edit, home.finish].map((line) => `• ${line}`).join('\n')),
      { type: 'actions', elements: [{ ...button(NEW_IMAGE, title, 'home'), style: 'primary' }] },
      ...(isOfTeam ? [context(home.left(month.left, month.renews))] : []),
      ...endings.map(context),
      ...(isOfTeam ? buttonRows(MEMBER_BUTTONS, copy) : []),
      ...(reader === 'manager' ? [...buttonRows(MANAGER_BUTTONS, copy), context(home.admins)] : []),
      { type: 'divider' },
      section(`*${home.requests}*`),
      entries.length > 0 ? richList(historyLines(entries, copy)) : section(copy.history.none),
    ],
  };
}
