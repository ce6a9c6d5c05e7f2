import type { Json } from '../../shapes.ts';
import { html } from '../html.ts';
import { Element } from './element.ts';
import { Picture, sourceOf } from './picture.ts';
import type { Surface } from './surface.ts';
import { listOf, objectOf, Text } from './texts.ts';

/** A card: its picture, its words, its buttons. */
export function Card({ card, surface }: { card: Json; surface: Surface }) {
  const { hero_image, icon, title, subtitle, body } = card;
  const hero = objectOf(hero_image);
  const small = objectOf(icon);
  return html`
    <div class="card">
      ${hero_image !== undefined && html`<${Picture} src=${sourceOf(hero)} alt=${String(hero.alt_text)} />`}
      <div class="card-words">
        ${icon !== undefined && html`<img class="context-image" src=${sourceOf(small)} alt=${String(small.alt_text)} />`}
        ${title !== undefined && html`<p class="card-title"><${Text} of=${title} /></p>`}
        ${subtitle !== undefined && html`<p class="hint"><${Text} of=${subtitle} /></p>`}
        ${body !== undefined && html`<p><${Text} of=${body} /></p>`}
      </div>
      ${
        card.actions !== undefined &&
        html`<div class="block-actions">
        ${listOf(card.actions).map((element) => html`<${Element} element=${element} surface=${surface} blockId=${String(card.block_id)} />`)}
      </div>`
      }
    </div>
  `;
}
