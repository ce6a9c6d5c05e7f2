import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import type { PressArgs } from '../kit/press.ts';
import { ERASE_ALL, onEraseAllButton, onEraseAllSubmit } from './erase-all.ts';
import { FORGET_ME, onForgetButton, onForgetSubmit } from './forget.ts';
import { LEGAL_HOLD, onHoldButton, onHoldSubmit } from './hold.ts';
import { onReadPromptButton, onReadPromptSubmit, READ_PROMPT } from './read-prompt.ts';
import { onRetentionButton, onRetentionSubmit, RETENTION } from './retention.ts';

export const PRIVACY_PRESSES: readonly (readonly [string, (deps: ListenerDeps, args: PressArgs) => Promise<void>])[] = [
  [RETENTION, onRetentionButton],
  [LEGAL_HOLD, onHoldButton],
  [ERASE_ALL, onEraseAllButton],
  [FORGET_ME, onForgetButton],
  [READ_PROMPT, onReadPromptButton],
];

export const PRIVACY_SUBMISSIONS: readonly (readonly [
  string,
  (deps: ListenerDeps, args: SubmitArgs) => Promise<void>,
])[] = [
  [RETENTION, onRetentionSubmit],
  [LEGAL_HOLD, onHoldSubmit],
  [ERASE_ALL, onEraseAllSubmit],
  [FORGET_ME, onForgetSubmit],
  [READ_PROMPT, onReadPromptSubmit],
];
