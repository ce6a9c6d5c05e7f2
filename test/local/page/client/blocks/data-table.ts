import type { Json } from '../../shapes.ts';
import { html } from '../html.ts';
import { RichText } from './rich-text.ts';
import { listOf } from './texts.ts';

/** A table: its caption, its first row as the header, its rows. */
export function DataTable({ table }: { table: Json }) {
  const [header = [], ...rows] = Array.isArray(table.rows) ? table.rows.map(listOf) : [];
  return html`
    <div class="data-table" tabindex="0">
      <table>
        <caption>${String(table.caption)}</caption>
        <thead><tr>${header.map((cell) => html`<th scope="col">${show(cell)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${show(cell)}</td>`)}</tr>`)}</tbody>
      </table>
    </div>
  `;
}

function show(cell: Json) {
  return cell.type === 'rich_text' ? html`<${RichText} elements=${listOf(cell.elements)} />` : String(cell.text);
}
