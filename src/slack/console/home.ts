import { createHash } from 'node:crypto';
import type { SlackEventMiddlewareArgs, types } from '@slack/bolt';
import { z } from 'zod';
import { barsOf } from '../../core/console/figures.ts';
import { toFailure } from '../../core/failure.ts';
import { slackErrorName } from '../api/failures.ts';
import type { Installation } from '../api/installations.ts';
import { publishHome } from '../api/views.ts';
import type { ListenerDeps } from '../deps.ts';
import { teamOf } from '../receive/team-of.ts';
import { chartWords, digestOf, remakeChart } from './chart.ts';
import { homeView } from './home-view.ts';
import { type HomeRead, readHome } from './read-home.ts';

type Args = SlackEventMiddlewareArgs<'app_home_opened'>;

/** The tab as it stands, where it was published before. */
const published = z.object({ hash: z.string(), private_metadata: z.string() });

/**
 * Somebody opens the Home tab. It is published where it would say something else than it does; thrown on, so that Slack asks
 * again. A chart that shows other figures by now is drawn after that, so that nobody waits for it.
 */
export async function onHomeOpened(deps: ListenerDeps, { event, body }: Args): Promise<void> {
  if (event.tab !== 'home') return;
  const at = await deps.installations.of(teamOf(body));
  const userId = event.user;
  const read = await readHome(deps, at, userId, body.api_app_id);
  const standing = published.safeParse(event.view).data;
  if (standing?.private_metadata !== viewOf(read).private_metadata)
    await publish(at, userId, read, standing?.hash ?? null);
  deps.background(async () => await bringChart(deps, at, userId, read));
}

/** Publishes the tab as it is now, whatever stands there. */
export async function refreshHome(deps: ListenerDeps, at: Installation, userId: string): Promise<void> {
  await publish(at, userId, await readHome(deps, at, userId), null);
}

/** Without its picture where Slack doesn't take that. */
async function publish(at: Installation, userId: string, read: HomeRead, hash: string | null): Promise<void> {
  try {
    await publishHome(at, userId, viewOf(read), hash);
  } catch (error) {
    const { team } = read.home;
    if (!team?.chartFileId || slackErrorName(toFailure(error)) !== 'invalid_blocks') throw error;
    const without = { ...read, home: { ...read.home, team: { ...team, chartFileId: null } } };
    await publishHome(at, userId, viewOf(without), hash);
  }
}

function viewOf({ home, copy }: HomeRead) {
  return marked(homeView(home, copy));
}

/** With a digest of what it says, by which the next opening knows whether it still does. */
function marked(view: types.HomeView) {
  return { ...view, private_metadata: createHash('sha256').update(JSON.stringify(view)).digest('hex') };
}

async function bringChart(deps: ListenerDeps, at: Installation, userId: string, { home, copy, chart }: HomeRead) {
  if (!home.team || !chart) return;
  const { figures, span } = home.team;
  const bars = barsOf(chart.span, figures);
  if (figures.total.credits === 0 || chart.standing?.digest === digestOf(bars)) return;
  const made = await remakeChart(deps.chartTools, deps.requests.store, at, bars, chartWords(figures, span, copy));
  if (!made) return;
  await refreshHome(deps, at, userId);
  await made.shown();
}
