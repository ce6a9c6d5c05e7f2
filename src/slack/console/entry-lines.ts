import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isDirect } from '../../core/generation.ts';
import type { LogEntry } from '../../core/log/entry.ts';
import { erasedOn, personElement } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { oneLine } from '../kit/text.ts';

type Element = types.RichTextElement;

/** Requests of anybody, a line each: what was asked, how it ended, what it cost, who, where and when. As rich text, so that nothing that was typed can be markup. */
export function entryList(entries: readonly LogEntry[], copy: Copy): types.RichTextBlock {
  const items = entries.map((entry) => ({ type: 'rich_text_section' as const, elements: entryLine(entry, copy) }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}

function entryLine(entry: LogEntry, copy: Copy): Element[] {
  const { userId, channelId, outcome, requestedAt } = entry;
  const day = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(requestedAt);
  return [
    promptElement(entry, copy),
    { type: 'text', text: ` · ${copy.team.home.outcomes[outcome]} · ${costWords(entry, copy)} · ` },
    personElement(userId, copy),
    ...(isDirect(channelId)
      ? []
      : [{ type: 'text', text: ' · ' } as const, { type: 'channel', channel_id: channelId } as const]),
    { type: 'text', text: ` · ${day}` },
  ];
}

/** What was asked for, as it was typed; in our words where it was erased, or is not for the reader. */
export function promptElement({ prompt, erasedAt }: LogEntry, copy: Copy): Element {
  const instead = erasedAt ? erasedOn(erasedAt, copy) : prompt === null ? copy.team.home.private : null;
  if (instead !== null) return { type: 'text', text: instead, style: { italic: true } };
  return { type: 'text', text: oneLine(prompt ?? '', LIMITS.promptListed) || '…', style: { bold: true } };
}

export function costWords({ outcome, chargedCredits, heldCredits, chargeEstimated }: LogEntry, copy: Copy): string {
  return copy.history.cost(outcome === 'refused' ? 0 : chargedCredits, heldCredits, chargeEstimated);
}
