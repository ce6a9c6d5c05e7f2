import { useRef, useState } from 'preact/hooks';
import type { ChannelPiece } from '../shapes.ts';
import { act } from './act.ts';
import { attach, attached, detach } from './attachments.ts';
import { type Completion, completionsFor } from './completions.ts';
import { classes, html } from './html.ts';
import { Icon } from './icons.ts';
import { Menu } from './menu.ts';
import { notify } from './notices.ts';
import { team } from './store.ts';

interface Props {
  channel: ChannelPiece;
  threadTs?: string;
  placeholder: string;
}

/** Where one writes: words, commands with their completion, pictures. Enter sends. */
export function Composer({ channel, threadTs, placeholder }: Props) {
  const target = threadTs ? `${channel.id} ${threadTs}` : channel.id;
  const [text, setText] = useState('');
  const [chosen, choose] = useState(0);
  const [isClosed, close] = useState(false);
  const box = useRef<HTMLTextAreaElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const inThread = threadTs !== undefined;
  const { list, hint } = completionsFor(text, inThread);
  const offered = isClosed ? [] : list;
  const listId = `completions-${target.replace(/\W/g, '-')}`;
  const files = attached(target);

  const write = (words: string) => {
    setText(words);
    choose(0);
    close(false);
  };
  const complete = ({ becomes }: Completion) => {
    write(becomes);
    box.current?.focus();
  };
  const send = () => {
    const words = text.trim();
    if (words === '' && files.length === 0) return;
    const [, command = '', rest = ''] = /^(\/\w+)\s*(.*)$/s.exec(words) ?? [];
    const isKnown = team()?.commands.some((one) => one.command === command);
    if (command && inThread)
      return notify('Not here', `${command} does not work in threads, as in Slack.`, { isTrouble: true });
    if (command && !isKnown) return notify('Slackbot', `${command} is not a valid command.`, { isTrouble: true });
    write('');
    detach(target);
    if (command) void act('command', { channel: channel.id, command, text: rest });
    else
      void act('say', {
        channel: channel.id,
        text: words,
        threadTs,
        files: files.map(({ name, data }) => ({ name, data })),
      });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const completion = offered[chosen];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (completion && step !== undefined) {
      event.preventDefault();
      choose((chosen + step + offered.length) % offered.length);
    } else if (completion && (event.key === 'Tab' || event.key === 'Enter') && !event.shiftKey) {
      event.preventDefault();
      complete(completion);
    } else if (event.key === 'Escape') close(true);
    else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      send();
    }
  };
  const onPaste = (event: ClipboardEvent) => {
    const pasted = [...(event.clipboardData?.files ?? [])];
    if (pasted.length === 0) return;
    event.preventDefault();
    void attach(target, pasted);
  };

  return html`
    <form class="composer" onSubmit=${(event: Event) => event.preventDefault()}>
      ${
        offered.length > 0 &&
        html`
        <ul class="completions" id=${listId} role="listbox" aria-label="Completions">
          ${offered.map(
            (completion, index) => html`
            <li
              id=${`${listId}-${index}`}
              role="option"
              aria-selected=${index === chosen}
              onPointerDown=${(event: Event) => {
                event.preventDefault();
                complete(completion);
              }}
            >
              <strong>${completion.title}</strong> <span class="hint">${completion.note}</span>
            </li>
          `,
          )}
        </ul>
      `
      }
      ${hint && html`<p class="usage-hint">${hint}</p>`}
      <textarea
        ref=${box}
        rows=${Math.min(8, text.split('\n').length)}
        value=${text}
        placeholder=${placeholder}
        aria-label=${placeholder}
        aria-autocomplete="list"
        aria-controls=${offered.length > 0 ? listId : undefined}
        aria-activedescendant=${offered.length > 0 ? `${listId}-${chosen}` : undefined}
        onInput=${(event: Event) => write((event.target as HTMLTextAreaElement).value)}
        onKeyDown=${onKeyDown}
        onPaste=${onPaste}
      ></textarea>
      ${
        files.length > 0 &&
        html`
        <ul class="attached" aria-label="Attached pictures">
          ${files.map(
            (file) => html`<li>
            <img src=${file.url} alt=${file.name} />
            <button type="button" class="bare" aria-label=${`Remove ${file.name}`} onClick=${() => detach(target, file)}><${Icon} name="close" /></button>
          </li>`,
          )}
        </ul>
      `
      }
      <div class="composer-tools">
        <input
          type="file"
          class="unseen"
          tabindex="-1"
          aria-label="Pictures to attach"
          accept="image/*"
          multiple
          ref=${picker}
          onChange=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            void attach(target, [...(input.files ?? [])]);
            input.value = '';
          }}
        />
        <button type="button" class="bare" aria-label="Attach pictures" title="Attach pictures" onClick=${() => picker.current?.click()}><${Icon} name="clip" /></button>
        <${Menu} label="Shortcuts" icon="bolt" items=${shortcutItems} />
        <span class="stretch"></span>
        <button type="button" class=${classes({ send: true })} aria-label="Send" disabled=${text.trim() === '' && files.length === 0} onClick=${send}><${Icon} name="send" /></button>
      </div>
    </form>
  `;
}

function shortcutItems() {
  const { shortcuts = [], app } = team() ?? {};
  return shortcuts
    .filter(({ type }) => type === 'global')
    .map(({ name, callbackId, description }) => ({
      title: name,
      note: `${app?.name} · ${description}`,
      act: () => act('globalShortcut', { callbackId }),
    }));
}
