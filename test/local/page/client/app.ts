import { useEffect, useState } from 'preact/hooks';
import { Behind } from './behind.ts';
import { useChanges } from './changed.ts';
import { ChannelPane } from './channel-pane.ts';
import { Corner } from './corner.ts';
import { classes, html } from './html.ts';
import { Lightbox } from './lightbox.ts';
import { Modal } from './modal.ts';
import { go, place } from './place.ts';
import { Sidebar } from './sidebar.ts';
import { held, isConnected, team } from './store.ts';
import { ThreadPane } from './thread-pane.ts';
import { TopBar } from './top-bar.ts';

/** The whole window: bar, channels, the conversation, its thread, and what stands behind it all. */
export function App() {
  useChanges();
  const [isDrawerOpen, openDrawer] = useState(false);
  const { channel: at, thread, behind } = place();
  const here = held.channel.get(at);
  const general = [...held.channel.values()].find(({ name }) => name === 'general') ?? [...held.channel.values()][0];
  useEffect(() => {
    if (!here && general) go({ channel: general.id, thread: '' });
  });
  useTitle();
  if (!team()) return html`<p class="starting" role="status">Opening the workspace …</p>`;
  const layout = classes({ workspace: true, 'with-thread': thread !== '', 'with-behind': behind !== '' });
  return html`
    <div class=${layout}>
      <${TopBar} isDrawerOpen=${isDrawerOpen} onDrawer=${() => openDrawer(!isDrawerOpen)} />
      ${!isConnected && html`<p class="broken" role="alert">The demo does not answer. It may have been stopped.</p>`}
      <${Sidebar} isOpen=${isDrawerOpen} onChosen=${() => openDrawer(false)} />
      ${here && html`<${ChannelPane} key=${here.id} channel=${here} />`}
      ${here && thread && html`<${ThreadPane} key=${thread} channel=${here} root=${thread} />`}
      ${behind && html`<${Behind} what=${behind} />`}
    </div>
    <${Modal} />
    <${Lightbox} />
    <${Corner} />
  `;
}

function useTitle(): void {
  const unread = [...held.channel.values()].reduce((sum, channel) => sum + channel.unread, 0);
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${team()?.name ?? 'Local'} workspace`;
  });
}
