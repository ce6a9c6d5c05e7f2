import type { Json } from '../../shapes.ts';
import { EMOJI } from '../emoji.ts';
import { html, type Nodes } from '../html.ts';
import { held } from '../store.ts';
import { Link } from './link.ts';
import { Mention } from './mrkdwn.ts';
import { listOf, objectOf } from './texts.ts';

/** Sections, lists, quotes and preformatted text. Nothing in it is markup. */
export function RichText({ elements }: { elements: Json[] }) {
  return html`<div class="rich-text">${elements.map(part)}</div>`;
}

function part(element: Json): Nodes {
  const inside = listOf(element.elements);
  switch (element.type) {
    case 'rich_text_list': {
      const items = inside.map((item) => html`<li>${listOf(item.elements).map(piece)}</li>`);
      const style = { marginLeft: `${Number(element.indent ?? 0) * 1.5}em` };
      return element.style === 'ordered'
        ? html`<ol style=${style}>${items}</ol>`
        : html`<ul style=${style}>${items}</ul>`;
    }
    case 'rich_text_quote':
      return html`<blockquote>${inside.map(piece)}</blockquote>`;
    case 'rich_text_preformatted':
      return html`<pre>${inside.map(piece)}</pre>`;
    default:
      return html`<p>${inside.map(piece)}</p>`;
  }
}

function piece(element: Json): Nodes {
  switch (element.type) {
    case 'user':
      return html`<${Mention} id=${String(element.user_id)} />`;
    case 'channel':
      return html`<span class="mention">#${held.channel.get(String(element.channel_id))?.name ?? 'private channel'}</span>`;
    case 'link':
      return html`<${Link} to=${String(element.url)} label=${String(element.text ?? element.url)} />`;
    case 'emoji':
      return EMOJI[String(element.name)] ?? `:${element.name}:`;
    case 'broadcast':
      return html`<span class="mention rings">@${String(element.range)}</span>`;
    case 'date':
      return String(element.fallback ?? '');
    default:
      return styled(String(element.text ?? ''), objectOf(element.style));
  }
}

function styled(text: string, { bold, italic, strike, code }: Json): Nodes {
  const lines: Nodes[] = text.split('\n').flatMap((line, index) => (index === 0 ? [line] : [html`<br />`, line]));
  let shown: Nodes = lines;
  if (code) shown = html`<code>${shown}</code>`;
  if (strike) shown = html`<s>${shown}</s>`;
  if (italic) shown = html`<em>${shown}</em>`;
  if (bold) shown = html`<strong>${shown}</strong>`;
  return shown;
}
