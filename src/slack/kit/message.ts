import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { clip } from './text.ts';

/** A message: blocks, and the same said in plain text for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

export function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: clip(text, LIMITS.contextText) }] };
}

export function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: clip(text, LIMITS.sectionText) } };
}

/** A row of buttons; none where there is nothing to press. */
export function actions(elements: types.ActionsBlockElement[]): types.ActionsBlock[] {
  return elements.length > 0 ? [{ type: 'actions', elements }] : [];
}

/** What only the asker sees: words as given. */
export function answer(...lines: string[]): Message {
  return { text: clip(lines.join('\n'), 3_000), blocks: [section(lines.join('\n'))] };
}
