import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { HISTORY_IMAGE } from '../blocks/thread-buttons.ts';
import type { ListenerParts } from '../parts.ts';
import { onHistory, onShowAgain } from './history.ts';

/** The buttons and modals about the versions of a thread. */
export function listenToThreads(app: App, parts: ListenerParts): void {
  app.action<BlockAction>(HISTORY_IMAGE, (args) => onHistory(parts, args));
  app.view<ViewSubmitAction>(HISTORY_IMAGE, (args) => onShowAgain(parts, args));
}
