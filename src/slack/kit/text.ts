import type { types } from '@slack/bolt';
import { LIMITS } from './limits.ts';

/** The text, cut at `most` characters with an ellipsis; never inside a character. */
export function clip(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most - 1);
  const last = cut.charCodeAt(cut.length - 1);
  return `${last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut}…`;
}

/** What people typed, so that Slack shows it and does nothing with it: `<!channel>` rings nobody. */
export function escapeMrkdwn(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** What people typed, for use between backticks: one line, no backticks, escaped. */
export function quoted(text: string): string {
  return escapeMrkdwn(clip(text.replaceAll('`', '´').replace(/\s+/g, ' '), 100));
}

/** One line for notifications, alt texts and titles. */
export function oneLine(text: string, most: number): string {
  return clip(text.replace(/\s+/g, ' ').trim(), most);
}

export function plain(text: string, most: number): types.PlainTextElement {
  return { type: 'plain_text', text: clip(text, most) };
}

/** Our words where Slack shows plain text: without the marks of code, and with `&`, `<` and `>` as they are. */
export function asPlain(mrkdwn: string): string {
  return mrkdwn.replaceAll('`', '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** What people typed, to the letter, however long. */
export function verbatimSections(text: string): types.SectionBlock[] {
  return inChunks(text).map(verbatim);
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
