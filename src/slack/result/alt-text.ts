import type { types, ViewOutput } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import type { SubmitArgs } from '../form/submission.ts';
import { messageCopyOf } from '../kit/copy-of.ts';
import { LIMITS } from '../kit/limits.ts';
import { mayChange } from '../kit/may-touch.ts';
import { answer } from '../kit/message.ts';
import { type Outcome, type Press, showModal } from '../kit/press.ts';
import { oneLine, plain } from '../kit/text.ts';
import { readEmoji } from '../spelling/emoji.ts';
import { altText, ownAltText } from './image-message.ts';
import { imageModal, onImageView } from './image-modal.ts';

export const ALT_TEXT = 'alt_text';

const fieldOf = (position: number) => `${ALT_TEXT}:${position}`;

/** "Alt text" in the menu opens the form. */
export async function openAltText(deps: ListenerDeps, press: Press, copy: Copy): Promise<Outcome> {
  if (press.generation.deleted) return answer(copy.result.gone);
  const messageCopy = await messageCopyOf(deps, press);
  return await showModal(deps, press, altTextModal(press.generation, messageCopy, copy), copy);
}

/** What is read aloud in place of each picture, to be written anew. `messageCopy`: in whose language it stands in the message. */
export function altTextModal(generation: Generation, messageCopy: Copy, { result }: Copy): types.ModalView {
  const { pictures } = generation;
  return {
    ...imageModal(ALT_TEXT, generation, result.altTextTitle, { submit: result.save, close: result.cancel }),
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

/** The alt texts of a message, as somebody wrote them. */
export async function onAltText(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onImageView(deps, args, { field: ALT_TEXT, cost: 'free' }, async (submitted, copy) => {
    const { generation, view } = submitted;
    // Nothing that is typed helps here: the form makes way.
    const hopeless = (words: string) => noticeModal(view.title.text, words, copy);
    if (!(await mayChange(deps, submitted))) return hopeless(copy.result.onlyAsker);
    const altTexts = readAltTexts(view, generation, await messageCopyOf(deps, submitted));
    return (await deps.requests.store.saveAltTexts(generation, altTexts, submitted.userId))
      ? 'close'
      : hopeless(copy.result.gone);
  });
}

/**
 * By position; null for our own words: left empty, or not touched. One that doesn't begin by saying that the picture is
 * AI-made is made to.
 */
function readAltTexts(
  { state }: Pick<ViewOutput, 'state'>,
  generation: Generation,
  messageCopy: Copy,
): (string | null)[] {
  const { aiMade } = messageCopy.result;
  return generation.pictures.map(({ position }) => {
    const value = state.values[fieldOf(position)]?.[fieldOf(position)]?.value ?? '';
    const typed = oneLine(readEmoji(value), LIMITS.altText);
    if (
      typed === '' ||
      typed === oneLine(ownAltText(generation, position, messageCopy, LIMITS.altText), LIMITS.altText)
    )
      return null;
    const says = typed.toLowerCase().startsWith(aiMade.toLowerCase());
    return says ? typed : oneLine(`${aiMade}: ${typed}`, LIMITS.altText);
  });
}
