import type { types } from '@slack/bolt';

type Element = types.RichTextElement;

const PROMPT = '\ue000';
const PERSON = '\ue001';

/**
 * A line made by `write`, in which the prompt stands bold and the person is mentioned. As rich text, so that nothing
 * in the prompt can be markup or a mention.
 */
export function richLine(
  prompt: string,
  userId: string,
  write: (prompt: string, person: string) => string,
): types.RichTextBlock {
  return {
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: lineElements(prompt, userId, write) }],
  };
}

/** The parts of such a line, for a place in a list. */
export function lineElements(
  prompt: string,
  userId: string,
  write: (prompt: string, person: string) => string,
): Element[] {
  return write(PROMPT, PERSON)
    .split(/\*?(\ue000)\*?|(\ue001)/)
    .filter((part) => part !== undefined && part !== '')
    .map((part): Element => {
      if (part === PROMPT) return { type: 'text', text: prompt, style: { bold: true } };
      if (part === PERSON) return { type: 'user', user_id: userId };
      return { type: 'text', text: part };
    });
}

/** A list whose lines begin with what somebody typed: as rich text, so that nothing in it can be markup. */
export function richList(lines: readonly { readonly typed: string; readonly after: string }[]): types.RichTextBlock {
  const items = lines.map(({ typed, after }) => ({
    type: 'rich_text_section' as const,
    elements: [
      { type: 'text' as const, text: typed, style: { bold: true } },
      { type: 'text' as const, text: after },
    ],
  }));
  return { type: 'rich_text', elements: [{ type: 'rich_text_list', style: 'bullet', elements: items }] };
}
