import type { ChannelPiece } from '../shapes.ts';
import { classes, html } from './html.ts';
import { Icon } from './icons.ts';
import { go, place } from './place.ts';
import { held, nameOf, team } from './store.ts';

/** The channels and conversations of whoever one is. */
export function Sidebar({ isOpen, onChosen }: { isOpen: boolean; onChosen: () => void }) {
  const all = [...held.channel.values()];
  const channels = all.filter(({ kind }) => kind !== 'im');
  const appId = team()?.app.id;
  const direct = all.filter(({ kind, withId }) => kind === 'im' && withId !== appId);
  const app = all.filter(({ kind, withId }) => kind === 'im' && withId === appId);
  return html`
    <nav id="channels" class=${classes({ sidebar: true, open: isOpen })} aria-label="Channels">
      <h2 class="team-name">${team()?.name}</h2>
      ${group('Channels', channels, onChosen)} ${group('Direct messages', direct, onChosen)}
      ${group('Apps', app, onChosen)}
    </nav>
  `;
}

function group(title: string, channels: ChannelPiece[], onChosen: () => void) {
  if (channels.length === 0) return null;
  return html`
    <h3>${title}</h3>
    <ul>
      ${channels.map((channel) => entry(channel, onChosen))}
    </ul>
  `;
}

function entry(channel: ChannelPiece, onChosen: () => void) {
  const { id, unread, isMember } = channel;
  const isHere = place().channel === id;
  const open = () => {
    go({ channel: id, thread: '' });
    onChosen();
  };
  return html`
    <li key=${id}>
      <button
        type="button"
        class=${classes({ unread: unread > 0, outside: !isMember })}
        aria-current=${isHere ? 'page' : undefined}
        onClick=${open}
      >
        <span class="sign" aria-hidden="true"><${Icon} name=${signOf(channel)} /></span>
        <span class="name">${titleOf(channel)}</span>
        ${channel.kind === 'private' && html`<span class="unseen">, private</span>`}
        ${unread > 0 && html`<span class="count">${unread}<span class="unseen"> unread</span></span>`}
      </button>
    </li>
  `;
}

export function titleOf({ kind, name, withId }: ChannelPiece): string {
  return kind === 'im' && withId ? nameOf(withId) : name;
}

export function signOf({ kind }: ChannelPiece): 'dot' | 'lock' | 'hash' {
  if (kind === 'im') return 'dot';
  return kind === 'private' ? 'lock' : 'hash';
}
