import type { MessageShortcut, SlackShortcutMiddlewareArgs } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { answer } from '../blocks/answers.ts';
import { noticeModal } from '../blocks/form.ts';
import type { ListenerParts } from '../parts.ts';
import { respond } from '../response-url.ts';
import type { By } from './compose-view.ts';
import {
  type EditTarget,
  generationTarget,
  type NoTarget,
  type PointedMessage,
  readPointedMessage,
  uploadTarget,
} from './edit-target.ts';
import { firstEditView } from './edit-view.ts';
import { copyOf, type Filled, type Opening, openForm } from './open-form.ts';
import { authorise, type PressArgs, wordsFor } from './press.ts';

/** "Edit" under a picture. */
export async function onEditButton(parts: ListenerParts, { body, ack }: PressArgs): Promise<void> {
  const at = await parts.installations.of(body.team?.id ?? body.user.team_id ?? '');
  const opening = { at, userId: body.user.id, userTeam: body.user.team_id ?? null, triggerId: body.trigger_id };
  await openEditor(parts, opening, body.response_url, async (copy) => {
    const press = await authorise(parts, at, body, 'spends');
    if (typeof press === 'string')
      return { view: noticeModal(copy.compose.editTitle, wordsFor(press, copy).text, copy) };
    const which = String(press.position);
    return await firstEditView(
      parts,
      byOf(opening),
      generationTarget(press.generation, copy),
      { text: '', which },
      copy,
    );
  });
  await ack();
}

/** "Edit this image" in the menu of any message. */
export async function onEditShortcut(
  parts: ListenerParts,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<MessageShortcut>,
): Promise<void> {
  const { user, team, trigger_id, response_url, channel } = shortcut;
  const at = await parts.installations.of(team?.id ?? user.team_id ?? '');
  const opening = { at, userId: user.id, userTeam: user.team_id ?? null, triggerId: trigger_id };
  const pointed = readPointedMessage(shortcut.message);
  const isOurs = pointed.botId === at.botId;
  if (!isOurs && pointed.fileIds.length === 0) {
    const { noPicture, pictureGone } = (await copyOf(parts, at, user.id)).compose;
    await say(parts, at.teamId, response_url, pointed.hadFiles ? pictureGone : noPicture);
  } else {
    await openEditor(parts, opening, response_url, async (copy) => {
      const target = await pointedTarget(parts, opening, channel.id, pointed, copy);
      return await firstEditView(parts, byOf(opening), target, { text: '', which: null }, copy);
    });
  }
  await ack();
}

async function pointedTarget(
  { requests }: ListenerParts,
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

/** Opens the editor, or says what to type instead. */
async function openEditor(
  parts: ListenerParts,
  opening: Opening,
  responseUrl: string,
  fill: (copy: Copy) => Promise<Filled>,
): Promise<void> {
  if (await openForm(parts, opening, ({ compose }) => compose.editTitle, fill)) return;
  const copy = await copyOf(parts, opening.at, opening.userId);
  await say(parts, opening.at.teamId, responseUrl, copy.compose.editNotOpened);
}

export async function say(parts: ListenerParts, teamId: string, responseUrl: string, words: string): Promise<void> {
  await respond(responseUrl, parts.apiUrl, answer(words)).catch((error) =>
    parts.log.failure(toFailure(error), { teamId, at: 'modal' }),
  );
}

const byOf = ({ at, userId }: Opening): By => ({ teamId: at.teamId, userId });
