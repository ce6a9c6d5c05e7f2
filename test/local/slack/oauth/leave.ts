import type { Delivery, EventSender } from '../sender/events.ts';
import { teamNamed } from '../sender/who-and-where.ts';
import type { State } from '../state.ts';
import { killTokens } from './grants.ts';

export interface Leaving {
  team?: string;
  /** The whole organization of the workspace. */
  isOrgWide?: boolean;
  /** What the app is told, in this order; it may be nothing. */
  events?: readonly ('app_uninstalled' | 'tokens_revoked')[];
  /** Somebody uninstalls it, or revokes its tokens alone. */
  death?: 'account_inactive' | 'token_revoked';
}

/** The app is taken out: its tokens die at once, and it hears of it in events whose order nobody promises. */
export async function leave(state: State, events: EventSender, leaving: Leaving): Promise<Delivery[]> {
  const team = teamNamed(state, leaving.team);
  const { isOrgWide = false, death = 'account_inactive' } = leaving;
  killTokens(state, isOrgWide ? { enterprise: team.enterprise ?? '' } : { team: team.id }, death);
  const sent: Delivery[] = [];
  for (const type of leaving.events ?? ['tokens_revoked', 'app_uninstalled'])
    sent.push(await events.deliver(team, leavingEvent(type, team.bot.userId), 0, { isOrgWide }));
  return sent;
}

/** `tokens` holds ids of users, not tokens. */
export function leavingEvent(type: 'app_uninstalled' | 'tokens_revoked', botUserId: string) {
  return type === 'app_uninstalled' ? { type } : { type, tokens: { oauth: [], bot: [botUserId] } };
}
