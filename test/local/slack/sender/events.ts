import { isOrgInstalled } from '../oauth/grants.ts';
import { isToldOf } from '../scopes.ts';
import type { State } from '../state.ts';
import { isShared, type Team } from '../team.ts';
import type { AppLink } from './app-link.ts';
import type { Outcome } from './post-to.ts';

export interface Attempt {
  /** 0 is the first sending, 1 to 3 are Slack's retries. */
  num: number;
  reason?: string;
  status: number;
  failure?: Outcome['failure'];
  body: string;
  ms: number;
}

export interface Delivery {
  eventId: string;
  team: string;
  event: Record<string, unknown>;
  /** The whole envelope as it was signed and sent. */
  body: string;
  attempts: Attempt[];
  ok: boolean;
  /** Accepted, or refused with `x-slack-no-retry: 1` (which counts only on an answer): Slack sends it no more. */
  isFinal: boolean;
}

export interface EventSender {
  deliver(team: Team, event: Record<string, unknown>, times?: number, about?: About): Promise<Delivery>;
  redeliver(delivery: Delivery, reason?: string): Promise<Attempt>;
  /** Sends the second and third retry of whatever still fails. */
  flushRetries(): Promise<Delivery[]>;
  deliveries: Delivery[];
}

/** What an event says of itself that does not follow from how things are. */
export interface About {
  /** Of the installation for the whole organization, that is no more. */
  isOrgWide?: boolean;
}

const MAX_RETRIES = 3;

export function createEventSender(state: State, link: AppLink): EventSender {
  const deliveries: Delivery[] = [];

  async function attempt(delivery: Delivery, reason?: string): Promise<Attempt> {
    const num = delivery.attempts.length;
    const retry = reason ? { 'x-slack-retry-num': String(num), 'x-slack-retry-reason': reason } : {};
    const outcome = await link.post(delivery.body, 'application/json', retry);
    const { status, body, ms, failure } = outcome;
    const made = { num, ...(reason ? { reason } : {}), status, ...(failure ? { failure } : {}), body, ms };
    delivery.attempts.push(made);
    delivery.ok = outcome.status >= 200 && outcome.status < 300;
    delivery.isFinal = delivery.ok || outcome.headers['x-slack-no-retry'] === '1';
    return made;
  }

  async function deliver(team: Team, event: Record<string, unknown>, times = 0, about: About = {}): Promise<Delivery> {
    const eventId = state.ids.next('Ev');
    const delivery: Delivery = {
      eventId,
      team: team.id,
      event,
      body: envelope(state, team, event, eventId, about),
      attempts: [],
      ok: false,
      isFinal: false,
    };
    if (!isToldOf(state, team, event)) return { ...delivery, isFinal: true };
    deliveries.push(delivery);
    await attempt(delivery);
    for (let n = 0; n < times; n += 1) await attempt(delivery, 'http_timeout');
    if (!delivery.isFinal && times === 0 && state.settings.autoRetry) await attempt(delivery, reasonToRetry(delivery));
    return delivery;
  }

  async function flushRetries(): Promise<Delivery[]> {
    const failing = deliveries.filter((delivery) => !delivery.isFinal && delivery.attempts.length <= MAX_RETRIES);
    for (const delivery of failing) {
      while (!delivery.isFinal && delivery.attempts.length <= MAX_RETRIES)
        await attempt(delivery, reasonToRetry(delivery));
    }
    return failing;
  }

  return {
    deliver,
    redeliver: (delivery, reason = 'http_timeout') => attempt(delivery, reason),
    flushRetries,
    deliveries,
  };
}

function reasonToRetry({ attempts }: Delivery): string {
  return attempts.at(-1)?.failure ?? 'http_error';
}

function envelope(
  state: State,
  team: Team,
  event: Record<string, unknown>,
  eventId: string,
  { isOrgWide = isOrgInstalled(state, team) }: About,
): string {
  const { enterprise } = team;
  // Of a token that is no more nobody is named.
  const isLeaving = event.type === 'app_uninstalled' || event.type === 'tokens_revoked';
  const channel = team.channels.get(String(event.channel));
  return JSON.stringify({
    token: 'sim-verification-token',
    team_id: team.id,
    context_team_id: team.id,
    ...(enterprise === null ? {} : { enterprise_id: enterprise }),
    context_enterprise_id: enterprise,
    ...(isLeaving ? { is_enterprise_install: isOrgWide } : {}),
    api_app_id: team.appId,
    event,
    type: 'event_callback',
    event_id: eventId,
    event_time: Math.floor(state.clock.now() / 1000),
    authorizations: isLeaving
      ? []
      : [
          {
            enterprise_id: enterprise,
            team_id: isOrgWide ? null : team.id,
            user_id: team.bot.userId,
            is_bot: true,
            is_enterprise_install: isOrgWide,
          },
        ],
    is_ext_shared_channel: channel !== undefined && isShared(team, channel),
    event_context: `4-${eventId}`,
  });
}
