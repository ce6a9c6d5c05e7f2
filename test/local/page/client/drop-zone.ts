import { useState } from 'preact/hooks';
import { attach } from './attachments.ts';
import { classes, html, type Nodes } from './html.ts';

/** Where files can be dropped; they are attached to what is being written there. */
export function DropZone({ target, children }: { target: string; children?: Nodes }) {
  const [isOver, setOver] = useState(false);
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void attach(target, [...(event.dataTransfer?.files ?? [])]);
  };
  const onDragOver = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  return html`
    <div class=${classes({ 'drop-zone': true, over: isOver })} onDragOver=${onDragOver} onDragLeave=${() => setOver(false)} onDrop=${onDrop}>
      ${children}
      ${isOver && html`<p class="drop-hint">Drop pictures here</p>`}
    </div>
  `;
}
