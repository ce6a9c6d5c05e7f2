import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isNobody, OPERATOR } from '../../core/privacy/nobody.ts';
import { answer, type Message } from './message.ts';

/** "erased on Nov 30, 2026": in place of what was typed. */
export function erasedOn(at: Date, copy: Copy): string {
  return copy.team.privacy.erasedOn(dayOf(at, copy));
}

/** To whoever wants to go on from what was erased. */
export function erasedAnswer(at: Date, copy: Copy): Message {
  return answer(copy.team.privacy.gone(dayOf(at, copy)));
}

export function dayOf(at: Date, copy: Copy): string {
  return new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(at);
}

/** A person in mrkdwn; in words where an id of nobody, or the operator, stands in their place. */
export function personOf(userId: string, copy: Copy): string {
  if (userId === OPERATOR) return copy.team.audit.operator;
  return isNobody(userId) ? copy.team.privacy.somebody : `<@${userId}>`;
}

/** The same in rich text, where Slack takes no message with an id that is none. */
export function personElement(userId: string, copy: Copy): types.RichTextElement {
  return isNobody(userId)
    ? { type: 'text', text: copy.team.privacy.somebody, style: { italic: true } }
    : { type: 'user', user_id: userId };
}
