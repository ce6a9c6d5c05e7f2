import { ANSWERS } from './answers.ts';
import { MESSAGES } from './messages.ts';
import type { Sample } from './sample.ts';
import { VIEWS } from './views.ts';

/** Every message and view of the app, in every state. */
export const SAMPLES: readonly Sample[] = [...MESSAGES, ...ANSWERS, ...VIEWS];
