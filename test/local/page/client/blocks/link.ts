import { html } from '../html.ts';

/** A link that leads to the web or to a mail; any other address is shown and leads nowhere. */
export function Link({ to, label }: { to: string; label: string }) {
  if (!/^(https?|mailto):/.test(to)) return label;
  return html`<a href=${to} target="_blank" rel="noreferrer">${label}</a>`;
}
