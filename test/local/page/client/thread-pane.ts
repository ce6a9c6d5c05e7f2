import { useEffect, useRef } from 'preact/hooks';
import type { ChannelPiece } from '../shapes.ts';
import { Composer } from './composer.ts';
import { DropZone } from './drop-zone.ts';
import { html } from './html.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { go } from './place.ts';
import { titleOf } from './sidebar.ts';
import { held, messagesOf, team } from './store.ts';

/** A thread beside its channel. */
export function ThreadPane({ channel, root }: { channel: ChannelPiece; root: string }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const messages = messagesOf(channel.id, root);
  const target = `${channel.id} ${root}`;
  const status = held.status.get(target);
  return html`
    <aside class="thread" aria-label="Thread">
      <header class="pane-head">
        <h2 tabindex="-1" ref=${heading}>Thread</h2>
        <p class="about">${titleOf(channel)}</p>
        <button type="button" class="bare" aria-label="Close thread" onClick=${() => leave(root)}>
          <${Icon} name="close" />
        </button>
      </header>
      <${DropZone} target=${target}>
        <${MessageList} messages=${messages} replies=${new Map()} label="Messages in this thread" inThread=${true} />
        <p class="thread-status" role="status">${status && `${team()?.app.name} ${status.text}`}</p>
        <${Composer} key=${target} channel=${channel} threadTs=${root} placeholder="Reply …" />
      </${DropZone}>
    </aside>
  `;
}

/** The focus goes back to what the thread hangs on. */
function leave(root: string): void {
  go({ thread: '' });
  document.querySelector<HTMLElement>(`main [data-ts="${root}"] :is(.replies, .message-actions button)`)?.focus();
}
