import type { FailureCode } from '../../core/failure.ts';

/** Why, and what to do next, or (`nextMade`) what to do where the picture is made; what was charged is said apart. */
export type FailureWords = Readonly<
  Record<FailureCode, { readonly why: string; readonly next: string; readonly nextMade?: string }>
>;

const MAY_COST_AGAIN = 'You can try again, but that may be charged a second time.';

export const failuresEn: FailureWords = {
  prompt_too_long: { why: 'The prompt is too long.', next: 'Shorten it and send it again.' },
  flag_invalid: { why: 'I couldn’t read one of the flags.', next: '`/imagine help` lists them.' },
  prompt_refused: {
    why: 'Pixapi would not make this: it looks like it breaks one of the model’s rules.',
    next: 'Change the wording and try again.',
  },
  budget_exhausted: { why: 'There aren’t enough credits left.', next: 'Ask a workspace admin to raise the budget.' },
  policy_refused: {
    why: 'It is against a rule of this workspace.',
    next: '`/imagine policy` shows the rules; its managers can change them.',
  },
  word_blocked: {
    why: 'This workspace has blocked a word in it.',
    next: 'Say it in other words.',
  },
  paused: { why: 'A manager of this workspace has paused new pictures.', next: 'Ask again once they are resumed.' },
  not_allowed: { why: 'Only members of this workspace can spend its credits.', next: 'Ask one of them.' },
  image_missing: { why: 'The picture to start from is gone, or it wasn’t shared with me.', next: 'Attach it again.' },
  image_unreadable: { why: 'I couldn’t read the picture to start from.', next: 'Use a PNG, JPEG or WebP picture.' },
  image_too_large: {
    why: 'The picture to start from is too large.',
    next: 'Save it as an ordinary JPEG (not a progressive one) under 20 MB and 50 megapixels.',
  },
  request_too_large: {
    why: 'That was more than Pixapi accepts in one order.',
    next: 'Use fewer or smaller pictures to start from, or a shorter prompt.',
  },
  source_failed: {
    why: 'I couldn’t get the picture to start from out of Slack.',
    next: 'Try again in a few minutes, or attach it again.',
  },
  too_many_requests: {
    why: 'That is more requests in one minute than one person can send.',
    next: 'Wait a minute, then send it again.',
  },
  act_under_way: {
    why: 'The last one you asked for in this thread is still on its way.',
    next: 'Ask again once it is here.',
  },
  channel_unreachable: { why: 'I can’t post there.', next: 'Let me in with `/invite @Imagine`.' },
  canceled: { why: 'This request was canceled.', next: 'Ask for it again if you still want it.' },
  pixapi_busy: {
    why: 'Pixapi is overloaded and turned down several attempts.',
    next: 'Try again in a few minutes.',
  },
  pixapi_down: { why: 'Pixapi didn’t respond to several attempts.', next: 'Try again in a few minutes.' },
  pixapi_blocked: {
    why: 'A firewall in front of Pixapi turned me away several times.',
    next: 'Try again in a few minutes; if it keeps happening, tell your admin: Pixapi has to let this server through.',
  },
  pixapi_faltered: { why: 'Pixapi failed at this request twice.', next: 'Try again, or change the prompt a little.' },
  chat_paced: {
    why: 'This conversation has reached Slack’s limit on messages for the moment.',
    next: 'Try again in a few minutes.',
  },
  chat_busy: { why: 'Slack isn’t keeping up with me right now.', next: 'Try again in a few minutes.' },
  chat_refused: {
    why: 'Slack refused the message.',
    next: 'Ask an admin whether I’m allowed to post here.',
    nextMade: 'Deliver it again, or ask an admin whether I’m allowed to post here.',
  },
  chat_unclear: {
    why: 'Slack didn’t say whether it accepted the message.',
    next: 'Try again in a few minutes.',
    nextMade: 'If you can’t see the picture, deliver it again.',
  },
  download_failed: {
    why: 'I couldn’t download the picture from Pixapi.',
    next: 'Try again in a few minutes.',
  },
  picture_missing: { why: 'One of the pictures can’t be fetched yet.', next: 'I keep trying.' },
  outcome_unknown: {
    why: 'The connection broke after the order went out, so I don’t know whether the picture is being made.',
    next: MAY_COST_AGAIN,
  },
  task_failed: { why: 'Pixapi couldn’t make this picture.', next: 'Try again, or change the prompt a little.' },
  task_vanished: {
    why: 'Pixapi can’t find this order anymore.',
    next: MAY_COST_AGAIN,
  },
  task_stuck: {
    why: 'Pixapi didn’t finish this picture in over an hour.',
    next: MAY_COST_AGAIN,
  },
  result_malformed: {
    why: 'Pixapi answered, but without a picture.',
    next: MAY_COST_AGAIN,
  },
  request_rejected: {
    why: 'Pixapi didn’t accept this combination.',
    next: 'Try another size or quality, or tell your admin.',
  },
  own_key_refused: {
    why: 'Pixapi rejected this workspace’s own key.',
    next: 'Tell your managers: they can set another one in Home, under “Pixapi key…”.',
  },
  own_credits_exhausted: {
    why: 'This workspace’s own Pixapi account is out of credits.',
    next: 'Tell your managers: it needs to be topped up.',
  },
  pixapi_key_refused: { why: 'Pixapi rejected this app’s key.', next: 'Tell your admin: the key needs to be renewed.' },
  pixapi_credits_exhausted: {
    why: 'This app’s Pixapi account is out of credits.',
    next: 'Tell your admin: it needs to be topped up.',
  },
  pixapi_account_refused: {
    why: 'Pixapi won’t serve this app’s account: it is suspended, or not verified yet.',
    next: 'Tell your admin: Pixapi’s dashboard shows what is missing.',
  },
  pixapi_region_blocked: {
    why: 'Pixapi doesn’t serve the region where this app’s server is.',
    next: 'Tell your admin: the server has to run somewhere else.',
  },
  model_missing: { why: 'Pixapi no longer offers this model.', next: 'Choose another with `--model`.' },
  download_refused: {
    why: 'Pixapi put the picture at an address I’m not allowed to download from.',
    next: 'Tell your admin.',
  },
  uploads_disabled: {
    why: 'File uploads are turned off in this workspace, so I can’t put the picture into Slack.',
    next: 'Ask a workspace admin to allow them.',
    nextMade: 'Ask a workspace admin to allow them, then deliver it again.',
  },
  storage_full: {
    why: 'This workspace has no file storage left, so I can’t put the picture into Slack.',
    next: 'Try again once there is room.',
    nextMade: 'Once there is room, deliver it again.',
  },
  not_installed: { why: 'This app isn’t installed in this workspace.', next: 'An admin can install it.' },
  secret_unreadable: {
    why: 'I can’t open my own access to this workspace.',
    next: 'Tell whoever runs this app: a key is missing.',
  },
  commit_unclear: {
    why: 'Our database stopped responding while saving your request.',
    next: 'Try again; if it keeps happening, tell your admin.',
  },
  crashed: {
    why: 'I crashed three times while working on this.',
    next: 'Try another picture or prompt, or tell your admin.',
  },
  internal: { why: 'Something failed on our side.', next: 'Try again; if it keeps happening, tell your admin.' },
};
