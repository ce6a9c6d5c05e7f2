import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { dayOf } from '../kit/erased.ts';
import { context, type Message, section } from '../kit/message.ts';

/** In place of pictures, of a failure or of whatever else a request's message said. */
export function erasedMessage(erasedAt: Date, copy: Copy): Message {
  const text = copy.team.privacy.message(dayOf(erasedAt, copy));
  return { text, blocks: [context(text)] };
}

/** Until it is opened again. */
export function emptiedHome(copy: Copy): types.HomeView {
  return { type: 'home', blocks: [section(copy.team.privacy.emptied)] };
}
