import { useState } from 'preact/hooks';
import type { Json } from '../../shapes.ts';
import { html } from '../html.ts';
import { enlarge } from '../lightbox.ts';
import { objectOf } from './texts.ts';

interface Props {
  src: string;
  alt: string;
  width?: number;
  height?: number;
}

/** A picture that opens large; its alt text is shown on request, as Slack does. */
export function Picture({ src, alt, width, height }: Props) {
  const [isTold, tell] = useState(false);
  return html`
    <span class="picture">
      <button type="button" class="bare enlarge" aria-label=${`Open large: ${alt}`} onClick=${() => enlarge({ src, alt })}>
        <img src=${src} alt=${alt} width=${width || undefined} height=${height || undefined} loading="lazy" />
      </button>
      <button type="button" class="alt" aria-expanded=${isTold} aria-label="Alt text" onClick=${() => tell(!isTold)}>ALT</button>
      ${isTold && html`<span class="alt-text" role="note">${alt}</span>`}
    </span>
  `;
}

/** Where the picture of an image block or element is to be had. */
export function sourceOf({ image_url, slack_file }: Json): string {
  const { id, url } = objectOf(slack_file);
  if (typeof id === 'string') return `/file/${id}`;
  if (typeof url === 'string') return `/file/${/F[A-Z0-9]{8,}/.exec(url)?.[0] ?? ''}`;
  return String(image_url ?? '');
}
