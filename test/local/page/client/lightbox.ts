import { useEffect, useRef } from 'preact/hooks';
import { changed } from './changed.ts';
import { html } from './html.ts';

let large: { src: string; alt: string } | undefined;

export function enlarge(picture: { src: string; alt: string } | undefined): void {
  large = picture;
  changed();
}

/** The picture that is looked at large. */
export function Lightbox() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (large && !dialog.current?.open) dialog.current?.showModal();
  });
  if (!large) return null;
  const { src, alt } = large;
  return html`
    <dialog class="lightbox" ref=${dialog} aria-label=${alt} onClose=${() => enlarge(undefined)} onClick=${() => dialog.current?.close()}>
      <img src=${src} alt=${alt} />
      <p>${alt}</p>
      <button type="button">Close</button>
    </dialog>
  `;
}
