import type { MessagePiece } from '../shapes.ts';
import { html } from './html.ts';
import { personOf } from './store.ts';

const COLORS = ['#8a4b2f', '#2f6f5e', '#4a5a9a', '#8a3b6b', '#5b6b2f'];

export function Avatar({ message: { from, userId } }: { message: MessagePiece }) {
  if (from === 'app') return html`<img class="avatar" src="/icon.svg" alt="" />`;
  const name = from === 'slack' ? 'Slackbot' : (personOf(userId)?.name ?? '?');
  const color = COLORS[[...name].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % COLORS.length];
  return html`<span class="avatar" style=${{ background: color }} aria-hidden="true">${initials(name)}</span>`;
}

function initials(name: string): string {
  return name
    .split(' ')
    .map(([letter]) => letter)
    .join('');
}
