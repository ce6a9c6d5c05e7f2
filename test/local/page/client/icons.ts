import { html } from './html.ts';

const PATHS = {
  hash: 'M6.5 3 5 13M11 3 9.500 13M3.500 6h10M2.500 10h10',
  lock: 'M4 7h8v6H4zM5.500 7V5a2.500 2.500 0 0 1 5 0v2',
  dot: 'M8 5.500a2.500 2.500 0 1 0 .01 0z',
  reply: 'M3 4h10v7H8l-3 2.500V11H3z',
  face: 'M8 2.500a5.500 5.500 0 1 0 .01 0zM6 6.500v.5M10 6.500v.5M5.500 9.500a3 3 0 0 0 5 0',
  more: 'M3.500 8h.01M8 8h.01M12.500 8h.01',
  clip: 'M11.500 7 7.500 11a2 2 0 0 1-3-3l5-5a1.500 1.500 0 0 1 2.500 2.200L7 10',
  bolt: 'M9 2 4 9h4l-1 5 5-7H8z',
  send: 'M3 8 2.500 3 14 8 2.500 13 3 8zm0 0h6',
  close: 'M4 4l8 8M12 4l-8 8',
  down: 'M4 6l4 4 4-4',
};

export type IconName = keyof typeof PATHS;

/** A drawing beside words that say the same: hidden from screen readers. */
export function Icon({ name }: { name: IconName }) {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d=${PATHS[name]} /></svg>`;
}
