import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { onImagine } from './ask/imagine.ts';
import { onMakeLow, onUseNearest } from './ask/order-again.ts';
import { onTalk } from './ask/talk.ts';
import type { ListenerDeps } from './deps.ts';
import { listenToForms } from './form/forms.ts';
import { MAKE_LOW, USE_NEAREST } from './kit/answers.ts';
import { onCancel } from './making/cancel.ts';
import { DELIVER_AGAIN, TRY_AGAIN } from './making/failure-message.ts';
import { CANCEL_IMAGE } from './making/placeholder.ts';
import { onDeliverAgain, onTryAgain } from './making/try-again.ts';
import { ALT_TEXT } from './result/alt-text-modal.ts';
import { FINISH_IMAGE, IMAGE_MENU, ofPicture, VARY_IMAGE } from './result/image-actions.ts';
import { onImageMenu } from './result/image-menu.ts';
import { AGAIN_IMAGE, DELETE_IMAGE } from './result/image-modals.ts';
import { onAgainImage, onAltText, onDeleteImage } from './result/image-views.ts';
import { onFinish, onVary } from './result/vary-finish.ts';
import { onHomeOpened } from './team/home.ts';
import { listenToThreads } from './thread/threads.ts';

/** All that we listen to; the manifest names the same things, and a test holds the two together. */
export function listen(app: App, deps: ListenerDeps): void {
  app.command('/imagine', (args) => onImagine(deps, args));
  app.event('message', (args) => onTalk(deps, args));
  app.event('app_mention', (args) => onTalk(deps, args));
  app.action<BlockAction>(TRY_AGAIN, (args) => onTryAgain(deps, args));
  app.action<BlockAction>(CANCEL_IMAGE, (args) => onCancel(deps, args));
  app.action<BlockAction>(DELIVER_AGAIN, (args) => onDeliverAgain(deps, args));
  app.action<BlockAction>(MAKE_LOW, (args) => onMakeLow(deps, args));
  app.action<BlockAction>(USE_NEAREST, (args) => onUseNearest(deps, args));
  app.action<BlockAction>(ofPicture(VARY_IMAGE), (args) => onVary(deps, args));
  app.action<BlockAction>(ofPicture(FINISH_IMAGE), (args) => onFinish(deps, args));
  app.event('app_home_opened', (args) => onHomeOpened(deps, args));
  listenToForms(app, deps);
  listenToThreads(app, deps);
  app.action<BlockAction>(IMAGE_MENU, (args) => onImageMenu(deps, args));
  app.view<ViewSubmitAction>(DELETE_IMAGE, (args) => onDeleteImage(deps, args));
  app.view<ViewSubmitAction>(AGAIN_IMAGE, (args) => onAgainImage(deps, args));
  app.view<ViewSubmitAction>(ALT_TEXT, (args) => onAltText(deps, args));
}
