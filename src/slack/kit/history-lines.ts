import type { Copy } from '../../copy/copy.ts';
import type { HistoryEntry } from '../../core/team/history.ts';
import { erasedOn } from './erased.ts';
import { answer, type Message, section } from './message.ts';
import { richList } from './rich.ts';
import { oneLine } from './text.ts';

export function historyAnswer(entries: readonly HistoryEntry[], copy: Copy): Message {
  if (entries.length === 0) return answer(copy.history.none);
  const title = copy.history.title;
  return { text: title, blocks: [section(`*${title}*`), richList(historyLines(entries, copy))] };
}

/** What was asked for, how it ended, what it cost and when. */
export function historyLines(entries: readonly HistoryEntry[], copy: Copy) {
  return entries.map((entry) => {
    const { chargedCredits, heldCredits, chargeEstimated, requestedAt } = entry;
    const day = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(requestedAt);
    const cost = copy.history.cost(
      entry.state === 'failed' ? (chargedCredits ?? 0) : chargedCredits,
      heldCredits,
      chargeEstimated,
    );
    const typed = entry.erasedAt ? erasedOn(entry.erasedAt, copy) : oneLine(entry.prompt, 120);
    return { typed, after: ` · ${stateWord(entry, copy)} · ${cost} · ${day}` };
  });
}

/** How it ended, or how it stands. */
export function stateWord({ state, failure }: Pick<HistoryEntry, 'state' | 'failure'>, copy: Copy): string {
  if (failure === 'canceled') return copy.history.states.canceled;
  if (state === 'made' && failure) return copy.history.states.undelivered;
  return copy.history.states[state];
}
