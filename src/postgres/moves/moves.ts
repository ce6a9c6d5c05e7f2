import type { Stage } from '../../core/counting/facts.ts';
import type { Step } from '../../core/jobs.ts';
import { COMPOSED, STANDS_FOR_SHOWN } from '../rules.ts';

/** One move of a generation, told whole. It happens once, in one transaction, or not at all. */
export interface Move {
  /** What has to hold of the generation. */
  readonly from: string;
  /** What becomes of it. `$3` and on are the values given with the move. */
  readonly set: string;
  /** What becomes of the credits that it holds. */
  readonly hold?: 'capture' | 'release';
  /** The stages that end with it, and whether the request does. */
  readonly ends?: readonly (Stage | 'request')[];
  /** The jobs that come next. `isRanked`: in the generation's round of the team's line. */
  readonly jobs?: readonly { readonly step: Step; readonly afterMs?: number; readonly isRanked?: true }[];
}

/** How long an unknown outcome keeps its hold before the hold is captured in full (decision 3). */
const SETTLE_AFTER_MS = 15 * 60_000;
const MAKE = [{ step: 'make' }] as const;
const POST = [{ step: 'post' }] as const;

/** `$3` and `$5` where its placeholder stands, `$4` how it reaches people, `$6` the place in line that it says. */
const ANNOUNCED = `announced_at = now(), message_ts = coalesce($3, message_ts), delivery = $4,
  channel_id = coalesce($5, channel_id), place_shown = $6, turn_at = null, attempts = 0`;
const CANCELED = `failure = 'canceled', ended_at = now(), told_at = null, attempts = 0`;
/** `$3` who, `$4` and `$5` where the placeholder stands on which it was pressed. */
const CANCELED_BY = `canceled_at = now(), canceled_by = $3, message_ts = coalesce(message_ts, $4),
  channel_id = case when message_ts is null then coalesce($5, channel_id) else channel_id end`;
/** `$3` the failure, `$4` Pixapi's request id. */
const ENDED = `failure = $3, pixapi_request_id = coalesce($4, pixapi_request_id), ended_at = now(), told_at = null, attempts = 0, deaths = 0`;
/** `$3` Pixapi's task. */
const SUBMITTED = `state = 'submitted', failure = null, told_at = null, ended_at = null, task_id = $3, submitted_at = now(), away_told_at = null, attempts = 0`;
const OUTCOME_DECIDED = 'outcome_decided = $3, outcome_decided_at = now()';
/** A new wish for another look of the posted message, with nothing left of how the last one fared. */
const CHANGED = 'revision = revision + 1, redraw_failure = null, turn_at = null, attempts = 0, deaths = 0';

/** Nothing is ordered for a workspace that the app was taken out of. */
const IS_SERVED = 'not exists (select from teams t where t.team_id = generations.team_id and t.left_at is not null)';

/** From the request to its pictures. */
export const MAKING = {
  /** `$3`: the claim, here and in what else must not be done twice. A second try with one's own claim succeeds like the first. */
  announcing: {
    from: `state = 'requested' and announced_at is null and (announcing_at is null or claim = $3)`,
    set: 'announcing_at = now(), claim = $3',
  },
  notAnnouncing: { from: 'announced_at is null', set: 'announcing_at = null' },
  announcedToMake: {
    from: `state = 'requested' and announced_at is null`,
    set: ANNOUNCED,
    ends: ['announce'],
    jobs: [{ step: 'make', isRanked: true }],
  },
  /** What is free waits for none of the team's places at Pixapi. */
  announcedToPost: {
    from: `state = 'requested' and announced_at is null`,
    set: ANNOUNCED,
    jobs: [{ step: 'post', isRanked: true }],
  },
  /** A late answer of a first holder still brings its message. */
  announcedLate: { from: 'message_ts is null', set: 'message_ts = $3, channel_id = coalesce($4, channel_id)' },
  placeholderSeen: {
    from: `coalesce(message_ts, $3) = $3 and (channel_id = $4 or is_private) and announcing_at is not null
      and posting_at is null and told_at is null and state <> 'posted'`,
    set: 'message_ts = $3, channel_id = $4',
  },
  /** Committed before the paid call leaves. `$4`: the workspace's own key that it leaves with. */
  submitting: {
    from: `((state = 'requested' and ${IS_SERVED}) or (state = 'submitting' and claim = $3))`,
    set: `state = 'submitting', submitting_at = now(), claim = $3, pixapi_key = $4,
      submits = submits + case state when 'requested' then 1 else 0 end`,
    ends: ['line'],
  },
  /** Surely not made: to be ordered once more, on other terms where these have to change. */
  takenBack: {
    from: 'state = $3 and canceled_at is null',
    set: `state = 'requested', task_id = null, model = coalesce($4, model),
      quality = case when $5 then $6 else quality end, send_bytes = send_bytes or $7`,
  },
  /** Surely not made, and not wanted any more. */
  takenBackCanceled: {
    from: 'state = $3 and canceled_at is not null',
    set: `state = 'canceled', task_id = null, ${CANCELED}`,
    ends: ['request'],
    hold: 'release',
    jobs: POST,
  },
  submitted: {
    from: `state = 'submitting'`,
    set: SUBMITTED,
    ends: ['order'],
  },
  /** A late answer: another holder had found the order without one, and its job has ended. */
  submittedLate: {
    from: `state = 'unknown' and erased_at is null`,
    set: SUBMITTED,
    jobs: MAKE,
  },
  /** Its placeholder says how it ended, and is to say that it is being made: 0 is a place that it may or may not say. */
  askedAgain: {
    from: `state = 'unknown' and task_id is not null
      and (asked_again_at is null or ($3 and asked_again_at < now() - interval '10 minutes'))`,
    set: `state = 'submitted', failure = null, told_at = null, ended_at = null, place_shown = 0, asked_again_at = now(), attempts = 0`,
    jobs: MAKE,
  },
  /** `$3`: the acts that are free. Its version and its label are given while the thread is locked. */
  made: {
    from: `(state in ('submitting', 'submitted', 'unknown') or (state = 'requested' and act = any ($3))) and erased_at is null`,
    set: `state = 'made', failure = case when canceled_at is not null then 'canceled' end, told_at = null,
      ended_at = case when canceled_at is not null then now() end, made_at = now(), attempts = 0,
      version = case when act not in (${COMPOSED}) then 1 + coalesce((select max(o.version) from generations o
        where o.team_id = generations.team_id and o.channel_id = generations.channel_id
        and o.thread_ts = generations.thread_ts), 0) end,
      label = case when act in (${COMPOSED}) then null
        when act in (${STANDS_FOR_SHOWN}) then (select o.label from generations o where o.team_id = generations.team_id and o.id = generations.other_id)
        else next_label(team_id, channel_id, thread_ts, 1 + coalesce((select substring(p.label from '^[0-9]+')::integer
          from generations p where p.team_id = generations.team_id and p.id = generations.parent_id
          and p.channel_id = generations.channel_id and p.thread_ts = generations.thread_ts), 0)) end`,
    ends: ['make', 'request'],
    hold: 'capture',
    jobs: POST,
  },
  failed: {
    from: `state in ('requested', 'submitting', 'submitted') and canceled_at is null`,
    set: `state = 'failed', ${ENDED}, refusal_rule = $5, refused_part = $6`,
    ends: ['request'],
    hold: 'release',
    jobs: POST,
  },
  /** Pixapi may have charged: the hold is kept, and settled later. */
  unknown: {
    from: `state in ('submitting', 'submitted')`,
    set: `state = 'unknown', ${ENDED}`,
    ends: ['request'],
    jobs: [{ step: 'settle', afterMs: SETTLE_AFTER_MS }, ...POST],
  },
  /** Whoever runs the app has decided what is not known: `$3`. */
  outcomeCharged: { from: `state = 'unknown'`, set: OUTCOME_DECIDED },
  /** As above; whoever asked is told anew, where they can be. */
  outcomeReleased: {
    from: `state = 'unknown'`,
    set: `${OUTCOME_DECIDED}, attempts = 0, told_at = case when erased_at is null and ${IS_SERVED} then null else told_at end`,
    jobs: POST,
  },
  /** Nothing was ordered, and nothing is charged. */
  canceled: {
    from: `state = 'requested'`,
    set: `${CANCELED_BY}, state = 'canceled', ${CANCELED}`,
    ends: ['request'],
    hold: 'release',
    jobs: POST,
  },
  /** The order is with Pixapi: only the wish is written down. */
  canceledOrdered: {
    from: `state in ('submitting', 'submitted') and canceled_at is null`,
    set: CANCELED_BY,
    jobs: POST,
  },
  /** It was made and charged, and is not shown. */
  canceledMade: {
    from: `state = 'made' and failure is null and showing_at is null and posting_at is null`,
    set: `${CANCELED_BY}, ${CANCELED}`,
    ends: ['request'],
    jobs: POST,
  },
} as const satisfies Record<string, Move>;

/** From the pictures to the message that shows them. */
export const POSTING = {
  /** May be asked again and again, until it was canceled. */
  showing: { from: `state = 'made' and failure is null`, set: 'showing_at = coalesce(showing_at, now())' },
  posting: { from: `state = 'made' and (posting_at is null or claim = $3)`, set: 'posting_at = now(), claim = $3' },
  notPosting: { from: `state = 'made'`, set: 'posting_at = null' },
  /** What that brings with it for other messages: `deleteAfterPosting`, `markPublished`. */
  posted: {
    from: `state = 'made'`,
    set: `state = 'posted', failure = null, posted_at = now(), ended_at = now(), attempts = 0, response_url = null, turn_at = null,
      message_ts = coalesce($3, message_ts), channel_id = coalesce($4, channel_id)`,
    ends: ['post', 'whole', 'request'],
  },
  undelivered: {
    from: `state = 'made' and failure is null`,
    set: 'failure = $3, told_at = null, ended_at = now(), attempts = 0, deaths = 0',
    ends: ['request'],
    jobs: POST,
  },
  deliveryRetried: {
    from: `state = 'made' and failure is not null and erased_at is null`,
    set: `failure = null, told_at = null, posting_at = null, showing_at = null, canceled_at = null, canceled_by = null,
      ended_at = null, attempts = 0, deaths = 0`,
    jobs: POST,
  },
  told: {
    from: 'true',
    set: `told_at = now(), response_url = case when state in ('failed', 'canceled') then null else response_url end`,
  },
} as const satisfies Record<string, Move>;

/** A workspace has left, and nobody there can be told: what can't go on ends without a word. One of them at most fits. */
export const LEAVING = {
  stopped: {
    from: `state = 'requested' and failure is null`,
    set: `state = 'failed', failure = 'not_installed', ended_at = now(), told_at = now(), response_url = null`,
    hold: 'release',
  },
  kept: {
    from: `state = 'made' and failure is null`,
    set: `failure = 'not_installed', ended_at = now(), told_at = now()`,
  },
  untold: { from: 'failure is not null and told_at is null', set: 'told_at = now()' },
} as const satisfies Record<string, Move>;

/** What becomes of the posted message. */
export const CHANGING = {
  wished: { from: 'true', set: 'changed_by = $3' },
  changed: {
    from: `state = 'posted' and deleted_at is null`,
    set: `changed_by = coalesce($3, user_id), ${CHANGED}`,
    jobs: POST,
  },
  deleted: {
    from: `state = 'posted'`,
    set: `deleted_at = coalesce(deleted_at, now()), changed_by = coalesce($3, changed_by), ${CHANGED}`,
    jobs: POST,
  },
  /** A picture that was missing came after the message: nobody wished for that, and the job in hand shows it. */
  brought: { from: `state = 'posted' and deleted_at is null`, set: 'revision = revision + 1, redraw_failure = null' },
  shown: { from: 'true', set: 'shown_revision = $3, turn_at = null, attempts = 0' },
  updateFailed: {
    from: `state = 'posted' and revision = $3 and redraw_failure is null`,
    set: 'redraw_failure = $4, attempts = 0, deaths = 0',
    jobs: POST,
  },
  updateFailureTold: {
    from: 'true',
    set: 'refused_revision = greatest(refused_revision, $3), attempts = 0',
  },
} as const satisfies Record<string, Move>;
