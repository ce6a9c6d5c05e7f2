import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { addedWords, type Generation } from '../../core/generation.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, type Message, section } from '../kit/message.ts';
import { clip, escapeMrkdwn } from '../kit/text.ts';
import { facts } from './image-message.ts';

/** The prompt to the letter, what was added to it, and how, for whom, when and for how much it was drawn. */
export function promptAnswer(generation: Generation, copy: Copy): Message {
  const { prompt, heldCredits, chargedCredits, chargeEstimated, requestedAt } = generation;
  const added = addedWords(generation).join(' ');
  const when = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  const cost = copy.history.cost(chargedCredits, heldCredits, chargeEstimated);
  const line = [...facts(generation, copy), cost, `${when.format(requestedAt)} UTC`].join(' · ');
  const addition = added ? [copy.result.promptAdded(added)] : [];
  return {
    text: clip([copy.result.prompt, escapeMrkdwn(prompt), ...addition, line].join('\n'), LIMITS.text),
    blocks: [
      section(`*${copy.result.prompt}*`),
      ...inChunks(prompt).map(verbatim),
      ...addition.map(context),
      context(line),
    ],
  };
}

/** Pieces of a length that a block holds, none of them cut inside a character. */
function inChunks(text: string): string[] {
  const chunks: string[] = [];
  for (let rest = text; rest !== ''; ) {
    const cut = rest.slice(0, LIMITS.sectionText);
    const last = cut.charCodeAt(cut.length - 1);
    const whole = last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
    chunks.push(whole);
    rest = rest.slice(whole.length);
  }
  return chunks;
}

/** Nothing in it is markup, not even `:fox:`. */
function verbatim(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}
