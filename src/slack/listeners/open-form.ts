import type { types } from '@slack/bolt';
import { COPIES, type Copy, copyFor } from '../../copy/copy.ts';
import { type Failure, toFailure } from '../../core/failure.ts';
import { loadingModal, noticeModal } from '../blocks/form.ts';
import type { Message } from '../blocks/image-message.ts';
import type { Installation } from '../installations.ts';
import { postMessage } from '../messages.ts';
import { notLonger } from '../not-longer.ts';
import type { ListenerParts } from '../parts.ts';
import { OPEN_WITHIN_MS, openView, type StandingView, updateView } from '../views.ts';
import { onlookerAnswer, onlookerOf } from './may-spend.ts';

/** What opens a form: somebody's press, command or shortcut, a moment ago. */
export interface Opening {
  readonly at: Installation;
  readonly userId: string;
  /** Their own workspace, where Slack tells it. */
  readonly userTeam: string | null;
  readonly triggerId: string;
}

/** The form, and the same without its pictures where Slack may not show them. */
export interface Filled {
  readonly view: types.ModalView;
  readonly plainer?: types.ModalView;
}

const FILL_WITHIN_MS = 1_500;

/**
 * Opens a loading view at once, before anybody is asked for anything, and puts into it what `fill` makes, for whoever may
 * spend; what takes longer than the answer to Slack may is filled in afterwards. False: Slack opened nothing.
 */
export async function openForm(
  parts: ListenerParts,
  opening: Opening,
  title: (copy: Copy) => string,
  fill: (copy: Copy) => Promise<Filled>,
): Promise<boolean> {
  const { at, userId, triggerId } = opening;
  const known = parts.people.knownLocaleOf(at, userId);
  const copies = known === null ? COPIES : [copyFor(known)];
  const loading = loadingModal(copies.length > 1 ? 'Imagine' : title(copyFor(known)), copies);
  const opened = openView(at, triggerId, loading).catch((error) => {
    parts.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' });
    return null;
  });
  const standing = await notLonger(OPEN_WITHIN_MS, opened);
  if (!standing || standing === 'late') return false;
  const filling = fillIn(parts, opening, standing, title, fill).catch((error) =>
    parts.log.failure(toFailure(error), { teamId: at.teamId, at: 'modal' }),
  );
  await notLonger(FILL_WITHIN_MS, filling);
  return true;
}

async function fillIn(
  parts: ListenerParts,
  { at, userId, userTeam }: Opening,
  standing: StandingView,
  title: (copy: Copy) => string,
  fill: (copy: Copy) => Promise<Filled>,
): Promise<void> {
  const copy = await copyOf(parts, at, userId);
  const maybe = async (): Promise<Filled> => {
    const onlooker = await onlookerOf(parts, at, userId, userTeam);
    return onlooker ? { view: noticeModal(title(copy), onlookerAnswer(onlooker, copy).text, copy) } : await fill(copy);
  };
  const { view, plainer } = await maybe().catch((error): Filled => {
    const failure = toFailure(error);
    parts.log.failure(failure, { teamId: at.teamId, at: 'modal' });
    return { view: noticeModal(title(copy), wordsOf(failure, copy), copy) };
  });
  const updated = await updateView(at, standing, view);
  if (updated === 'refused' && plainer) await updateView(at, standing, plainer);
}

export async function copyOf({ people }: ListenerParts, at: Installation, userId: string): Promise<Copy> {
  return copyFor(await people.localeOf(at, userId));
}

/** Nothing was ordered, and what to do. */
function wordsOf({ code }: Failure, copy: Copy): string {
  if (code === 'internal' || code === 'commit_unclear') return copy.notices.notAccepted;
  const { why, next } = copy.failures[code];
  return [why, copy.charge.nothing, next].join(' ');
}

/** To the person's direct messages with the app, where there is no other way to answer. */
export async function tellPerson(at: Installation, userId: string, message: Message): Promise<void> {
  await postMessage(at, { channelId: userId, replyTs: null, messageTs: null, userId }, message);
}
