import type { types, ViewOutput } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import { LIMITS } from '../kit/limits.ts';
import { oneLine, plain } from '../kit/text.ts';
import { altText, ownAltText } from './image-message.ts';
import { imageModal } from './image-modals.ts';

export const ALT_TEXT = 'alt_text';

const fieldOf = (position: number) => `${ALT_TEXT}:${position}`;

/** What is read aloud in place of each picture, to be written anew. `messageCopy`: in whose language it stands in the message. */
export function altTextModal(generation: Generation, messageCopy: Copy, { result }: Copy): types.ModalView {
  const { id, pictures } = generation;
  return {
    ...imageModal(ALT_TEXT, id, result.altTextTitle, { submit: result.save, close: result.cancel }),
    blocks: pictures.map(({ position }) => ({
      type: 'input',
      block_id: fieldOf(position),
      optional: true,
      label: plain(result.altTextOf(pictures.length > 1 ? position : null), LIMITS.label),
      hint: plain(result.altTextHint(messageCopy.result.aiMade), LIMITS.label),
      element: {
        type: 'plain_text_input',
        action_id: fieldOf(position),
        multiline: true,
        max_length: LIMITS.altText,
        initial_value: altText(generation, position, messageCopy, LIMITS.altText),
      },
    })),
  };
}

/**
 * By position; null for our own words: left empty, or not touched. One that doesn't begin by saying that the picture is
 * AI-made is made to.
 */
export function readAltTexts(
  { state }: Pick<ViewOutput, 'state'>,
  generation: Generation,
  messageCopy: Copy,
): (string | null)[] {
  const { aiMade } = messageCopy.result;
  return generation.pictures.map(({ position }) => {
    const typed = oneLine(state.values[fieldOf(position)]?.[fieldOf(position)]?.value ?? '', LIMITS.altText);
    if (
      typed === '' ||
      typed === oneLine(ownAltText(generation, position, messageCopy, LIMITS.altText), LIMITS.altText)
    )
      return null;
    const says = typed.toLowerCase().startsWith(aiMade.toLowerCase());
    return says ? typed : oneLine(`${aiMade}: ${typed}`, LIMITS.altText);
  });
}
