import { Faults } from './faults.ts';
import { html } from './html.ts';
import { Icon } from './icons.ts';
import { Inspector } from './inspector.ts';
import { go } from './place.ts';

const TITLES = { inspector: 'Inspector', faults: 'Faults' };

/** What stands behind the workspace. */
export function Behind({ what }: { what: 'inspector' | 'faults' }) {
  return html`
    <aside class="behind" aria-label=${TITLES[what]}>
      <header class="pane-head">
        <h2>${TITLES[what]}</h2>
        <button type="button" class="bare" aria-label=${`Close ${TITLES[what].toLowerCase()}`} onClick=${() => go({ behind: '' })}><${Icon} name="close" /></button>
      </header>
      ${what === 'faults' ? html`<${Faults} />` : html`<${Inspector} />`}
    </aside>
  `;
}
