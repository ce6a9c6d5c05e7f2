import names from '../../../../src/slack/spelling/emoji.json' with { type: 'json' };
import type { Block } from '../message.ts';

/** Of several names the first one. */
const NAMES = new Map(
  Object.entries(names)
    .reverse()
    .map(([name, emoji]) => [bare(emoji), name]),
);
const EMOJI = new Map(Object.entries(names));

const TOKEN = /(<[@#!][^<>\s][^<>]*>|<(?:https?|mailto):[^<>\s][^<>]*>)/u;
const EMAIL = '[\\w.+-]+@[\\w-]+(?:\\.[\\w-]+)+';
const ADDRESS = 'https?:\\/\\/[^\\s<>|]+';
const DOMAIN = '(?:[a-z0-9-]+\\.)+(?:com|org|net|io|dev|ai|app|br|es|pt)(?:\\/[^\\s<>|]*)?(?![\\w.-])';
const LINKED = new RegExp(`(?<![\\w@./:<|-])(?:(${EMAIL})|(${ADDRESS})|(${DOMAIN}))`, 'giu');
const TONE = /[\u{1f3fb}-\u{1f3ff}]/u;

/** Words as Slack keeps them once they are typed, which may be escaped already: addresses linked, emoji by name. Code stays as it is. */
export function spell(words: string): string {
  return words
    .split(/(```[\s\S]*?```|`[^`\n]+`)/u)
    .map((part, i) => (i % 2 === 1 ? part : spellPlain(part)))
    .join('');
}

function spellPlain(words: string): string {
  return words
    .split(TOKEN)
    .map((part, i) => (i % 2 === 1 ? part : nameEmoji(part.replace(LINKED, link))))
    .join('');
}

/** Emoji by name alone: as in the fields of a form. */
export function nameEmoji(words: string): string {
  return words.replace(/\p{RGI_Emoji}/gv, nameOf);
}

function link(_: string, email?: string, address?: string, domain?: string): string {
  if (email) return `<mailto:${email}|${email}>`;
  return address ? `<${address}>` : `<http://${domain}|${domain}>`;
}

function nameOf(emoji: string): string {
  const tone = TONE.exec(emoji)?.[0].codePointAt(0);
  const name = NAMES.get(bare(emoji));
  if (!name) return emoji;
  return tone ? `:${name}::skin-tone-${tone - 0x1f3fb + 2}:` : `:${name}:`;
}

function bare(emoji: string): string {
  return emoji.replace(/[\ufe0f\u{1f3fb}-\u{1f3ff}]/gu, '') || emoji;
}

/** Emoji as Slack shows them; one that no name stands for stays a name. */
export function withEmoji(text: string): string {
  return text.replace(/:([\w+-]+):/gu, (whole, name: string) => EMOJI.get(name) ?? whole);
}

/** The same words as rich text, as a message carries them beside its text. */
export function blocksOf(text: string): Block[] {
  if (!text) return [];
  const pieces = text.split(/(<[^<>\s][^<>]*>|:[\w+-]+:)/u).filter((piece) => piece !== '');
  const section = { type: 'rich_text_section', elements: pieces.map(elementOf) };
  return [{ type: 'rich_text', block_id: 'typed', elements: [section] }];
}

function elementOf(piece: string): Record<string, unknown> {
  const [, inner] = /^<(.+)>$/su.exec(piece) ?? [];
  const [target = '', label] = (inner ?? '').split('|');
  if (target.startsWith('@')) return { type: 'user', user_id: target.slice(1) };
  if (target.startsWith('#')) return { type: 'channel', channel_id: target.slice(1) };
  if (target.startsWith('!subteam^')) return { type: 'usergroup', usergroup_id: target.slice(9) };
  if (/^!(?:here|channel|everyone)$/u.test(target)) return { type: 'broadcast', range: target.slice(1) };
  if (/^\w+:/u.test(target)) return { type: 'link', url: unescaped(target), ...(label && { text: unescaped(label) }) };
  const [, name] = /^:(.+):$/u.exec(piece) ?? [];
  const emoji = name === undefined ? undefined : EMOJI.get(name);
  if (emoji)
    return { type: 'emoji', name, unicode: [...emoji].map((one) => one.codePointAt(0)?.toString(16)).join('-') };
  return { type: 'text', text: unescaped(piece) };
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
