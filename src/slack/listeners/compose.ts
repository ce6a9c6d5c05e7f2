import type {
  BlockAction,
  GlobalShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { answer } from '../blocks/answers.ts';
import type { ComposeEntry, Origin } from '../blocks/compose-modal.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import type { ListenerParts } from '../parts.ts';
import { firstComposeView, NO_CHOICES } from './compose-view.ts';
import { tellNotOpened } from './not-opened.ts';
import { copyOf, type Opening, openForm } from './open-form.ts';

/** A bare `/imagine`. Answers what to say where Slack opened nothing; null where the form stands. */
export async function onBareImagine(
  parts: ListenerParts,
  at: Installation,
  { channel_id, user_id, trigger_id }: SlackCommandMiddlewareArgs['command'],
): Promise<Message | null> {
  const opening = { at, userId: user_id, userTeam: null, triggerId: trigger_id };
  const isOpen = await openComposer(parts, opening, emptyEntry({ channelId: channel_id }));
  return isOpen ? null : answer((await copyOf(parts, at, user_id)).compose.notOpened);
}

/** The global shortcut. */
export async function onNewImageShortcut(
  parts: ListenerParts,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<GlobalShortcut>,
): Promise<void> {
  const at = await parts.installations.of(shortcut.team?.id ?? shortcut.user.team_id ?? '');
  await openOrTell(parts, {
    at,
    userId: shortcut.user.id,
    userTeam: shortcut.user.team_id ?? null,
    triggerId: shortcut.trigger_id,
  });
  await ack();
}

/** The button in the Home tab. */
export async function onNewImageButton(
  parts: ListenerParts,
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  const at = await parts.installations.of(body.view?.app_installed_team_id ?? body.team?.id ?? '');
  await openOrTell(parts, {
    at,
    userId: body.user.id,
    userTeam: body.user.team_id ?? null,
    triggerId: body.trigger_id,
  });
  await ack();
}

async function openOrTell(parts: ListenerParts, opening: Opening): Promise<void> {
  if (await openComposer(parts, opening, emptyEntry({}))) return;
  await tellNotOpened(parts, opening, ({ compose }) => compose.notOpened);
}

async function openComposer(parts: ListenerParts, opening: Opening, entry: ComposeEntry): Promise<boolean> {
  const by = { teamId: opening.at.teamId, userId: opening.userId };
  return await openForm(
    parts,
    opening,
    ({ compose }) => compose.title,
    async (copy) => ({ view: await firstComposeView(parts, by, entry, copy) }),
  );
}

/** Nothing typed or chosen yet. */
export function emptyEntry(origin: Partial<Origin>): ComposeEntry {
  const from = { channelId: null, threadTs: null, again: null, attempt: 0, ...origin };
  return {
    origin: from,
    text: '',
    choices: NO_CHOICES,
    fileIds: [],
    place: from.channelId ? 'here' : 'me',
  };
}
