import type { Copy } from '../../copy/copy.ts';
import { readAddressed } from '../../core/asking/addressed.ts';
import { storable } from '../../core/asking/prompt.ts';
import type { ThreadRequest } from '../../core/asking/thread-request.ts';
import { type CompareAnswer, compare } from '../../core/thread/compare.ts';
import { type ShowAnswer, undo } from '../../core/thread/undo.ts';
import { walkTree } from '../../core/thread/versions.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { asSeen } from '../spelling/as-seen.ts';
import { treeAnswer } from '../thread/tree.ts';
import { type MessageContext, onlookerRefusal, type Reply, threadOf } from './message-context.ts';

type Request = Exclude<ThreadRequest, { kind: 'edit' | 'courtesy' }>;

/** "undo", "compare v1 v3" and "history" in a thread. null: nothing to say; where the thread has no picture of ours, only who addressed the app is told. */
export async function answerThread(
  deps: ListenerDeps,
  context: MessageContext,
  threadTs: string,
  request: Request,
): Promise<Reply | null> {
  const thread = threadOf(context, threadTs);
  const noPicture: Reply | null =
    request.mention && context.talk.answersMention ? (copy) => answer(copy.edits.noPicture) : null;
  const onlooker = await onlookerRefusal(deps, context, 'free');
  if (onlooker) {
    const versions = await deps.requests.store.listVersions(thread);
    return versions.length > 0 ? onlooker.reply : noPicture;
  }
  if (request.kind === 'history') {
    const branches = walkTree(await deps.requests.store.listVersions(thread));
    return branches.length > 0 ? (copy) => treeAnswer(branches, copy) : noPicture;
  }
  const by = { userId: context.talk.userId, keys: context.keys };
  const answered =
    request.kind === 'undo'
      ? await undo(deps.requests, thread, by)
      : await compare(deps.requests, thread, request.of, { ...by, text: await typed(deps, context) });
  return answered.outcome === 'no_picture' ? noPicture : nothingShown(answered);
}

/** Why nothing is shown; null: something will be. */
export function nothingShown(answered: ShowAnswer | CompareAnswer): ((copy: Copy) => Message) | null {
  switch (answered.outcome) {
    case 'nothing_before':
      return ({ threads }) => answer(threads.again.nothingBefore);
    case 'gone':
      return ({ threads }) => answer(threads.again.gone);
    case 'shown_already':
      return ({ threads }) => answer(threads.again.shownAlready);
    case 'nothing_to_compare':
      return ({ threads }) => answer(threads.compare.nothing);
    case 'no_version':
      return ({ edits }) => answer(edits.noVersion(answered.label, answered.newest));
    case 'no_number':
      return ({ edits }) => answer(edits.noNumber(answered.picture, answered.count));
    default:
      return null;
  }
}

/** The words as they are shown above a comparison: without the app's name. */
async function typed(deps: ListenerDeps, { at, talk }: MessageContext): Promise<string> {
  const { text } = readAddressed(talk.text, at.botUserId, talk.isDirect);
  return storable(await asSeen(deps, at, talk.userId, text)).trim();
}
