import type { Json } from '../../shapes.ts';
import { html, type Nodes } from '../html.ts';
import { Card } from './card.ts';
import { DataTable } from './data-table.ts';
import { Element } from './element.ts';
import { Input } from './input.ts';
import { Markdown } from './markdown.ts';
import { Picture, sourceOf } from './picture.ts';
import { RichText } from './rich-text.ts';
import type { Surface } from './surface.ts';
import { listOf, objectOf, plain, Text } from './texts.ts';

/** Blocks as Slack shows them. One that this page does not know is shown as what it is: so it is seen. */
export function Blocks({ blocks, surface }: { blocks: Json[]; surface: Surface }) {
  return html`<div class="blocks">
    ${blocks.map((block) => html`<div class=${`block block-${block.type}`} key=${block.block_id}>${show(block, surface)}</div>`)}
  </div>`;
}

function show(block: Json, surface: Surface): Nodes {
  const elements = listOf(block.elements);
  const blockId = String(block.block_id);
  switch (block.type) {
    case 'section':
      return html`
        <div class="section-text">
          ${block.text !== undefined && html`<p><${Text} of=${block.text} /></p>`}
          ${block.fields !== undefined && html`<div class="fields">${listOf(block.fields).map((field) => html`<p><${Text} of=${field} /></p>`)}</div>`}
        </div>
        ${block.accessory !== undefined && html`<div class="accessory">${accessory(objectOf(block.accessory), surface, blockId)}</div>`}
      `;
    case 'header':
      return html`<h3>${plain(block.text)}</h3>`;
    case 'divider':
      return html`<hr />`;
    case 'image':
      return html`
        ${block.title !== undefined && html`<p class="picture-title">${plain(block.title)}</p>`}
        <${Picture} src=${sourceOf(block)} alt=${String(block.alt_text)} />
      `;
    case 'context':
      return elements.map((element) =>
        element.type === 'image'
          ? html`<img class="context-image" src=${sourceOf(element)} alt=${String(element.alt_text)} />`
          : html`<span><${Text} of=${element} /></span>`,
      );
    case 'actions':
    case 'context_actions':
      return elements.map((element) => html`<${Element} element=${element} surface=${surface} blockId=${blockId} />`);
    case 'input':
      return html`<${Input} block=${block} surface=${surface} />`;
    case 'rich_text':
      return html`<${RichText} elements=${elements} />`;
    case 'markdown':
      return html`<${Markdown} text=${String(block.text)} />`;
    case 'alert':
      return html`<p class=${`alert alert-${block.level ?? 'default'}`} role="note"><${Text} of=${block.text} /></p>`;
    case 'card':
      return html`<${Card} card=${block} surface=${surface} />`;
    case 'data_table':
      return html`<${DataTable} table=${block} />`;
    case 'carousel':
      return html`<ul class="carousel" tabindex="0" aria-label="Cards">
        ${elements.map((card) => html`<li><${Card} card=${card} surface=${surface} /></li>`)}
      </ul>`;
    default:
      return html`<pre class="unknown">${`This page does not know the block "${block.type}"\n${JSON.stringify(block, null, 2)}`}</pre>`;
  }
}

function accessory(element: Json, surface: Surface, blockId: string): Nodes {
  if (element.type === 'image') return html`<${Picture} src=${sourceOf(element)} alt=${String(element.alt_text)} />`;
  return html`<${Element} element=${element} surface=${surface} blockId=${blockId} />`;
}
