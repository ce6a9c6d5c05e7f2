import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { dayOf } from '../kit/erased.ts';
import { context, type Message, section } from '../kit/message.ts';

/** In place of pictures, of a failure or of whatever else a request's message said. */
export function erasedMessage(erasedAt: Date, copy: Copy): Message {
  const text = copy.team.privacy.message(dayOf(erasedAt, copy));
  return { text, blocks: [context(text)] };
}

/** Until it is opened again. `whose`: what was erased of what it showed. */
export function emptiedHome(whose: 'own' | 'others', copy: Copy): types.HomeView {
  const { emptied } = copy.team.privacy;
  return { type: 'home', blocks: [section(emptied[whose])] };
}
