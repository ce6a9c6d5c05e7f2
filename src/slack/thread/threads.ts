import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { ListenerParts } from '../deps.ts';
import { onHistory, onShowAgain } from './history.ts';
import { onPublish, onPublishWhere } from './publish.ts';
import { PUBLISH_IMAGE } from './publish-modal.ts';
import { HISTORY_IMAGE } from './thread-buttons.ts';

/** The buttons and modals about the versions of a thread. */
export function listenToThreads(app: App, parts: ListenerParts): void {
  app.action<BlockAction>(HISTORY_IMAGE, (args) => onHistory(parts, args));
  app.action<BlockAction>(PUBLISH_IMAGE, (args) => onPublish(parts, args));
  app.view<ViewSubmitAction>(PUBLISH_IMAGE, (args) => onPublishWhere(parts, args));
  app.view<ViewSubmitAction>(HISTORY_IMAGE, (args) => onShowAgain(parts, args));
}
