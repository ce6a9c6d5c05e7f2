import { useState } from 'preact/hooks';
import type { SwitchPiece } from '../shapes.ts';
import { act } from './act.ts';
import { html } from './html.ts';
import { held } from './store.ts';

const GROUPS = ['Pixapi', 'Slack', 'Imagine'] as const;
const TAKES = [200, 700, 2_000, 5_000, 10_000, 30_000];

/** Everything that can be made to go wrong, how long a picture takes, and what month it is. */
export function Faults() {
  const machine = held.machine.get('it');
  if (!machine) return null;
  const { switches, waiting, taskMs, monthsAhead } = machine;
  return html`
    <div class="behind-body">
      <label class="takes">
        A picture takes
        <select value=${taskMs} onChange=${(event: Event) => act('takes', { ms: Number((event.target as HTMLSelectElement).value) })}>
          ${[...new Set([...TAKES, taskMs])].map((ms) => html`<option value=${ms} selected=${ms === taskMs}>${ms / 1_000} s</option>`)}
        </select>
      </label>
      ${GROUPS.map(
        (group) => html`
        <section aria-label=${group}>
          <h3>${group}</h3>
          <ul class="switches">
            ${switches.filter((one) => one.group === group).map((one) => html`<li key=${one.id}><${Switch} of=${one} /></li>`)}
            ${group === 'Imagine' && html`<li><${Month} ahead=${monthsAhead} /></li>`}
          </ul>
        </section>
      `,
      )}
      ${waiting.length > 0 && html`<h3>Waiting for a request</h3><ul class="waiting">${waiting.map((fault) => html`<li><code>${fault}</code></li>`)}</ul>`}
    </div>
  `;
}

function Switch({ of: { id, title, what, kind, isOn, isPossible } }: { of: SwitchPiece }) {
  const [isBusy, setBusy] = useState(false);
  const turn = async () => {
    setBusy(true);
    await act('turn', { id, on: !isOn });
    setBusy(false);
  };
  const label = isBusy ? '…' : kind === 'switch' ? (isOn ? 'On' : 'Off') : kind === 'once' ? 'Next one' : 'Now';
  const pressed = kind === 'switch' ? { role: 'switch', 'aria-checked': isOn } : {};
  return html`
    <span><strong id=${`switch-${id}`}>${title}</strong> <span class="hint">${what}</span></span>
    <button type="button" aria-label=${`${title}: ${label}`} disabled=${!isPossible} aria-busy=${isBusy} onClick=${turn} ...${pressed}>${label}</button>
  `;
}

function Month({ ahead }: { ahead: number }) {
  const shown =
    ahead === 0 ? 'It is the real month.' : `${ahead} month${ahead === 1 ? '' : 's'} ahead of the calendar.`;
  return html`
    <span>
      <strong>Next month</strong>
      <span class="hint">The database counts budgets one month further. Clocks, and what was booked before, stay as they are. ${shown}</span>
    </span>
    <button type="button" aria-label="Next month: Now" onClick=${() => act('nextMonth')}>Now</button>
  `;
}
