import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { isDirect } from '../../core/generation.ts';
import type { LogEntry } from '../../core/log/entry.ts';
import { personElement } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { oneLine } from '../kit/text.ts';

type Element = types.RichTextElement;

/** Requests of anybody, a line each: what was asked, how it ended, what it cost, who, where and when. As rich text, so that nothing that was typed can be markup. */
export function entryList(entries: readonly LogEntry[], copy: Copy): types.RichTextBlock {
  const items = entries.map((entry) => ({ type: 'rich_text_section' as const, elements: entryLine(entry, copy) }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}

function entryLine(entry: LogEntry, copy: Copy): Element[] {
  const { userId, channelId, outcome, heldCredits, chargedCredits, chargeEstimated, requestedAt } = entry;
  const words = copy.team.home;
  const day = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(requestedAt);
  const cost = copy.history.cost(outcome === 'refused' ? 0 : chargedCredits, heldCredits, chargeEstimated);
  const prompt = entry.prompt === null ? words.private : oneLine(entry.prompt, LIMITS.promptListed);
  return [
    {
      type: 'text',
      text: prompt || '…',
      style: entry.prompt === null ? { italic: true } : { bold: true },
    },
    { type: 'text', text: ` · ${words.outcomes[outcome]} · ${cost} · ` },
    personElement(userId, copy),
    ...(isDirect(channelId)
      ? []
      : [{ type: 'text', text: ' · ' } as const, { type: 'channel', channel_id: channelId } as const]),
    { type: 'text', text: ` · ${day}` },
  ];
}
