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
  const elements: Element[] = write(PROMPT, PERSON)
    .split(/\*?(\ue000)\*?|(\ue001)/)
    .filter((part) => part !== undefined && part !== '')
    .map((part): Element => {
      if (part === PROMPT) return { type: 'text', text: prompt, style: { bold: true } };
      if (part === PERSON) return { type: 'user', user_id: userId };
      return { type: 'text', text: part };
    });
  return { type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] };
}
