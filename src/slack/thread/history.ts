import type { Generation } from '../../core/generation.ts';
import { showVersion } from '../../core/thread/undo.ts';
import { newestOf, shownBy, type ThreadKey, walkTree } from '../../core/thread/versions.ts';
import { nothingShown } from '../ask/talk-thread.ts';
import type { ListenerDeps } from '../deps.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { submittedAbout } from '../kit/may-touch.ts';
import { onPress, type PressArgs, showModal } from '../kit/press.ts';
import { readTreeModal, SHOW_AGAIN, treeAnswer, treeModal } from './tree.ts';

/** "History": the versions of the thread, for the presser alone. */
export async function onHistory(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(
    deps,
    args,
    async (press, copy) => {
      const { generation } = press;
      const versions = await deps.requests.store.listVersions(threadOf(generation));
      const branches = walkTree(versions);
      const newest = newestOf(versions);
      const shown = newest && shownBy(versions, newest);
      const view = treeModal(branches, generation, shown?.id ?? null, copy);
      // Slack lets a modal be opened for three seconds; the list itself can be had without.
      return await showModal(deps, press, view, copy, treeAnswer(branches, copy));
    },
    'free',
  );
}

/** "Show again", in that modal. */
export async function onShowAgain(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  const key = `view:${args.view.id}`;
  await onSubmission(deps, args, { field: SHOW_AGAIN, key, cost: 'free' }, async (submission, copy) => {
    const { view, userId, complain } = submission;
    const chosen = readTreeModal(view);
    const generation = await submittedAbout(deps, submission);
    if (!generation || !chosen) return complain(copy.notices.gone);
    const answered = await showVersion(deps.requests, threadOf(generation), chosen, { userId, keys: [key] });
    const words = nothingShown(answered)?.(copy);
    return words ? complain(words.text) : 'close';
  });
}

/** The thread that it stands in, or that it would be answered in. */
function threadOf({ teamId, channelId, replyTs, messageTs }: Generation): ThreadKey {
  return { teamId, channelId, threadTs: replyTs ?? messageTs ?? '' };
}
