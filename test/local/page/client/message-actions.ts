import type { MessagePiece } from '../shapes.ts';
import { act } from './act.ts';
import { EMOJI, OFFERED } from './emoji.ts';
import { html } from './html.ts';
import { Icon } from './icons.ts';
import { Menu, type MenuItem } from './menu.ts';
import { notificationOf, notify } from './notices.ts';
import { go } from './place.ts';
import { team } from './store.ts';

/** What can be done with a message: react, answer in its thread, its menu. */
export function MessageActions({
  message,
  inThread,
  onEdit,
}: {
  message: MessagePiece;
  inThread: boolean;
  onEdit: () => void;
}) {
  if (message.onlyYou) return null;
  const { channel, ts, threadTs } = message;
  return html`
    <div class="message-actions" role="group" aria-label="Message actions">
      <${Menu} label="Add reaction" icon="face" items=${reactionItems(message)} />
      ${
        !inThread &&
        html`<button type="button" class="bare" aria-label="Reply in thread" title="Reply in thread" onClick=${() => go({ thread: threadTs ?? ts })}>
        <${Icon} name="reply" />
      </button>`
      }
      <${Menu} label="More actions" icon="more" items=${() => menuItems(message, channel, onEdit)} />
    </div>
  `;
}

function reactionItems({ channel, ts }: MessagePiece): () => MenuItem[] {
  return () =>
    OFFERED.map((name) => ({
      title: `${EMOJI[name]} ${name}`,
      act: () => act('react', { channel, ts, name, on: true }),
    }));
}

/** One's own message can be changed; the app's shortcuts stand on every message. */
function menuItems(message: MessagePiece, channel: string, onEdit: () => void): MenuItem[] {
  const { ts, userId } = message;
  const { me, shortcuts, app } = team() ?? {};
  const own: MenuItem[] =
    userId === me?.id
      ? [
          { title: 'Edit message', act: onEdit },
          { title: 'Delete message', isDanger: true, act: () => act('delete', { channel, ts }) },
        ]
      : [];
  const ofApp = (shortcuts ?? [])
    .filter(({ type }) => type === 'message')
    .map(({ name, callbackId, description }) => ({
      title: name,
      note: `${app?.name} · ${description}`,
      act: () => act('shortcut', { channel, messageTs: ts, callbackId }),
    }));
  const look = {
    title: 'Show notification',
    note: 'The words a phone would show',
    act: () => notify('Notification', notificationOf(message) || 'It has none'),
  };
  return [...own, ...ofApp, look];
}
