import { ANSWERS } from './answers.ts';
import { APPROVALS } from './approvals.ts';
import { BUDGETS } from './budgets.ts';
import { INSTALL } from './install.ts';
import { LOG } from './log.ts';
import { MESSAGES } from './messages.ts';
import { PRIVACY } from './privacy.ts';
import { RESULT } from './result.ts';
import type { Sample } from './sample.ts';
import { THREADS } from './threads.ts';
import { VIEWS } from './views.ts';
import { WAITING } from './waiting.ts';

/** Every message and view of the app, in every state. */
export const SAMPLES: readonly Sample[] = [
  ...WAITING,
  ...MESSAGES,
  ...ANSWERS,
  ...APPROVALS,
  ...RESULT,
  ...THREADS,
  ...VIEWS,
  ...BUDGETS,
  ...LOG,
  ...PRIVACY,
  ...INSTALL,
];
