import { Component } from 'preact';
import type { MessagePiece } from '../shapes.ts';
import { act } from './act.ts';
import { Avatar } from './avatar.ts';
import { Blocks } from './blocks/blocks.ts';
import { Mrkdwn } from './blocks/mrkdwn.ts';
import { EditBox } from './edit-box.ts';
import { Files } from './files.ts';
import { classes, html } from './html.ts';
import { Icon } from './icons.ts';
import { MessageActions } from './message-actions.ts';
import { go } from './place.ts';
import { Reactions } from './reactions.ts';
import { nameOf, type Replies } from './store.ts';

interface Props {
  message: MessagePiece;
  replies: Replies | undefined;
  follows: boolean;
  inThread: boolean;
}

interface State {
  isEditing: boolean;
}

/** One message with all that belongs to it. Drawn anew only when it has changed. */
export class Message extends Component<Props, State> {
  override state: State = { isEditing: false };

  override shouldComponentUpdate(next: Props, state: State): boolean {
    const { message, replies, follows } = this.props;
    return (
      next.message !== message ||
      next.follows !== follows ||
      next.replies?.count !== replies?.count ||
      state.isEditing !== this.state.isEditing
    );
  }

  override render({ message, replies, follows, inThread }: Props, { isEditing }: State) {
    const { ts, onlyYou, isTombstone, isEdited, alsoInChannel } = message;
    const name = message.from === 'slack' ? 'Slackbot' : nameOf(message.userId);
    const edit = (on: boolean) => this.setState({ isEditing: on });
    return html`
      <li class=${classes({ message: true, follows, 'only-you': onlyYou })} data-ts=${ts}>
        ${follows ? html`<time class="when-short">${clock(ts)}</time>` : html`<${Avatar} message=${message} />`}
        <article class="said" aria-label=${`${name}, ${clock(ts)}`}>
          ${
            !follows &&
            html`
            <p class="byline">
              <strong>${name}</strong> ${message.from !== 'person' && html`<span class="badge">APP</span>`}
              <time datetime=${new Date(Number(ts) * 1_000).toISOString()}>${clock(ts)}</time>
            </p>
          `
          }
          ${alsoInChannel && !inThread && html`<button type="button" class="replies" onClick=${() => go({ thread: message.threadTs ?? ts })}>replied in a thread</button>`}
          ${onlyYou && html`<p class="hint">Only visible to you</p>`}
          ${
            isTombstone
              ? html`<p class="hint">This message was deleted.</p>`
              : isEditing
                ? html`<${EditBox} message=${message} onDone=${() => edit(false)} />`
                : html`<${Content} message=${message} />`
          }
          ${isEdited && html`<span class="hint">(edited)</span>`}
          <${Files} files=${message.files} />
          <${Reactions} message=${message} />
          ${
            replies &&
            html`
            <button type="button" class="replies" onClick=${() => go({ thread: ts })}>
              <${Icon} name="reply" /> ${replies.count === 1 ? '1 reply' : `${replies.count} replies`}
              <span class="hint">${replies.people.map(nameOf).join(', ')}</span>
            </button>
          `
          }
        </article>
        ${!isTombstone && html`<${MessageActions} message=${message} inThread=${inThread} onEdit=${() => edit(true)} />`}
      </li>
    `;
  }
}

/** Where there are blocks, Slack shows them and keeps the text for notifications. */
function Content({ message }: { message: MessagePiece }) {
  const { channel, ts, blocks, text, from } = message;
  // A person's words are sent as one block of rich text whose only part is their text, markup and all.
  if (blocks.length === 0 || from === 'person') return html`<div class="text"><${Mrkdwn} text=${text} /></div>`;
  const press = (actionId: string, value?: string) => act('click', { channel, messageTs: ts, actionId, value });
  return html`<${Blocks} blocks=${blocks} surface=${{ press }} />`;
}

function clock(ts: string): string {
  return new Date(Number(ts) * 1_000).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
