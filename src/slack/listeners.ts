import type { App, BlockAction, ViewSubmitAction } from '@slack/bolt';
import { ALT_TEXT } from './blocks/alt-text-modal.ts';
import { MAKE_LOW, USE_NEAREST } from './blocks/answers.ts';
import { DELIVER_AGAIN, TRY_AGAIN } from './blocks/failure-message.ts';
import { FINISH_IMAGE, IMAGE_MENU, ofPicture, VARY_IMAGE } from './blocks/image-actions.ts';
import { AGAIN_IMAGE, DELETE_IMAGE } from './blocks/image-modals.ts';
import { CANCEL_IMAGE } from './blocks/placeholder.ts';
import { onDeliverAgain, onTryAgain } from './listeners/buttons.ts';
import { onCancel } from './listeners/cancel.ts';
import { listenToForms } from './listeners/forms.ts';
import { onHomeOpened } from './listeners/home.ts';
import { onFinish, onVary } from './listeners/image.ts';
import { onImageMenu } from './listeners/image-menu.ts';
import { onAgainImage, onAltText, onDeleteImage } from './listeners/image-views.ts';
import { onImagine } from './listeners/imagine.ts';
import { onMakeLow, onUseNearest } from './listeners/order-again.ts';
import { onTalk } from './listeners/talk.ts';
import { listenToThreads } from './listeners/threads.ts';
import type { ListenerParts } from './parts.ts';

/** All that we listen to; the manifest names the same things, and a test holds the two together. */
export function listen(app: App, parts: ListenerParts): void {
  app.command('/imagine', (args) => onImagine(parts, args));
  app.event('message', (args) => onTalk(parts, args));
  app.event('app_mention', (args) => onTalk(parts, args));
  app.action<BlockAction>(TRY_AGAIN, (args) => onTryAgain(parts, args));
  app.action<BlockAction>(CANCEL_IMAGE, (args) => onCancel(parts, args));
  app.action<BlockAction>(DELIVER_AGAIN, (args) => onDeliverAgain(parts, args));
  app.action<BlockAction>(MAKE_LOW, (args) => onMakeLow(parts, args));
  app.action<BlockAction>(USE_NEAREST, (args) => onUseNearest(parts, args));
  app.action<BlockAction>(ofPicture(VARY_IMAGE), (args) => onVary(parts, args));
  app.action<BlockAction>(ofPicture(FINISH_IMAGE), (args) => onFinish(parts, args));
  app.event('app_home_opened', (args) => onHomeOpened(parts, args));
  listenToForms(app, parts);
  listenToThreads(app, parts);
  app.action<BlockAction>(IMAGE_MENU, (args) => onImageMenu(parts, args));
  app.view<ViewSubmitAction>(DELETE_IMAGE, (args) => onDeleteImage(parts, args));
  app.view<ViewSubmitAction>(AGAIN_IMAGE, (args) => onAgainImage(parts, args));
  app.view<ViewSubmitAction>(ALT_TEXT, (args) => onAltText(parts, args));
}
