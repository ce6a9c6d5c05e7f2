import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import type { ListenerDeps } from '../deps.ts';
import { onHistory, onShowAgain } from './history.ts';
import { onPublish, onPublishWhere } from './publish.ts';
import { PUBLISH_IMAGE } from './publish-modal.ts';
import { HISTORY_IMAGE } from './thread-buttons.ts';

/** The buttons and modals about the versions of a thread. */
export function listenToThreads(app: App, deps: ListenerDeps): void {
  app.action<BlockAction>(HISTORY_IMAGE, (args) => onHistory(deps, args));
  app.action<BlockAction>(PUBLISH_IMAGE, (args) => onPublish(deps, args));
  app.view<ViewSubmitAction>(PUBLISH_IMAGE, (args) => onPublishWhere(deps, args));
  app.view<ViewSubmitAction>(HISTORY_IMAGE, (args) => onShowAgain(deps, args));
}
