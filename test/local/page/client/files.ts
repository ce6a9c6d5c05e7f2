import type { FilePiece } from '../shapes.ts';
import { Picture } from './blocks/picture.ts';
import { html } from './html.ts';

/** The files of a message. */
export function Files({ files }: { files: FilePiece[] }) {
  if (files.length === 0) return null;
  return html`<div class="files">${files.map(one)}</div>`;
}

function one({ id, name, altText, width, height, isImage, isDeleted }: FilePiece) {
  if (isDeleted) return html`<p class="hint">This file was deleted.</p>`;
  if (!isImage) return html`<p class="file">${name}</p>`;
  return html`<figure class="file">
    <figcaption class="hint">${name}</figcaption>
    <${Picture} src=${`/file/${id}`} alt=${altText} width=${width} height=${height} />
  </figure>`;
}
