import { useEffect, useState } from 'preact/hooks';
import type { ExchangePiece } from '../shapes.ts';
import { Accounts } from './accounts.ts';
import { classes, html } from './html.ts';
import { held } from './store.ts';

const MOST_LISTED = 300;

/** Every request between Slack, the app and Pixapi with its answer, the newest last; and the money. */
export function Inspector() {
  const [withPolling, showPolling] = useState(false);
  const [open, setOpen] = useState<number | null>(null);
  const all = [...held.exchange.values()].filter(({ isPolling }) => withPolling || !isPolling);
  const listed = all.sort((a, b) => a.at - b.at || a.number - b.number).slice(-MOST_LISTED);
  return html`
    <div class="behind-body">
      <${Accounts} />
      <label class="check">
        <input type="checkbox" checked=${withPolling} onChange=${() => showPolling(!withPolling)} /> Show polling
      </label>
      ${all.length > listed.length && html`<p class="hint">The last ${MOST_LISTED} of ${all.length}.</p>`}
      <ol class="exchanges" aria-label="Requests and answers" tabindex="0">
        ${listed.map((exchange) => html`<${Row} key=${exchange.number} exchange=${exchange} isOpen=${open === exchange.number} onToggle=${() => setOpen(open === exchange.number ? null : exchange.number)} />`)}
      </ol>
    </div>
  `;
}

function Row({ exchange, isOpen, onToggle }: { exchange: ExchangePiece; isOpen: boolean; onToggle: () => void }) {
  const { number, at, from, to, title, status, trouble, ms } = exchange;
  const isBad = trouble !== null || (status !== null && (status === 0 || status >= 400));
  return html`
    <li class=${classes({ bad: isBad })}>
      <button type="button" aria-expanded=${isOpen} onClick=${onToggle}>
        <time>${new Date(at).toISOString().slice(11, 23)}</time>
        <span class=${`route ${from.toLowerCase()}-${to.toLowerCase()}`}>${from} → ${to}</span>
        <span class="title">${title}</span>
        <span class="result">${status === null ? 'under way' : status || 'no answer'}${trouble ? ` · ${trouble}` : ''}</span>
        <span class="took">${ms === null ? '…' : `${ms < 10 ? ms.toFixed(1) : Math.round(ms)} ms`}</span>
      </button>
      ${isOpen && html`<${Said} number=${number} status=${status} />`}
    </li>
  `;
}

function Said({ number, status }: { number: number; status: number | null }) {
  const [said, setSaid] = useState({ said: '…', answered: '…' });
  useEffect(() => {
    void fetch(`/exchange/${number}`)
      .then((response) => response.json())
      .then(setSaid);
  }, [number, status]);
  return html`<div class="exchange-said">
    <h3>Request</h3>
    <pre tabindex="0" aria-label="Request">${said.said || 'nothing'}</pre>
    <h3>Answer</h3>
    <pre tabindex="0" aria-label="Answer">${said.answered || 'nothing'}</pre>
  </div>`;
}
