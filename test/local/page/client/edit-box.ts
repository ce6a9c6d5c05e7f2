import { useEffect, useRef } from 'preact/hooks';
import type { MessagePiece } from '../shapes.ts';
import { act } from './act.ts';
import { html } from './html.ts';
import { typedText } from './typed-text.ts';

/** A message of one's own, to be said otherwise. */
export function EditBox({ message, onDone }: { message: MessagePiece; onDone: () => void }) {
  const box = useRef<HTMLTextAreaElement>(null);
  useEffect(() => box.current?.focus(), []);
  const save = async () => {
    const { channel, ts } = message;
    await act('edit', { channel, ts, text: box.current?.value ?? '' });
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onDone();
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    void save();
  };
  return html`
    <div class="edit-box">
      <textarea aria-label="Edit message" rows="2" ref=${box} onKeyDown=${onKeyDown}>${typedText(message.text)}</textarea>
      <button type="button" onClick=${onDone}>Cancel</button>
      <button type="button" class="primary" onClick=${save}>Save</button>
    </div>
  `;
}
