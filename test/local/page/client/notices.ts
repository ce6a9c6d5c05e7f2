import type { MessagePiece } from '../shapes.ts';
import { changed } from './changed.ts';
import { nameOf, team } from './store.ts';

export interface Notice {
  id: number;
  title: string;
  text: string;
  /** Where a press leads. */
  channel: string | null;
  isTrouble: boolean;
}

/** What is shown in the corner for a moment and said to screen readers. */
export let notices: Notice[] = [];

const SHOWN_MS = 6_000;
let count = 0;

export function notify(title: string, text: string, options: { channel?: string; isTrouble?: boolean } = {}): void {
  count += 1;
  const id = count;
  const { channel = null, isTrouble = false } = options;
  notices = [...notices.slice(-2), { id, title, text, channel, isTrouble }];
  changed();
  setTimeout(() => dismiss(id), SHOWN_MS);
}

export function dismiss(id: number): void {
  notices = notices.filter((notice) => notice.id !== id);
  changed();
}

/** The words of a notification, as Slack would show them on a phone: the message's `text`, without its blocks. */
export function announce(message: MessagePiece): void {
  const { userId, isTombstone, text, onlyYou, channel } = message;
  if (userId === team()?.me.id || isTombstone || !text) return;
  const who = message.from === 'slack' ? 'Slackbot' : nameOf(userId);
  notify(onlyYou ? `${who}, only to you` : who, notificationOf(message), { channel });
}

export function notificationOf({ text }: MessagePiece): string {
  return plain(text.replace(/<[@#]([A-Z0-9]+)(?:\|([^>]*))?>/g, (_, id: string, name?: string) => name ?? nameOf(id)));
}

function plain(text: string): string {
  const words = text.replace(/[*_`~](?=\S)|(?<=\S)[*_`~]/g, '').replace(/:[a-z0-9_+-]+:/g, '');
  return words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').slice(0, 240);
}
