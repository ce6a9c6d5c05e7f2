import type {
  BlockAction,
  GlobalShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { openForm } from '../form/open-form.ts';
import { type Opening, onOpening } from '../form/opening.ts';
import type { ComposeEntry, Origin } from './compose-modal.ts';
import { firstComposeView, NO_CHOICES } from './compose-view.ts';

/** A bare `/imagine`. */
export async function onBareImagine(
  deps: ListenerDeps,
  at: Installation,
  { channel_id, user_id, trigger_id, response_url }: SlackCommandMiddlewareArgs['command'],
): Promise<void> {
  const opening = { at, userId: user_id, userTeam: null, triggerId: trigger_id, responseUrl: response_url };
  await openComposer(deps, opening, emptyEntry({ channelId: channel_id }));
}

/** The global shortcut. */
export async function onNewImageShortcut(
  deps: ListenerDeps,
  { shortcut, ack }: SlackShortcutMiddlewareArgs<GlobalShortcut>,
): Promise<void> {
  await onOpening(deps, shortcut, ack, (opening) => openComposer(deps, opening, emptyEntry({})));
}

/** The button in the Home tab. */
export async function onNewImageButton(
  deps: ListenerDeps,
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  await onOpening(deps, body, ack, (opening) => openComposer(deps, opening, emptyEntry({})));
}

async function openComposer(deps: ListenerDeps, opening: Opening, entry: ComposeEntry): Promise<void> {
  const by = { teamId: opening.at.teamId, userId: opening.userId };
  await openForm(deps, opening, {
    title: ({ compose }) => compose.title,
    notOpened: ({ compose }) => compose.notOpened,
    fill: async (copy) => ({ view: await firstComposeView(deps, by, entry, copy) }),
  });
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
