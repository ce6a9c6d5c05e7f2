import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { noticeModal } from '../form/fields.ts';
import { openForm } from '../form/open-form.ts';
import { type Opening, onOpening, tell } from '../form/opening.ts';
import type { Filled } from '../form/put-into.ts';
import { copyOf } from '../kit/copy-of.ts';
import { authorise, type PressArgs, wordsFor } from '../kit/press.ts';
import {
  type EditTarget,
  generationTarget,
  type NoTarget,
  type PointedMessage,
  readPointedMessage,
  uploadTarget,
} from './edit-target.ts';
import { firstEditView } from './edit-view.ts';

/** "Edit" under a picture. */
export async function onEditButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openEditor(deps, opening, async (copy) => {
      const press = await authorise(deps, opening.at, body, 'spends');
      if (typeof press === 'string')
        return { view: noticeModal(copy.compose.editTitle, wordsFor(press, copy).text, copy) };
      const held = { text: '', which: String(press.position) };
      return await firstEditView(deps, byOf(opening), generationTarget(press.generation, copy), held, copy);
    });
  });
}

/** "Edit this image" in the menu of any message. */
export async function onEditShortcut(
  deps: ListenerDeps,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<MessageShortcut>,
): Promise<void> {
  await onOpening(deps, shortcut, ack, async (opening) => {
    const { at, userId } = opening;
    const pointed = readPointedMessage(shortcut.message);
    if (pointed.botId !== at.botId && pointed.fileIds.length === 0) {
      const { noPicture, pictureGone } = (await copyOf(deps, at, userId)).compose;
      return await tell(deps, opening, pointed.hadFiles ? pictureGone : noPicture);
    }
    await openEditor(deps, opening, async (copy) => {
      const target = await pointedTarget(deps, opening, shortcut.channel.id, pointed, copy);
      return await firstEditView(deps, byOf(opening), target, { text: '', which: null }, copy);
    });
  });
}

async function pointedTarget(
  { requests }: ListenerDeps,
  { at }: Opening,
  channelId: string,
  { ts: messageTs, threadTs, botId, fileIds }: PointedMessage,
  copy: Copy,
): Promise<EditTarget | NoTarget> {
  const ours =
    botId === at.botId ? await requests.store.findShownIn({ teamId: at.teamId, channelId, threadTs, messageTs }) : null;
  if (ours) return generationTarget(ours, copy);
  if (fileIds.length === 0) return 'noPicture';
  return await uploadTarget(at, { channelId, threadTs }, fileIds, copy);
}

async function openEditor(deps: ListenerDeps, opening: Opening, fill: (copy: Copy) => Promise<Filled>): Promise<void> {
  await openForm(deps, opening, {
    title: ({ compose }) => compose.editTitle,
    notOpened: ({ compose }) => compose.editNotOpened,
    fill,
  });
}

const byOf = ({ at, userId }: Opening): By => ({ teamId: at.teamId, userId });
