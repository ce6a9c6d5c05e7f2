import type { App, BlockAction, GlobalShortcut, MessageShortcut, ViewSubmitAction } from '@slack/bolt';
import { COMPOSE_IMAGE, WHERE } from '../blocks/compose-modal.ts';
import { EDIT_PROMPT } from '../blocks/edit-prompt-button.ts';
import { COUNT, QUALITY, SIZE, STYLE } from '../blocks/form.ts';
import { NEW_IMAGE, SET_BUDGET } from '../blocks/home-view.ts';
import { EDIT_IMAGE, ofPicture } from '../blocks/image-actions.ts';
import type { ListenerParts } from '../parts.ts';
import { onBudgetButton, onBudgetSubmit } from './budget-form.ts';
import { onNewImageButton, onNewImageShortcut } from './compose.ts';
import { onComposeSubmit } from './compose-submit.ts';
import { onEditButton, onEditShortcut } from './edit-image.ts';
import { onEditPrompt } from './edit-prompt.ts';
import { onEditSubmit } from './edit-submit.ts';
import { onFormChange } from './form-change.ts';

/** The forms: what opens them, what changes in them, and their being sent. */
export function listenToForms(app: App, parts: ListenerParts): void {
  app.shortcut<GlobalShortcut>({ callback_id: NEW_IMAGE, type: 'shortcut' }, (args) => onNewImageShortcut(parts, args));
  app.shortcut<MessageShortcut>({ callback_id: EDIT_IMAGE, type: 'message_action' }, (args) =>
    onEditShortcut(parts, args),
  );
  app.action<BlockAction>(NEW_IMAGE, (args) => onNewImageButton(parts, args));
  app.action<BlockAction>(ofPicture(EDIT_IMAGE), (args) => onEditButton(parts, args));
  app.action<BlockAction>(SET_BUDGET, (args) => onBudgetButton(parts, args));
  app.action<BlockAction>(EDIT_PROMPT, (args) => onEditPrompt(parts, args));
  for (const field of [STYLE, SIZE, QUALITY, COUNT, WHERE]) {
    app.action<BlockAction>(field, (args) => onFormChange(parts, args));
  }
  app.view<ViewSubmitAction>(COMPOSE_IMAGE, (args) => onComposeSubmit(parts, args));
  app.view<ViewSubmitAction>(EDIT_IMAGE, (args) => onEditSubmit(parts, args));
  app.view<ViewSubmitAction>(SET_BUDGET, (args) => onBudgetSubmit(parts, args));
}
