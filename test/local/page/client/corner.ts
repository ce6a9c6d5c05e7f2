import { Confirmation } from './blocks/confirm.ts';
import { classes, html } from './html.ts';
import { dismiss, notices } from './notices.ts';
import { go } from './place.ts';

/** Notifications, as they would ring on a phone; and the question that stands open. */
export function Corner() {
  return html`
    <div class="corner" role="status" aria-label="Notifications">
      ${notices.map(({ id, title, text, channel, isTrouble }) => {
        const open = () => {
          if (channel) go({ channel, thread: '', tab: 'messages' });
          dismiss(id);
        };
        return html`<button type="button" key=${id} class=${classes({ notice: true, trouble: isTrouble })} onClick=${open}>
          <strong>${title}</strong><span class="notice-text">${text}</span>
        </button>`;
      })}
    </div>
    <${Confirmation} />
  `;
}
