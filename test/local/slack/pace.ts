import type { State } from './state.ts';
import { appDm, findPerson, type Team } from './team.ts';

interface Pace {
  burst: number;
  perSecond: number;
  /** What has its own allowance within a workspace; the whole workspace shares one where there is none. */
  of?: (team: Team, args: Record<string, unknown>) => string;
}

/** Slack promises one post a second in each channel, and 50 calls a minute of Tier 3; short bursts pass. */
const PACES: Record<string, Pace> = {
  'chat.postMessage': { burst: 4, perSecond: 1, of: channelPosted },
  'chat.update': { burst: 50, perSecond: 50 / 60 },
  // Tier 2
  'usergroups.list': { burst: 20, perSecond: 20 / 60 },
  'chat.delete': { burst: 50, perSecond: 50 / 60 },
};

export interface Allowance {
  left: number;
  at: number;
}

/** Counts the call. Answers after how many whole seconds it may come again, when it came too soon. */
export function retryAfter(
  state: State,
  team: Team,
  method: string,
  args: Record<string, unknown>,
): number | undefined {
  const pace = PACES[method];
  if (!state.settings.pace || !pace) return undefined;
  const { burst, perSecond, of = () => '' } = pace;
  const key = [team.id, method, of(team, args)].join(' ');
  const now = state.clock.now();
  const { left, at } = state.allowances.get(key) ?? { left: burst, at: now };
  const refilled = Math.min(burst, left + ((now - at) / 1000) * perSecond);
  const isOver = refilled < 1;
  state.allowances.set(key, { left: isOver ? refilled : refilled - 1, at: now });
  return isOver ? Math.ceil((1 - refilled) / perSecond) : undefined;
}

/** A person's id stands for their conversation with the app. */
function channelPosted(team: Team, { channel }: Record<string, unknown>): string {
  const person = findPerson(team, String(channel));
  return (person && appDm(team, person)?.id) ?? String(channel);
}
