import type { ListenerDeps } from '../deps.ts';
import type { SubmitArgs } from '../form/submission.ts';
import type { PressArgs } from '../kit/press.ts';
import { onAllowOnce, onAllowSubmit, onAllowUntil, onRefuseMore, onRefuseSubmit } from './answer.ts';
import { onAskForMore } from './ask.ts';
import { ASK_FOR_MORE } from './ask-button.ts';
import { ALLOW_ONCE, ALLOW_UNTIL, REFUSE_MORE } from './card.ts';
import { ALLOW_CREDITS, SAY_NO } from './forms.ts';

export const APPROVAL_PRESSES: readonly (readonly [string, (deps: ListenerDeps, args: PressArgs) => Promise<void>])[] =
  [
    [ASK_FOR_MORE, onAskForMore],
    [ALLOW_ONCE, onAllowOnce],
    [ALLOW_UNTIL, onAllowUntil],
    [REFUSE_MORE, onRefuseMore],
  ];

export const APPROVAL_SUBMISSIONS: readonly [string, (deps: ListenerDeps, args: SubmitArgs) => Promise<void>][] = [
  [ALLOW_CREDITS, onAllowSubmit],
  [SAY_NO, onRefuseSubmit],
];
