import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';
import { clip } from './text.ts';

/** A message: blocks, and the same said in plain text for notifications and screen readers. */
export interface Message {
  readonly text: string;
  readonly blocks: types.KnownBlock[];
  /** The same for a Slack that does not take these blocks (`sendEither`). */
  readonly plainer?: Message;
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

/**
 * Sends a message, and where Slack does not take it, as it may not take a block that is new, the same in plainer blocks.
 * `send` is a call whose answer tells: the acknowledgement of a command has none.
 */
export async function sendEither<T>(
  { plainer, ...message }: Message,
  send: (message: Message) => Promise<T>,
): Promise<T> {
  try {
    return await send(message);
  } catch (error) {
    if (!plainer) throw error;
    return await send(plainer);
  }
}
