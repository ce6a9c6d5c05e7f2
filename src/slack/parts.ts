import type { Log } from '../core/making/chat.ts';
import type { RequestParts } from '../core/ordering/request-image.ts';
import type { Guests } from './guests.ts';
import type { Installations } from './installations.ts';
import type { People } from './people.ts';

/** What the listeners need. */
export interface ListenerParts {
  readonly requests: RequestParts;
  readonly installations: Installations;
  readonly people: People;
  readonly guests: Guests;
  readonly apiUrl: string;
  readonly log: Log;
}
