import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { Generation } from '../../core/generation.ts';
import type { Figures, Waiting } from '../../core/making/waiting.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, type Message } from '../kit/message.ts';
import { richLine } from '../kit/rich.ts';
import { clip, escapeMrkdwn, oneLine } from '../kit/text.ts';
import { freeLine } from '../result/free-acts.ts';
import { origin } from '../result/image-message.ts';

/** How a placeholder's first block is named, before the generation's id: its event tells us of it once more. */
export const MAKING = 'making:';
export const CANCEL_IMAGE = 'cancel_image';

/** What stands in the channel while the picture is made: what, for whom, for how many credits, how it stands, and Cancel. */
export function placeholder(generation: Generation, waiting: Waiting, copy: Copy, more?: string): Message {
  const { id, prompt, userId, count, heldCredits, parent } = generation;
  const standing = standingOf(waiting, copy);
  const paidLine = (what: string, person: string) =>
    parent
      ? copy.images.editing(what, person, count, heldCredits, origin(generation, copy))
      : copy.images.making(what, person, count, heldCredits);
  const free = freeLine(generation, copy);
  const write = (what: string, person: string) => {
    const line = (free ?? paidLine)(what, person);
    return standing ? `${line} · ${standing}` : line;
  };
  const note = noteOf(waiting, heldCredits, copy);
  const text = [copy.images.makingText(oneLine(prompt, LIMITS.promptShown)), standing, note]
    .filter(Boolean)
    .join(' · ');
  return {
    text: escapeMrkdwn(text),
    blocks: [
      { ...richLine(clip(prompt, LIMITS.promptShown), userId, write), block_id: MAKING + id },
      ...[note, more].flatMap((words) => (words ? [context(words)] : [])),
      ...(waiting.kind === 'canceling' || free ? [] : [cancelButton(id, copy)]),
    ],
  };
}

/** What is added to the line. */
function standingOf(waiting: Waiting, { waiting: words }: Copy): string | null {
  switch (waiting.kind) {
    case 'in_line':
      return words.inLine(waiting.place);
    case 'making':
      return waiting.figures && usually(waiting.figures, words);
    case 'uploading':
      return words.uploading;
    default:
      return null;
  }
}

/** As whole seconds, or tenths of minutes, the limit stands above what is usual, also where both are nearly the same. */
function usually({ usual, most }: Figures, words: Copy['waiting']): string {
  return words.usually(usual, Math.max(most, usual < 120 ? Math.max(1, Math.round(usual)) + 0.5 : usual + 6));
}

/** What is said under it. */
function noteOf({ kind }: Waiting, cost: number, { images, waiting }: Copy): string | null {
  switch (kind) {
    case 'slow':
      return images.stillWorking;
    case 'down':
      return images.waitingForPixapi;
    case 'canceling':
      return waiting.ordered(cost);
    default:
      return null;
  }
}

function cancelButton(id: string, copy: Copy): types.ActionsBlock {
  const text = { type: 'plain_text' as const, text: clip(copy.waiting.cancel, LIMITS.buttonText) };
  return { type: 'actions', elements: [{ type: 'button', action_id: CANCEL_IMAGE, text, value: id }] };
}
