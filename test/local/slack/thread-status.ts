import type { State } from './state.ts';
import type { Team } from './team.ts';

/** Slack takes a status away by itself when the app has neither replied nor renewed it for so long. */
const LIFE_MS = 2 * 60_000;

export interface ThreadStatus {
  status: string;
  setAt: number;
}

const keyOf = (channelId: string, threadTs: string) => `${channelId} ${threadTs}`;

/** Shows a status in the thread ("imagine is drawing…"); an empty one takes it away. */
export function setThreadStatus(state: State, team: Team, channelId: string, threadTs: string, status: string): void {
  if (status) team.statuses.set(keyOf(channelId, threadTs), { status, setAt: state.clock.now() });
  else clearThreadStatus(team, channelId, threadTs);
}

/** The status that people see in the thread at this moment. */
export function threadStatus(state: State, team: Team, channelId: string, threadTs: string): string | undefined {
  const shown = team.statuses.get(keyOf(channelId, threadTs));
  return shown && state.clock.now() - shown.setAt < LIFE_MS ? shown.status : undefined;
}

export function clearThreadStatus(team: Team, channelId: string, threadTs: string): void {
  team.statuses.delete(keyOf(channelId, threadTs));
}
