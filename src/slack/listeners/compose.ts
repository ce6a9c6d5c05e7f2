import type {
  BlockAction,
  GlobalShortcut,
  SlackActionMiddlewareArgs,
  SlackCommandMiddlewareArgs,
  SlackShortcutMiddlewareArgs,
} from '@slack/bolt';
import { type Copy, copyFor } from '../../copy/copy.ts';
import { toFailure } from '../../core/failure.ts';
import { answer } from '../blocks/answers.ts';
import { type ComposeEntry, type Origin, readComposeModal } from '../blocks/compose-modal.ts';
import { noticeModal } from '../blocks/form.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import { notLonger } from '../not-longer.ts';
import type { ListenerParts } from '../parts.ts';
import { updateView } from '../views.ts';
import { composeView, firstComposeView, NO_CHOICES } from './compose-view.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';
import { type Opening, openForm, tellPerson } from './open-form.ts';

export const NEW_IMAGE = 'new_image';

const UPDATE_WITHIN_MS = 2_000;

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
  const { at, userId } = opening;
  const copy = await copyOf(parts, at, userId);
  await tellPerson(at, userId, answer(copy.compose.notOpened)).catch((error) =>
    parts.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }),
  );
}

/** Opens the composer with what is given already. False: Slack opened nothing. */
async function openComposer(parts: ListenerParts, opening: Opening, entry: ComposeEntry): Promise<boolean> {
  const by = { teamId: opening.at.teamId, userId: opening.userId };
  return await openForm(
    parts,
    opening,
    ({ compose }) => compose.title,
    async (copy) => {
      const onlooker = await onlookerOf(parts, opening.at, opening.userId, opening.userTeam);
      if (!onlooker) return { view: await firstComposeView(parts, by, entry, copy) };
      return { view: noticeModal(copy.compose.title, onlookerAnswer(onlooker, copy).text, copy) };
    },
  );
}

function emptyEntry(origin: Partial<Origin>): ComposeEntry {
  const from = { channelId: null, threadTs: null, again: null, attempt: 0, ...origin };
  return {
    origin: from,
    text: '',
    choices: NO_CHOICES,
    fileIds: [],
    place: from.channelId ? 'here' : 'me',
  };
}

/** Something else is chosen: the price, and what is possible beside it, are made anew. */
export async function onComposeChange(
  parts: ListenerParts,
  { body, ack }: SlackActionMiddlewareArgs<BlockAction>,
): Promise<void> {
  const { view } = body;
  const at = await parts.installations.of(view?.app_installed_team_id ?? body.team?.id ?? '');
  const update = async () => {
    if (!view) return;
    const by = { teamId: at.teamId, userId: body.user.id };
    const copy = await copyOf(parts, at, by.userId);
    await updateView(at, view, await composeView(parts, by, readComposeModal(view), copy));
  };
  const updating = update().catch((error) => parts.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }));
  await notLonger(UPDATE_WITHIN_MS, updating);
  await ack();
}

async function copyOf({ people }: ListenerParts, at: Installation, userId: string): Promise<Copy> {
  return copyFor(await people.localeOf(at, userId));
}
