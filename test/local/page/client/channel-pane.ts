import { useEffect } from 'preact/hooks';
import type { ChannelPiece } from '../shapes.ts';
import { act } from './act.ts';
import { AppHome } from './app-home.ts';
import { Composer } from './composer.ts';
import { DropZone } from './drop-zone.ts';
import { html } from './html.ts';
import { Icon } from './icons.ts';
import { MessageList } from './message-list.ts';
import { go, place } from './place.ts';
import { signOf, titleOf } from './sidebar.ts';
import { messagesOf, repliesIn, team } from './store.ts';

/** One channel or conversation: what was said, and where to say more. */
export function ChannelPane({ channel }: { channel: ChannelPiece }) {
  const isApps = channel.withId === team()?.app.id;
  const isHome = isApps && place().tab === 'home' && team()?.app.hasHome === true;
  const messages = messagesOf(channel.id);
  const last = messages.at(-1)?.ts ?? '';
  useEffect(() => {
    if (channel.unread > 0 && last && !document.hidden) void act('read', { channel: channel.id, ts: last });
  }, [channel.unread, last]);
  const title = titleOf(channel);
  return html`
    <main class="channel" aria-label=${title}>
      <header class="pane-head">
        <h2><${Icon} name=${signOf(channel)} /> ${title}</h2>
        ${isApps ? html`<${Tabs} isHome=${isHome} />` : html`<p class="about">${about(channel)}</p>`}
      </header>
      ${
        isHome
          ? html`<${AppHome} />`
          : html`
            <${DropZone} target=${channel.id}>
              <${MessageList} messages=${messages} replies=${repliesIn(channel.id)} label=${`Messages in ${title}`} />
              <${Composer} key=${channel.id} channel=${channel} placeholder=${`Message ${title}`} />
            </${DropZone}>
          `
      }
    </main>
  `;
}

function Tabs({ isHome }: { isHome: boolean }) {
  const open = (tab: 'home' | 'messages') => {
    go({ tab });
    void act('openHome', { tab });
  };
  const tab = (which: 'home' | 'messages', title: string, isOpen: boolean) =>
    html`<button type="button" aria-current=${isOpen ? 'page' : undefined} onClick=${() => open(which)}>${title}</button>`;
  if (!team()?.app.hasHome) return html`<p class="about">${team()?.app.description}</p>`;
  return html`<nav class="tabs" aria-label="Parts of the app">
    ${tab('home', 'Home', isHome)} ${tab('messages', 'Messages', !isHome)}
  </nav>`;
}

function about({ kind, hasApp, isMember }: ChannelPiece): string {
  const words = [kind === 'private' ? 'private' : kind === 'im' ? 'between two people' : 'public'];
  if (!isMember) words.push('you are not in it yet: writing joins it');
  if (!hasApp) words.push('imagine is not in it');
  return words.join(' · ');
}
