import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { onEditPrompt } from '../ask/edit-prompt.ts';
import { EDIT_PROMPT } from '../ask/edit-prompt-button.ts';
import { onNewImageButton, onNewImageShortcut } from '../composer/compose.ts';
import { COMPOSE_IMAGE, WHERE } from '../composer/compose-modal.ts';
import { onComposeSubmit } from '../composer/compose-submit.ts';
import type { ListenerDeps } from '../deps.ts';
import { onEditButton, onEditShortcut } from '../editor/edit-image.ts';
import { onEditSubmit } from '../editor/edit-submit.ts';
import { EDIT_IMAGE, ofPicture } from '../result/image-actions.ts';
import { onBudgetButton, onBudgetSubmit } from '../team/budget-form.ts';
import { NEW_IMAGE, SET_BUDGET } from '../team/home-view.ts';
import { COUNT, QUALITY, SIZE, STYLE } from './fields.ts';
import { onFormChange } from './form-change.ts';

/** The forms: what opens them, what changes in them, and their being sent. */
export function listenToForms(app: App, deps: ListenerDeps): void {
  app.shortcut<GlobalShortcut>({ callback_id: NEW_IMAGE, type: 'shortcut' }, (args) => onNewImageShortcut(deps, args));
  app.shortcut<MessageShortcut>({ callback_id: EDIT_IMAGE, type: 'message_action' }, (args) =>
    onEditShortcut(deps, args),
  );
  app.action<BlockAction>(NEW_IMAGE, (args) => onNewImageButton(deps, args));
  app.action<BlockAction>(ofPicture(EDIT_IMAGE), (args) => onEditButton(deps, args));
  app.action<BlockAction>(SET_BUDGET, (args) => onBudgetButton(deps, args));
  app.action<BlockAction>(EDIT_PROMPT, (args) => onEditPrompt(deps, args));
  for (const field of [STYLE, SIZE, QUALITY, COUNT, WHERE]) {
    app.action<BlockAction>(field, (args) => onFormChange(deps, args));
  }
  app.view<ViewSubmitAction>(COMPOSE_IMAGE, (args) => onComposeSubmit(deps, args));
  app.view<ViewSubmitAction>(EDIT_IMAGE, (args) => onEditSubmit(deps, args));
  app.view<ViewSubmitAction>(SET_BUDGET, (args) => onBudgetSubmit(deps, args));
}
