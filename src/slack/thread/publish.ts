import type { Copy } from '../../copy/copy.ts';
import { isPersonal } from '../../core/generation.ts';
import { type PublishAnswer, publishImage, publishPlace } from '../../core/thread/publish.ts';
import type { ListenerDeps } from '../deps.ts';
import { onSubmission, type SubmitArgs } from '../form/submission.ts';
import { submittedAbout } from '../kit/may-touch.ts';
import { answer } from '../kit/message.ts';
import { onPress, type PressArgs, showModal } from '../kit/press.ts';
import { policyRuleWords } from '../policy/problem-words.ts';
import { PUBLISH_WHERE, publishModal, readPublishModal } from './publish-modal.ts';

/** "Publish to the channel"; where no channel is known, a modal asks for one. Only the asker may. */
export async function onPublish(deps: ListenerDeps, args: PressArgs): Promise<void> {
  await onPress(
    deps,
    args,
    async (press, copy) => {
      const { generation, userId } = press;
      if (!isPersonal(generation)) return answer(copy.notices.gone);
      if (generation.userId !== userId) return answer(copy.threads.publish.onlyAsker);
      const place = publishPlace(generation);
      if (place === null && generation.publishedIn === null) {
        return await showModal(deps, press, publishModal(generation, copy), copy);
      }
      const words = nothingPublished(await publishImage(deps.requests, generation, place ?? ''), copy);
      // The message is about to say where it is published: leave it to that.
      return words === null ? 'leave' : answer(words);
    },
    'free',
  );
}

/** That modal is sent. */
export async function onPublishWhere(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: PUBLISH_WHERE, cost: 'free' }, async (submission, copy) => {
    const { view, userId, complain } = submission;
    const channelId = readPublishModal(view);
    const generation = await submittedAbout(deps, submission);
    if (!generation || !channelId || !isPersonal(generation)) return complain(copy.notices.gone);
    if (generation.userId !== userId) return complain(copy.threads.publish.onlyAsker);
    const words = nothingPublished(await publishImage(deps.requests, generation, channelId), copy);
    return words === null ? 'close' : complain(words);
  });
}

/** null: it will be published. */
function nothingPublished(answered: PublishAnswer, copy: Copy): string | null {
  const { threads } = copy;
  switch (answered.outcome) {
    case 'accepted':
      return null;
    case 'published':
      return threads.publish.already(`<#${answered.channelId}>`);
    case 'under_way':
      return threads.publish.underWay(`<#${answered.channelId}>`);
    case 'gone':
      return threads.publish.gone;
    case 'no_room':
      return threads.publish.noRoom(`<#${answered.channelId}>`, answered.credits, answered.left);
    case 'against':
      return copy.team.policy.unpublished(policyRuleWords(answered.problem, copy));
    default:
      return answered satisfies never;
  }
}
