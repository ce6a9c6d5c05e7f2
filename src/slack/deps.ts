import type { Log } from '../core/making/chat.ts';
import type { RequestDeps } from '../core/ordering/request-image.ts';
import type { Guests } from './api/guests.ts';
import type { Installations } from './api/installations.ts';
import type { People } from './api/people.ts';

/** What the listeners need. */
export interface ListenerDeps {
  readonly requests: RequestDeps;
  readonly installations: Installations;
  readonly people: People;
  readonly guests: Guests;
  readonly apiUrl: string;
  readonly log: Log;
}
