import type { FailureCode } from '../../core/failure.ts';

/** What was asked: to make a picture, how a task stands, or why a task failed. */
export type Call = 'submit' | 'read' | 'task';
/** `error`: in one of the forms with an object that Pixapi documents; `json`: any other JSON; `page`: text that is none, from something in front of Pixapi; `none`: nothing. */
export type BodyKind = 'error' | 'json' | 'page' | 'none';

/** An error as far as it is told: `mark` is the row of the table that its prose meets. */
export interface Told {
  readonly status: number | null;
  readonly names: readonly string[];
  readonly mark: Row | null;
  readonly isPolicy: boolean;
  readonly aboutImage: boolean;
  readonly body: BodyKind;
}

/** One line of the table. Whatever it names has to be so. */
export interface Row {
  readonly on: readonly Call[];
  readonly names?: RegExp;
  /** Of the message, without what it quotes. */
  readonly prose?: RegExp;
  readonly policy?: true;
  readonly image?: true;
  readonly statuses?: (status: number | null) => boolean;
  readonly body?: readonly BodyKind[];
  readonly code: FailureCode;
}

const ORDERS: readonly Call[] = ['submit', 'task'];
const SUBMIT: readonly Call[] = ['submit'];
const READ: readonly Call[] = ['read'];
const TASK: readonly Call[] = ['task'];
const CALLS: readonly Call[] = ['submit', 'read'];

const is =
  (...wanted: number[]) =>
  (status: number | null) =>
    status !== null && wanted.includes(status);
const isClientError = (status: number | null) => status !== null && status >= 400 && status < 500;
/** A gateway that gave up waiting repeats what it heard last and knows nothing of what became of the order. */
const isNoGateway = (status: number | null) => !is(408, 499, 502, 504, 520, 521, 522, 523, 524, 525, 526, 527)(status);
/** Surely nothing was made, so that prose may be believed. The prose of a failed task too. */
const isPlainRefusal = (status: number | null) => status === null || is(400, 402, 403, 404, 422, 429)(status);
const isMarkable = (status: number | null) => status === null || is(400, 403, 422)(status);

/**
 * What every answer of Pixapi means, the first line that fits counts. Names come first: a gateway passes on what was
 * said upstream under a status of its own. Prose comes next, where nothing can have been made; the status last.
 */
export const TABLE: readonly Row[] = [
  { on: ORDERS, policy: true, code: 'prompt_refused' },
  {
    on: ORDERS,
    names:
      /^(?:insufficient|not_enough|no|out_of)_(?:\w+_)?(?:credits?|quota|balance|funds)$|^billing_|(?:^|_)(?:credits?|balance|funds|quota)_(?:\w+_)?(?:exhausted|depleted|empty|insufficient|too_low)$|^payment_(?:required|failed|overdue)$/,
    code: 'pixapi_credits_exhausted',
  },
  {
    on: ORDERS,
    names:
      /(?:unsupported|restricted|blocked|forbidden)_(?:\w+_)?(?:country|region|location|territory)|(?:country|region|location|territory)_(?:\w+_)?(?:not_(?:supported|allowed|available)|unsupported|blocked|restricted|forbidden)$/,
    code: 'pixapi_region_blocked',
  },
  {
    on: ORDERS,
    names:
      /^(?:account|organi[sz]ation|org|project|user)_(?:\w+_)?(?:deactivated|suspended|disabled|banned|locked|restricted|(?:not_|un)verified|verification_required)$|^unverified_(?:account|organi[sz]ation|org|user)$|^(?:\w+_)?verification_required$|^access_terminated$/,
    code: 'pixapi_account_refused',
  },
  {
    on: CALLS,
    names:
      /^unauthorized$|^(?:invalid|incorrect|missing|expired|revoked|disabled)_(?:\w+_)?(?:key|token|credentials?|authorization|authentication)$|^(?:api_key|access_token|token|key)_(?:\w+_)?(?:invalid|expired|revoked|disabled|missing|not_found)$|^authentication_(?:error|failed|required)$/,
    code: 'pixapi_key_refused',
  },
  {
    on: ORDERS,
    names:
      /^(?:request|payload|content|entity|body|file|image|input|upload)_(?:\w+_)?too_(?:large|big)$|^(?:max|maximum)_(?:\w+_)?size_exceeded$/,
    code: 'request_too_large',
  },
  {
    on: ORDERS,
    names: /^(?:prompt|context|input|text)_(?:\w+_)?(?:too_long|length_exceeded)$|^string_above_max_length$/,
    code: 'prompt_too_long',
  },
  {
    on: ORDERS,
    names: /^model_(?:not_found|deprecated|retired|decommissioned)$|^(?:unknown|no_such)_model$/,
    code: 'model_missing',
  },
  {
    on: CALLS,
    names:
      /^(?:rate|request|requests|tokens?|concurrency)_(?:\w+_)?limit(?:ed|_exceeded|_reached)?$|^rate_limited$|^too_many_requests$|(?:^|_)(?:overloaded|at_capacity)(?:_error)?$|^(?:server|engine|model|service|provider)_(?:is_)?busy$|^(?:capacity|quota)_exceeded$|^resource_exhausted$|^slow_down$/,
    statuses: isNoGateway,
    code: 'pixapi_busy',
  },
  {
    on: CALLS,
    names:
      /^(?:model|service|provider|upstream|server|backend)_(?:is_)?(?:temporarily_)?unavailable$|^temporarily_unavailable$|^(?:under|in|scheduled)_maintenance$|^maintenance_mode$/,
    statuses: isNoGateway,
    code: 'pixapi_down',
  },
  { on: SUBMIT, names: /^invalid_(?:request|parameter|argument|value)/, statuses: is(422), code: 'request_rejected' },
  { on: SUBMIT, image: true, statuses: isClientError, code: 'image_unreadable' },
  { on: TASK, image: true, code: 'image_unreadable' },
  // OpenAI's own words, which gateways pass on also where they lose its code
  {
    on: ORDERS,
    prose: /\bsafety_violations\s*=\s*\[[^\]]{0,200}\]|\b(?:violates?|against) our (?:guardrails|content polic)/i,
    statuses: isMarkable,
    code: 'prompt_refused',
  },
  {
    on: ORDERS,
    prose:
      /\bexceeded your current quota\b|\bbilling (?:hard )?limit has been reached\b|\b(?:insufficient|not enough|out of) (?:account )?(?:credits?|balance|funds|quota)\b/i,
    statuses: isPlainRefusal,
    code: 'pixapi_credits_exhausted',
  },
  {
    on: ORDERS,
    prose:
      /\b(?:country|region|territory|location)\b[^.]{0,40}\b(?:not (?:supported|available|allowed)|unsupported)\b/i,
    statuses: isPlainRefusal,
    code: 'pixapi_region_blocked',
  },
  {
    on: ORDERS,
    prose:
      /\borgani[sz]ation must be verified\b|\bverify (?:your )?organi[sz]ation\b|\baccount (?:has been|is|was) (?:suspended|deactivated|disabled)\b/i,
    statuses: isPlainRefusal,
    code: 'pixapi_account_refused',
  },
  { on: CALLS, statuses: is(401), code: 'pixapi_key_refused' },
  { on: ORDERS, statuses: is(402), code: 'pixapi_credits_exhausted' },
  // a firewall lets the next one through
  { on: CALLS, statuses: is(403), body: ['page', 'none'], code: 'pixapi_blocked' },
  { on: CALLS, statuses: is(403), code: 'pixapi_key_refused' },
  { on: READ, statuses: is(404, 410), body: ['page'], code: 'pixapi_down' },
  { on: READ, statuses: is(404, 410), code: 'task_vanished' },
  { on: READ, statuses: is(429), code: 'pixapi_busy' },
  { on: READ, code: 'pixapi_down' },
  { on: ORDERS, statuses: is(404), code: 'model_missing' },
  { on: SUBMIT, statuses: is(408, 499), code: 'outcome_unknown' },
  { on: ORDERS, statuses: is(413), code: 'request_too_large' },
  { on: ORDERS, statuses: is(422), code: 'prompt_refused' },
  { on: SUBMIT, statuses: is(429), code: 'pixapi_busy' },
  { on: ORDERS, statuses: is(451), code: 'pixapi_region_blocked' },
  { on: TASK, statuses: is(400, 405, 415), code: 'request_rejected' },
  // A gateway that says 500 or 503 in its own words knows nothing of what became of the order.
  { on: SUBMIT, statuses: is(500), body: ['error'], code: 'pixapi_faltered' },
  { on: SUBMIT, statuses: is(503), body: ['error'], code: 'pixapi_down' },
  // The address has moved: PIXAPI_BASE_URL is to be set right, nothing was made.
  { on: SUBMIT, statuses: is(301, 307, 308), code: 'request_rejected' },
  { on: SUBMIT, statuses: isClientError, code: 'request_rejected' },
  { on: SUBMIT, code: 'outcome_unknown' },
];

/** The line of the table for what was told; of a failed task there may be none. */
export function rowOf(call: Call, told: Told): Row | undefined {
  return TABLE.find(
    (row) =>
      row.on.includes(call) &&
      (!row.names || told.names.some((name) => row.names?.test(name))) &&
      (!row.prose || told.mark === row) &&
      (!row.policy || told.isPolicy) &&
      (!row.image || told.aboutImage) &&
      (!row.statuses || row.statuses(told.status)) &&
      (!row.body || row.body.includes(told.body)),
  );
}

/** The line that prose alone would meet; `text` is without what it quotes. */
export function markOf(text: string): Row | null {
  return TABLE.find(({ prose }) => prose?.test(text)) ?? null;
}

/** Whether a name alone tells what happened, whatever stands beside it. */
export function isTelling(name: string): boolean {
  return TABLE.some(({ names, statuses }) => names?.test(name) && (!statuses || statuses === isNoGateway));
}
