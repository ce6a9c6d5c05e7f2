import type { Copy } from '../../copy/copy.ts';
import type { ApprovalKey } from '../../core/approvals/approval.ts';
import { type AskAnswer, askForMore } from '../../core/approvals/ask-for-more.ts';
import { carryOn } from '../../core/approvals/carry-on.ts';
import type { CardContents } from '../../core/approvals/chat.ts';
import { readContents } from '../../core/approvals/show-cards.ts';
import { toFailure } from '../../core/failure.ts';
import type { ListenerDeps } from '../deps.ts';
import { readersDate } from '../kit/date.ts';
import { answer, type Message } from '../kit/message.ts';
import { onPress, type PressArgs } from '../kit/press.ts';
import { policyProblemWords } from '../policy/problem-words.ts';
import { approvalDeps } from './approval-deps.ts';
import { endedAnswer, peopleOf } from './card.ts';

/** "Ask for more" under a refusal for lack of budget. Whoever pressed is answered before the managers are asked. */
export async function onAskForMore(deps: ListenerDeps, args: PressArgs): Promise<void> {
  const asking = approvalDeps(deps);
  let asked: ApprovalKey | null = null;
  await onPress(deps, args, async ({ generation, userId }, copy) => {
    const said = await askForMore(asking, generation, userId);
    if (said.outcome === 'asked') asked = said.approval;
    const contents = said.outcome === 'known' ? await readContents(asking, said.approval) : null;
    return askedAnswer(said, contents, generation.id, copy);
  });
  if (asked) await carryOnLogged(deps, asked);
}

/** What whoever pressed has done is stored: what fails from here on is done again by itself. `first`: whose card comes first. */
export async function carryOnLogged(deps: ListenerDeps, key: ApprovalKey, first: string | null = null): Promise<void> {
  await carryOn(approvalDeps(deps), key, first).catch((error) =>
    deps.log.failure(toFailure(error), { teamId: key.teamId, approvalId: key.id, at: 'approval' }),
  );
}

/** What follows the press. `contents`: of the question that there is already; `generationId`: of what is asked for. */
export function askedAnswer(said: AskAnswer, contents: CardContents | null, generationId: string, copy: Copy): Message {
  const { asker, card } = copy.team.approvals;
  switch (said.outcome) {
    case 'asked':
      return answer(
        asker.asking(said.approval.credits),
        card.runsOut(readersDate(said.approval.runsOutAt, copy.locale)),
      );
    case 'known': {
      if (!contents) return answer(copy.notices.gone);
      const { approval, managers } = contents;
      if (approval.state !== 'asked') return endedAnswer(contents, copy);
      return answer(
        asker.open(readersDate(approval.askedAt, copy.locale)),
        ...(managers.length > 0 ? [asker.may(peopleOf(managers))] : []),
        ...(approval.generationId === generationId ? [] : [asker.waits]),
      );
    }
    case 'fits':
      return answer(asker.fits(said.credits));
    case 'own':
      return answer(asker.own);
    case 'against':
      return answer(policyProblemWords(said.problem, copy));
    case 'gone':
      return answer(copy.notices.gone);
    default:
      return said satisfies never;
  }
}
