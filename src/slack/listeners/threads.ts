import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { PUBLISH_IMAGE } from '../blocks/publish.ts';
import { HISTORY_IMAGE } from '../blocks/thread-buttons.ts';
import type { ListenerParts } from '../parts.ts';
import { onHistory, onShowAgain } from './history.ts';
import { onPublish, onPublishWhere } from './publish.ts';

/** The buttons and modals about the versions of a thread. */
export function listenToThreads(app: App, parts: ListenerParts): void {
  app.action<BlockAction>(HISTORY_IMAGE, (args) => onHistory(parts, args));
  app.action<BlockAction>(PUBLISH_IMAGE, (args) => onPublish(parts, args));
  app.view<ViewSubmitAction>(PUBLISH_IMAGE, (args) => onPublishWhere(parts, args));
  app.view<ViewSubmitAction>(HISTORY_IMAGE, (args) => onShowAgain(parts, args));
}
