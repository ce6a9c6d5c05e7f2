import type { PersonPiece } from '../shapes.ts';
import { html } from './html.ts';
import { go, type Place, place } from './place.ts';
import { connect, team } from './store.ts';

const LANGUAGES: Record<string, string> = {
  'en-US': 'English',
  'pt-BR': 'Portuguese',
  'es-ES': 'Spanish',
  'de-DE': 'German',
};

/** Who to be and in which workspace; what stands behind. */
export function TopBar({ isDrawerOpen, onDrawer }: { isDrawerOpen: boolean; onDrawer: () => void }) {
  const { behind, user, team: at } = place();
  const { teams, people } = team() ?? { teams: [], people: [] };
  return html`
    <header class="top">
      <button type="button" class="drawer" aria-expanded=${isDrawerOpen} aria-controls="channels" onClick=${onDrawer}>
        Channels
      </button>
      <h1 class="brand"><img src="/icon.svg" alt="" width="22" height="22" /> Local workspace</h1>
      <label>
        <span class="label">Workspace</span>
        <select aria-label="Workspace" value=${at} onChange=${(event: Event) => become({ team: chosenIn(event) })}>
          ${teams.map(({ key, name }) => html`<option value=${key}>${name}</option>`)}
        </select>
      </label>
      <label>
        <span class="label">You are</span>
        <select aria-label="You are" value=${user} onChange=${(event: Event) => become({ user: chosenIn(event) })}>
          ${people.map((person) => html`<option value=${person.key}>${describe(person)}</option>`)}
        </select>
      </label>
      <span class="stretch"></span>
      ${toggle('inspector', 'Inspector', behind)} ${toggle('faults', 'Faults', behind)}
    </header>
  `;
}

function toggle(which: 'inspector' | 'faults', title: string, open: Place['behind']) {
  const isOpen = open === which;
  return html`<button
    type="button"
    aria-pressed=${isOpen}
    onClick=${() => go({ behind: isOpen ? '' : which })}
  >
    ${title}
  </button>`;
}

function describe({ name, role, locale }: PersonPiece): string {
  return `${name} · ${role} · ${LANGUAGES[locale] ?? locale}`;
}

function become(who: Partial<Place>): void {
  go({ ...who, channel: '', thread: '' });
  connect();
}

function chosenIn(event: Event): string {
  return event.target instanceof HTMLSelectElement ? event.target.value : '';
}
