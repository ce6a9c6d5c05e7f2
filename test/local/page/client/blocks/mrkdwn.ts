import { EMOJI } from '../emoji.ts';
import { classes, html, type Nodes } from '../html.ts';
import { held, nameOf, team } from '../store.ts';
import { Link } from './link.ts';

/** Slack's own markup: mentions, links, emphasis, code, quotes, emoji. Anything else is text. */
export function Mrkdwn({ text }: { text: string }) {
  return html`<span class="mrkdwn">${blocksOf(text)}</span>`;
}

function blocksOf(text: string): Nodes[] {
  return text
    .split(/```([\s\S]*?)```/)
    .map((part, index) => (index % 2 === 1 ? html`<pre>${unescaped(part.replace(/^\n/, ''))}</pre>` : linesOf(part)));
}

function linesOf(text: string): Nodes[] {
  return text.split('\n').flatMap((line, index, all) => {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const shown = quoted ? html`<span class="quote">${inline(quoted[1] ?? '')}</span>` : inline(line);
    return index < all.length - 1 ? [shown, html`<br />`] : [shown];
  });
}

const RULES: { pattern: RegExp; show: (inside: string) => Nodes }[] = [
  { pattern: /`([^`]+)`/, show: (inside) => html`<code>${unescaped(inside)}</code>` },
  { pattern: /<([^<>\s][^<>]*)>/, show: entity },
  { pattern: /(?<![\w*])\*(\S(?:[^*]*\S)?)\*(?![\w*])/, show: (inside) => html`<strong>${inline(inside)}</strong>` },
  { pattern: /(?<![\w_])_(\S(?:[^_]*\S)?)_(?![\w_])/, show: (inside) => html`<em>${inline(inside)}</em>` },
  { pattern: /(?<![\w~])~(\S(?:[^~]*\S)?)~(?![\w~])/, show: (inside) => html`<s>${inline(inside)}</s>` },
  {
    pattern: /:([a-z0-9_+-]+):/,
    show: (name) => (EMOJI[name] ? html`<span role="img" aria-label=${name}>${EMOJI[name]}</span>` : `:${name}:`),
  },
];

/** The first rule that fits anywhere in the line, then what stands before and after it. */
function inline(text: string): Nodes[] {
  const found = RULES.map(({ pattern, show }) => ({ match: pattern.exec(text), show })).filter(({ match }) => match);
  const [first] = found.sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0));
  if (!first?.match) return [unescaped(text)];
  const { index, 0: whole, 1: inside = '' } = first.match;
  return [unescaped(text.slice(0, index)), first.show(inside), ...inline(text.slice(index + whole.length))];
}

function entity(inside: string): Nodes {
  const [target = '', label] = inside.split('|');
  if (target.startsWith('@')) return html`<${Mention} id=${target.slice(1)} />`;
  if (target.startsWith('#'))
    return html`<span class="mention">#${held.channel.get(target.slice(1))?.name ?? label ?? 'private channel'}</span>`;
  if (/^!(channel|here|everyone)/.test(target)) return html`<span class="mention rings">@${target.slice(1)}</span>`;
  if (target.startsWith('!')) return label ?? target;
  if (!/^(https?|mailto):/.test(target)) return unescaped(`<${inside}>`);
  return html`<${Link} to=${target} label=${unescaped(label ?? target)} />`;
}

export function Mention({ id }: { id: string }) {
  return html`<span class=${classes({ mention: true, rings: id === team()?.me.id })}>@${nameOf(id)}</span>`;
}

function unescaped(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
