import type { FailureCode } from '../failure.ts';
import type { RefusalClass } from './letter.ts';

/** null: wished for, so not refused. */
const CLASSES: Partial<Record<FailureCode, RefusalClass | null>> = {
  canceled: null,
  prompt_refused: 'policy',
  budget_exhausted: 'budget',
  not_allowed: 'not_allowed',
  policy_refused: 'not_allowed',
  word_blocked: 'not_allowed',
  paused: 'not_allowed',
  too_many_requests: 'not_allowed',
  act_under_way: 'not_allowed',
  flag_invalid: 'unreadable',
  prompt_too_long: 'unreadable',
  image_missing: 'pictures',
  image_unreadable: 'pictures',
  image_too_large: 'pictures',
  request_too_large: 'pictures',
  source_failed: 'slack',
  channel_unreachable: 'slack',
  chat_paced: 'slack',
  chat_busy: 'slack',
  chat_refused: 'slack',
  chat_unclear: 'slack',
  uploads_disabled: 'slack',
  storage_full: 'slack',
  not_installed: 'slack',
  secret_unreadable: 'slack',
  pixapi_busy: 'pixapi',
  pixapi_down: 'pixapi',
  pixapi_blocked: 'pixapi',
  pixapi_faltered: 'pixapi',
  outcome_unknown: 'pixapi',
  task_failed: 'pixapi',
  task_vanished: 'pixapi',
  task_stuck: 'pixapi',
  result_malformed: 'pixapi',
  request_rejected: 'pixapi',
  own_key_refused: 'pixapi',
  own_credits_exhausted: 'pixapi',
  pixapi_key_refused: 'pixapi',
  pixapi_credits_exhausted: 'pixapi',
  pixapi_account_refused: 'pixapi',
  pixapi_region_blocked: 'pixapi',
  model_missing: 'pixapi',
  download_failed: 'pixapi',
  download_refused: 'pixapi',
};

/** Why a request came to nothing, by the code that it ended with; a code that nobody knows is `other`. */
export function classOf(code: string): RefusalClass | null {
  const known = (CLASSES as Record<string, RefusalClass | null | undefined>)[code];
  return known === undefined ? 'other' : known;
}
