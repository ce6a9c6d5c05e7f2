import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { APPROVAL_PRESSES, APPROVAL_SUBMISSIONS } from './approvals/listeners.ts';
import { EDIT_PROMPT, MAKE_LOW, USE_NEAREST } from './ask/answer-request.ts';
import { onEditPrompt } from './ask/edit-prompt.ts';
import { onImagine } from './ask/imagine.ts';
import { onTalk } from './ask/talk.ts';
import { onRaise } from './budgets/budgets.ts';
import { BUDGET_PRESSES, BUDGET_SUBMISSIONS } from './budgets/listeners.ts';
import { onComposeSubmit, onNewImageButton, onNewImageShortcut } from './composer/compose.ts';
import { COMPOSE_IMAGE, WHERE } from './composer/compose-modal.ts';
import { LISTS } from './console/figures-blocks.ts';
import { onHomeOpened } from './console/home.ts';
import { NEW_IMAGE } from './console/home-buttons.ts';
import { onListButton, onListPage, onListSubmit } from './console/requests.ts';
import { LIST_NEWER, LIST_OLDER, LIST_REQUESTS } from './console/requests-modal.ts';
import type { ListenerDeps } from './deps.ts';
import { onEditButton, onEditShortcut, onEditSubmit } from './editor/edit-image.ts';
import { COUNT, QUALITY, SIZE, STYLE } from './form/fields.ts';
import { onFormChange } from './form/form-change.ts';
import type { SubmitArgs } from './form/submission.ts';
import { onAppUninstalled, onTokensRevoked } from './install/left.ts';
import type { PressArgs } from './kit/press.ts';
import { LOG_PRESSES, LOG_SUBMISSIONS } from './log/listeners.ts';
import { onCancel } from './making/cancel.ts';
import { DELIVER_AGAIN, TRY_AGAIN } from './making/failure-message.ts';
import { CANCEL_IMAGE } from './making/placeholder.ts';
import { onDeliverAgain, onMakeLow, onTryAgain, onUseNearest } from './making/try-again.ts';
import { onKeyButton, onKeySubmit, onRemoveKey } from './policy/key-form.ts';
import { REMOVE_PIXAPI_KEY, SET_PIXAPI_KEY } from './policy/key-modal.ts';
import { onManagersButton, onManagersSubmit } from './policy/managers-form.ts';
import { SET_MANAGERS } from './policy/managers-modal.ts';
import { onPolicyButton, onPolicySubmit } from './policy/policy-form.ts';
import { SET_POLICY } from './policy/policy-modal.ts';
import { PRIVACY_PRESSES, PRIVACY_SUBMISSIONS } from './privacy/listeners.ts';
import { ALT_TEXT, onAltText } from './result/alt-text.ts';
import { DELETE_IMAGE, onDeleteImage } from './result/delete.ts';
import { EDIT_IMAGE, FINISH_IMAGE, IMAGE_MENU, ofPicture, VARY_IMAGE } from './result/image-actions.ts';
import { AGAIN_IMAGE, onAgainImage, onImageMenu } from './result/image-menu.ts';
import { onFinish, onVary } from './result/vary-finish.ts';
import { onChannelIdChanged } from './team/channel-id.ts';
import { onHistory, onShowAgain } from './thread/history.ts';
import { onPublish, onPublishWhere } from './thread/publish.ts';
import { PUBLISH_IMAGE } from './thread/publish-modal.ts';
import { HISTORY_IMAGE } from './thread/tree.ts';
import { onWarningDetails, onWarningPause } from './warnings/presses.ts';
import { WARNING_DETAILS, WARNING_PAUSE, WARNING_RAISE } from './warnings/warning-message.ts';

/** All that we listen to; the manifest names the same things, and a test holds the two together. */
export function listen(app: App, deps: ListenerDeps): void {
  app.command('/imagine', (args) => onImagine(deps, args));
  app.event('message', (args) => onTalk(deps, args));
  app.event('app_mention', (args) => onTalk(deps, args));
  app.event('channel_id_changed', (args) => onChannelIdChanged(deps, args));
  app.event('app_home_opened', (args) => onHomeOpened(deps, args));
  app.event('app_uninstalled', (args) => onAppUninstalled(deps, args));
  app.event('tokens_revoked', (args) => onTokensRevoked(deps, args));
  app.shortcut<GlobalShortcut>({ callback_id: NEW_IMAGE, type: 'shortcut' }, (args) => onNewImageShortcut(deps, args));
  app.shortcut<MessageShortcut>({ callback_id: EDIT_IMAGE, type: 'message_action' }, (args) =>
    onEditShortcut(deps, args),
  );
  for (const [actionId, on] of PRESSES) app.action<BlockAction>(actionId, (args) => on(deps, args));
  for (const [callbackId, on] of SUBMISSIONS) app.view<ViewSubmitAction>(callbackId, (args) => on(deps, args));
}

/** Buttons, menus, and the fields of forms that tell us at once what is chosen. */
const PRESSES: readonly (readonly [string | RegExp, (deps: ListenerDeps, args: PressArgs) => Promise<void>])[] = [
  [CANCEL_IMAGE, onCancel],
  [TRY_AGAIN, onTryAgain],
  [DELIVER_AGAIN, onDeliverAgain],
  [MAKE_LOW, onMakeLow],
  [USE_NEAREST, onUseNearest],
  [EDIT_PROMPT, onEditPrompt],
  [ofPicture(EDIT_IMAGE), onEditButton],
  [ofPicture(VARY_IMAGE), onVary],
  [ofPicture(FINISH_IMAGE), onFinish],
  [IMAGE_MENU, onImageMenu],
  [HISTORY_IMAGE, onHistory],
  [PUBLISH_IMAGE, onPublish],
  [NEW_IMAGE, onNewImageButton],
  [LISTS, onListButton],
  [LIST_OLDER, onListPage],
  [LIST_NEWER, onListPage],
  [SET_POLICY, onPolicyButton],
  [SET_MANAGERS, onManagersButton],
  [SET_PIXAPI_KEY, onKeyButton],
  [REMOVE_PIXAPI_KEY, onRemoveKey],
  ...BUDGET_PRESSES,
  ...PRIVACY_PRESSES,
  ...APPROVAL_PRESSES,
  ...LOG_PRESSES,
  [WARNING_RAISE, onRaise],
  [WARNING_PAUSE, onWarningPause],
  [WARNING_DETAILS, onWarningDetails],
  ...[STYLE, SIZE, QUALITY, COUNT, WHERE].map((field) => [field, onFormChange] as const),
];

/** Forms that are sent. */
const SUBMISSIONS: readonly (readonly [string, (deps: ListenerDeps, args: SubmitArgs) => Promise<void>])[] = [
  [COMPOSE_IMAGE, onComposeSubmit],
  [EDIT_IMAGE, onEditSubmit],
  [SET_POLICY, onPolicySubmit],
  [SET_MANAGERS, onManagersSubmit],
  [SET_PIXAPI_KEY, onKeySubmit],
  ...BUDGET_SUBMISSIONS,
  [LIST_REQUESTS, onListSubmit],
  [DELETE_IMAGE, onDeleteImage],
  [AGAIN_IMAGE, onAgainImage],
  [ALT_TEXT, onAltText],
  [HISTORY_IMAGE, onShowAgain],
  [PUBLISH_IMAGE, onPublishWhere],
  ...LOG_SUBMISSIONS,
  ...PRIVACY_SUBMISSIONS,
  ...APPROVAL_SUBMISSIONS,
];
