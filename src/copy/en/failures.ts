import type { FailureCode } from '../../core/failure.ts';

/** Why, and what to do next; what was charged is said apart. */
export type FailureWords = Readonly<Record<FailureCode, { readonly why: string; readonly next: string }>>;

const MAY_COST_AGAIN = 'You can try again; that may be charged a second time.';

export const failuresEn: FailureWords = {
  prompt_too_long: { why: 'The prompt is too long.', next: 'Shorten it and send it again.' },
  flag_invalid: { why: 'A flag in the command could not be read.', next: '`/imagine help` lists them.' },
  prompt_refused: {
    why: 'Pixapi would not make this: it looks like it breaks one of the model’s rules.',
    next: 'Change the wording and try again.',
  },
  budget_exhausted: { why: 'There are not enough credits left.', next: 'Ask a workspace admin to raise the budget.' },
  not_allowed: { why: 'Only members of this workspace can spend its credits.', next: 'Ask one of them.' },
  image_missing: { why: 'The picture to start from is gone or was not shared with me.', next: 'Attach it again.' },
  image_unreadable: { why: 'The picture to start from could not be read.', next: 'Use a PNG, JPEG or WebP picture.' },
  image_too_large: { why: 'The picture to start from is too large.', next: 'Use one under 20 MB and 50 megapixels.' },
  channel_unreachable: { why: 'I can’t post there.', next: '`/invite @Imagine` lets me.' },
  canceled: { why: 'This request was canceled.', next: 'Ask for it again if you want it after all.' },
  pixapi_busy: {
    why: 'Pixapi has too much to do and took none of several tries.',
    next: 'Try again in a few minutes.',
  },
  pixapi_down: { why: 'Pixapi did not answer over several tries.', next: 'Try again in a few minutes.' },
  pixapi_faltered: { why: 'Pixapi failed twice at this request.', next: 'Try again, or change the prompt a little.' },
  chat_paced: {
    why: 'This conversation has had as many messages as Slack takes at once.',
    next: 'Try again in a few minutes.',
  },
  chat_busy: { why: 'Slack did not take my messages over several tries.', next: 'Try again in a few minutes.' },
  chat_refused: {
    why: 'Slack would not take the message.',
    next: 'Deliver it again, or ask an admin whether I may post here.',
  },
  chat_unclear: {
    why: 'Slack did not say whether it took the message.',
    next: 'If you can’t see the picture, deliver it again.',
  },
  download_failed: { why: 'The picture could not be fetched from Pixapi.', next: 'Deliver it again.' },
  outcome_unknown: {
    why: 'The connection broke after the order went out, so I don’t know whether the picture is being made.',
    next: MAY_COST_AGAIN,
  },
  task_failed: { why: 'Pixapi could not make this picture.', next: 'Try again, or change the prompt a little.' },
  task_vanished: {
    why: 'Pixapi no longer knows this order.',
    next: MAY_COST_AGAIN,
  },
  task_stuck: {
    why: 'Pixapi did not finish this picture in over an hour.',
    next: MAY_COST_AGAIN,
  },
  result_malformed: {
    why: 'Pixapi answered, but there was no picture in its answer.',
    next: MAY_COST_AGAIN,
  },
  request_rejected: {
    why: 'Pixapi did not accept this combination.',
    next: 'Try another size or quality, or tell your admin.',
  },
  pixapi_key_refused: { why: 'Pixapi refuses this app’s key.', next: 'Tell your admin: the key has to be renewed.' },
  pixapi_credits_exhausted: {
    why: 'This app’s account at Pixapi is empty.',
    next: 'Tell your admin: it has to be topped up.',
  },
  model_missing: { why: 'Pixapi no longer has this model.', next: 'Choose another with `--model`.' },
  download_refused: { why: 'Pixapi sent the picture from an address I may not fetch from.', next: 'Tell your admin.' },
  not_installed: { why: 'This app is not installed in this workspace.', next: 'An admin can install it.' },
  commit_unclear: {
    why: 'Our database fell silent at the wrong moment.',
    next: 'Try again; if it stays so, tell your admin.',
  },
  internal: { why: 'Something failed on our side.', next: 'Try again; if it stays so, tell your admin.' },
};
