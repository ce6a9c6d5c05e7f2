import type { App, BlockAction, GlobalShortcut, ViewSubmitAction } from '@slack/bolt';
import { COMPOSE_IMAGE, WHERE } from '../blocks/compose-modal.ts';
import { COUNT, QUALITY, SIZE, STYLE } from '../blocks/form.ts';
import type { ListenerParts } from '../parts.ts';
import { NEW_IMAGE, onComposeChange, onNewImageButton, onNewImageShortcut } from './compose.ts';
import { onComposeSubmit } from './compose-submit.ts';

/** The forms: what opens them, what changes in them, and their being sent. */
export function listenToForms(app: App, parts: ListenerParts): void {
  app.shortcut<GlobalShortcut>({ callback_id: NEW_IMAGE, type: 'shortcut' }, (args) => onNewImageShortcut(parts, args));
  app.action<BlockAction>(NEW_IMAGE, (args) => onNewImageButton(parts, args));
  for (const field of [STYLE, SIZE, QUALITY, COUNT, WHERE]) {
    app.action<BlockAction>(field, (args) => onComposeChange(parts, args));
  }
  app.view<ViewSubmitAction>(COMPOSE_IMAGE, (args) => onComposeSubmit(parts, args));
}
