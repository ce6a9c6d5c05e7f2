import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { MessagePiece } from '../shapes.ts';
import { html } from './html.ts';
import { Message } from './message.ts';
import type { Replies } from './store.ts';

interface Props {
  messages: MessagePiece[];
  replies: Map<string, Replies>;
  label: string;
  inThread?: boolean;
}

const STEP = 40;
const MOST_DRAWN = 120;
const NEAR_PX = 400;

/**
 * The newest messages, or those around which one has scrolled: never more than a window of them is in the document.
 * Stays at the foot while one is there.
 */
export function MessageList({ messages, replies, label, inThread = false }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const atFoot = useRef(true);
  const lastTop = useRef(0);
  /** The message that must stay where it is when others come in above it or go. */
  const anchor = useRef<{ ts: string; top: number } | undefined>(undefined);
  /** Counted from the end, so that new messages do not move what one reads. */
  const [below, setBelow] = useState(0);
  const [drawn, setDrawn] = useState(STEP * 2);
  const end = messages.length - below;
  const start = Math.max(0, end - drawn);
  const shown = messages.slice(start, end);

  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    if (atFoot.current && below === 0) element.scrollTop = element.scrollHeight;
    else if (anchor.current) element.scrollTop += topOf(element, anchor.current.ts) - anchor.current.top;
    anchor.current = undefined;
  });
  useEffect(() => {
    const element = box.current;
    if (!element) return undefined;
    // Pictures that have been loaded make the list longer.
    const observer = new ResizeObserver(() => {
      if (atFoot.current) element.scrollTop = element.scrollHeight;
    });
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const element = box.current;
    if (!element) return;
    const underneath = element.scrollHeight - element.scrollTop - element.clientHeight;
    // Only who scrolls up leaves the foot: a list that grew is not left.
    if (underneath < 60 && below === 0) atFoot.current = true;
    else if (element.scrollTop < lastTop.current - 1) atFoot.current = false;
    lastTop.current = element.scrollTop;
    const move = (toBelow: number) => {
      const first = [...element.querySelectorAll<HTMLElement>('[data-ts]')].find(
        (one) => one.getBoundingClientRect().bottom > 0,
      );
      const ts = first?.dataset.ts;
      if (ts) anchor.current = { ts, top: topOf(element, ts) };
      setBelow(Math.max(0, toBelow));
      setDrawn(Math.min(MOST_DRAWN, drawn + STEP));
    };
    if (element.scrollTop < NEAR_PX && start > 0) move(drawn < MOST_DRAWN ? below : below + STEP);
    else if (underneath < NEAR_PX && below > 0) move(below - STEP);
  };

  return html`
    <div class="scroller" ref=${box} onScroll=${onScroll} tabindex="0" role="region" aria-label=${label}>
      <ol class="messages">
        ${start === 0 && !inThread && html`<li class="beginning">This is the very beginning.</li>`}
        ${shown.map(
          (message, index) => html`
          <${Message}
            key=${message.ts}
            message=${message}
            replies=${replies.get(message.ts)}
            follows=${isContinued(shown[index - 1], message)}
            inThread=${inThread}
          />
        `,
        )}
      </ol>
    </div>
  `;
}

function topOf(box: HTMLElement, ts: string): number {
  return box.querySelector(`[data-ts="${ts}"]`)?.getBoundingClientRect().top ?? 0;
}

/** Written by the same, within five minutes: shown without the name again. */
function isContinued(before: MessagePiece | undefined, { userId, from, ts, onlyYou, threadTs }: MessagePiece): boolean {
  if (!before || before.userId !== userId || before.from !== from || before.onlyYou !== onlyYou) return false;
  if (before.threadTs !== threadTs && before.threadTs === null) return false;
  return Number(ts) - Number(before.ts) < 300;
}
