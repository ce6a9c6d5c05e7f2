import type { MessagePiece } from '../shapes.ts';
import { act } from './act.ts';
import { EMOJI } from './emoji.ts';
import { html } from './html.ts';
import { nameOf, team } from './store.ts';

/** Who reacted with what; a press adds one's own or takes it away. */
export function Reactions({ message: { reactions, channel, ts } }: { message: MessagePiece }) {
  if (reactions.length === 0) return null;
  const me = team()?.me.id ?? '';
  return html`<p class="reactions">
    ${reactions.map(({ name, people }) => {
      const isMine = people.includes(me);
      const label = `${name}, ${people.map(nameOf).join(', ')}`;
      return html`<button
        type="button"
        aria-pressed=${isMine}
        aria-label=${label}
        title=${label}
        onClick=${() => act('react', { channel, ts, name, on: !isMine })}
      >
        ${EMOJI[name] ?? `:${name}:`} ${people.length}
      </button>`;
    })}
  </p>`;
}
