import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { PromptProblem } from '../../core/asking/prompt.ts';
import type { Over } from '../../core/ordering/order-store.ts';
import type { RequestAnswer } from '../../core/ordering/request-image.ts';
import { isPolicyProblem, type PolicyProblem } from '../../core/policy/problem.ts';
import type { PlanProblem } from '../../core/pricing/plan-order.ts';
import { GUESTS } from '../../core/team/standing.ts';
import { askForMore } from '../approvals/ask-button.ts';
import type { ListenerDeps } from '../deps.ts';
import { button, confirmFor } from '../kit/button.ts';
import { readersDate } from '../kit/date.ts';
import { actions, answer, type Message } from '../kit/message.ts';
import { priced } from '../kit/priced.ts';
import { qualityWord } from '../kit/quality.ts';
import { quoted } from '../kit/text.ts';
import { policyProblemWords } from '../policy/problem-words.ts';
import { groupName } from '../warnings/whose.ts';

type Problem = PromptProblem | PlanProblem | PolicyProblem;

/** The buttons under a refusal: the listeners are in `making/try-again.ts` and `edit-prompt.ts`. */
export const MAKE_LOW = 'make_low';
export const USE_NEAREST = 'use_nearest';
export const EDIT_PROMPT = 'edit_prompt';

/** What is said to a request that was not taken, in whichever language; null: it was taken, and its placeholder says so. */
export async function answerRequest(
  { requests: { store } }: ListenerDeps,
  teamId: string,
  asked: RequestAnswer,
): Promise<((copy: Copy) => Message) | null> {
  if (asked.outcome === 'accepted' || asked.outcome === 'duplicate') return null;
  const { confirmAbove } = await store.readSettings(teamId);
  if (asked.outcome === 'unreadable') return (copy) => problemAnswer(asked, confirmAbove, copy);
  return (copy) => overBudgetAnswer(asked, confirmAbove, copy);
}

/** The narrowest budget that has no room, what is left of it until when, and the ways out: the same in low quality where that fits, or other words. */
export function overBudgetAnswer(
  over: Extract<RequestAnswer, { outcome: 'over' }>,
  confirmAbove: number | null,
  copy: Copy,
): Message {
  const { id, credits, atLow, scope, left, granted, renewsAt } = over;
  const words = [
    copy.budget.over(credits, holderWords(over, copy), left + granted, readersDate(renewsAt, copy.locale)),
    ...(atLow === null ? [] : [copy.budget.atLow(atLow.credits, atLow.quality)]),
    copy.charge.nothing,
    scope === 'own' ? copy.budget.ownCap : copy.budget.ask,
  ];
  const low =
    atLow === null
      ? []
      : [
          button(
            MAKE_LOW,
            copy.refusals.buttons.makeLow(atLow.credits, qualityWord(atLow.quality, copy)),
            priced(id, atLow.credits),
            confirmFor(atLow.credits, confirmAbove, copy),
          ),
        ];
  return withButtons(answer(words.join(' ')), [...low, ...askForMore(id, scope, copy), editPromptButton(id, copy)]);
}

/** Whose budget it is, by name where it is a group's. */
function holderWords({ scope, scopeId, rule }: Pick<Over, 'scope' | 'scopeId' | 'rule'>, { budget }: Copy): string {
  const { holders } = budget;
  if (scope !== 'group') return holders[scope];
  if (scopeId === GUESTS) return rule === 'each' ? holders.eachGuest : holders.guestPot;
  return rule === 'each' ? holders.each(groupName(scopeId)) : holders.pot(groupName(scopeId));
}

function withButtons({ text, blocks }: Message, elements: types.Button[]): Message {
  return { text, blocks: [...blocks, ...actions(elements)] };
}

/** Names the flag, the values it takes and the nearest right one, with a button that takes that one. */
export function problemAnswer(
  { id, problem, nearest }: Extract<RequestAnswer, { outcome: 'unreadable' }>,
  confirmAbove: number | null,
  copy: Copy,
): Message {
  const label = nearest && copy.refusals.buttons.useNearest(nearest.value, nearest.credits);
  const value = nearest && nearest.credits !== null ? priced(id, nearest.credits) : id;
  const use = label ? [button(USE_NEAREST, label, value, confirmFor(nearest.credits ?? 0, confirmAbove, copy))] : [];
  const edit = isInWords(problem) ? [editPromptButton(id, copy)] : [];
  return withButtons(answer(problemWords(problem, copy)), [...use, ...edit]);
}

/** Whether other words or flags would help; the words must be there still. */
function isInWords({ kind }: Problem): boolean {
  return !['paused', 'guests_look', 'no_spender', 'word_blocked', 'channel_off'].includes(kind);
}

/** Why a request can't be read, or which rule is against it, and what was probably meant, in one line. */
export function problemWords(problem: Problem, copy: Copy): string {
  if (isPolicyProblem(problem)) return policyProblemWords(problem, copy);
  const saysNearest = problem.kind === 'size_invalid' || problem.kind === 'ratio_too_elongated';
  const meant = 'nearest' in problem && problem.nearest && !saysNearest ? [copy.problems.meant(problem.nearest)] : [];
  return [problemLine(problem, copy), ...meant, copy.charge.nothing].join(' ');
}

function problemLine(problem: PromptProblem | PlanProblem, copy: Copy): string {
  const { problems } = copy;
  switch (problem.kind) {
    case 'prompt_empty':
      return problems.empty;
    case 'prompt_too_long':
      return problems.tooLong(problem.length, problem.limit);
    case 'flag_unknown':
      return problems.unknownFlag(quoted(problem.flag), values(problem.allowed));
    case 'flag_repeated':
      return problems.repeated(quoted(problem.flag));
    case 'flags_conflict':
      return problems.conflict(quoted(problem.flags[0]), quoted(problem.flags[1]));
    case 'value_missing':
      return problems.missing(quoted(problem.flag), values(problem.allowed));
    case 'value_unknown':
      return problems.unknownValue(quoted(problem.flag), quoted(problem.value), values(problem.allowed));
    case 'size_invalid':
      return problems.size(
        quoted(problem.flag),
        quoted(problem.value),
        problems.sizeReasons[problem.reason],
        problem.nearest,
      );
    case 'ratio_too_elongated':
      return problems.ratio(quoted(problem.flag), quoted(problem.value), problem.nearest);
    case 'model_unknown':
      return problems.unknownModel(quoted(problem.model), values(problem.allowed));
    case 'model_cannot_draw': {
      const { size, quality } = problem;
      const what = [size, quality && problems.inQuality(qualityWord(quality, copy))].filter(Boolean).join(' ');
      return problem.able.length > 0
        ? problems.cannotDraw(problem.model, what, values(problem.able))
        : problems.nobodyCan(what);
    }
    case 'model_retired':
      return problems.retired(problem.model, problem.successor, problem.plan.credits);
    default:
      return problem satisfies never;
  }
}

function values(allowed: readonly string[]): string {
  return allowed.map((value) => `\`${value}\``).join(', ');
}

/** Opens the composer with what was typed. `id`: of the request in the log, where the refused ones are too. */
export function editPromptButton(id: string, copy: Copy): types.Button {
  return button(EDIT_PROMPT, copy.refusals.buttons.editPrompt, id);
}
