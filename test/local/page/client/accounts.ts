import { html } from './html.ts';
import { held } from './store.ts';

/** What Pixapi has billed beside what the app's ledger says. */
export function Accounts() {
  const machine = held.machine.get('it');
  if (!machine) return null;
  const { accounts, billed, charged, violations } = machine;
  const agrees = billed === charged;
  return html`
    <section aria-label="Credits">
      <p class="money">
        Pixapi has billed <strong>${billed}</strong>, the ledger says <strong>${charged ?? '?'}</strong>
        ${charged !== null && html` <span class=${agrees ? 'good' : 'bad'}>${agrees ? '· they agree' : '· not the same (yet)'}</span>`}
      </p>
      ${
        accounts
          ? html`<table>
            <thead>
              <tr><th scope="col">Workspace</th><th scope="col">Month</th><th scope="col">Budget</th><th scope="col">Held</th><th scope="col">Charged</th><th scope="col">Left</th></tr>
            </thead>
            <tbody>
              ${accounts.map(
                ({ team, month, budget, held, charged, left }) =>
                  html`<tr><th scope="row">${team}</th><td>${month}</td><td>${budget ?? '∞'}</td><td>${held}</td><td>${charged}</td><td>${left ?? '∞'}</td></tr>`,
              )}
            </tbody>
          </table>`
          : html`<p class="hint">The database does not answer.</p>`
      }
      ${violations.length > 0 && html`<div class="violations" role="alert"><h3>Slack was used wrongly</h3><ul>${violations.map((one) => html`<li>${one}</li>`)}</ul></div>`}
    </section>
  `;
}
