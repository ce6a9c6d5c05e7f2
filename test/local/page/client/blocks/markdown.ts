import { html, type Nodes } from '../html.ts';
import { Link } from './link.ts';

/** The common markdown of a `markdown` block: headings, lists, emphasis, code, links. */
export function Markdown({ text }: { text: string }) {
  return html`<div class="markdown">${text.split(/\n{2,}/).map(paragraph)}</div>`;
}

function paragraph(text: string): Nodes {
  const [, level = '', heading = ''] = /^(#{1,6}) (.+)$/.exec(text) ?? [];
  if (level) return html`<p class="markdown-heading">${inline(heading)}</p>`;
  const lines = text.split('\n');
  if (lines.every((line) => /^\s*[-*] /.test(line)))
    return html`<ul>${lines.map((line) => html`<li>${inline(line.replace(/^\s*[-*] /, ''))}</li>`)}</ul>`;
  if (lines.every((line) => /^\s*\d+\. /.test(line)))
    return html`<ol>${lines.map((line) => html`<li>${inline(line.replace(/^\s*\d+\. /, ''))}</li>`)}</ol>`;
  if (lines.every((line) => line.startsWith('> ')))
    return html`<blockquote>${inline(text.replace(/^> /gm, ''))}</blockquote>`;
  return html`<p>${inline(text)}</p>`;
}

function inline(text: string): Nodes[] {
  return text
    .split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*\s][^*]*\*|_[^_\s][^_]*_|\[[^\]]+\]\(https?:[^)\s]+\))/)
    .map((part, index) => {
      if (index % 2 === 0) return part;
      const [, label, address] = /^\[([^\]]+)\]\((.+)\)$/.exec(part) ?? [];
      if (address) return html`<${Link} to=${address} label=${label} />`;
      if (part.startsWith('`')) return html`<code>${part.slice(1, -1)}</code>`;
      return part.startsWith('**') ? html`<strong>${part.slice(2, -2)}</strong>` : html`<em>${part.slice(1, -1)}</em>`;
    });
}
