import type { types } from '@slack/bolt';
import type { Copy } from '../../copy/copy.ts';
import type { PromptProblem } from '../../core/asking/prompt.ts';
import type { RequestAnswer } from '../../core/ordering/request-image.ts';
import type { PlanProblem } from '../../core/pricing/plan-order.ts';
import type { BudgetMonth, BudgetScope } from '../../core/team/budget.ts';
import type { HistoryEntry } from '../../core/team/history.ts';
import { editPromptButton } from '../ask/edit-prompt-button.ts';
import { type Message, section } from '../result/image-message.ts';
import { button } from './button.ts';
import { confirmFor } from './confirm.ts';
import { richList } from './rich.ts';
import { clip, oneLine, quoted } from './text.ts';

export const MAKE_LOW = 'make_low';
export const USE_NEAREST = 'use_nearest';

/** What only the asker sees: words as given. */
export function answer(...lines: string[]): Message {
  return { text: clip(lines.join('\n'), 3_000), blocks: [section(lines.join('\n'))] };
}

export function helpAnswer(copy: Copy): Message {
  return answer(copy.help.title, ...[...copy.help.lines, ...copy.threads.help].map((line) => `• ${line}`));
}

export function budgetAnswer(month: BudgetMonth, copy: Copy): Message {
  const { budget } = copy;
  return answer(
    budget.title(month.month),
    budget.budget(month.budget),
    budget.held(month.held),
    budget.spent(month.spent),
    budget.left(month.left),
    budget.renews(month.renews, month.timeZone),
  );
}

export function budgetChangedAnswer(
  scope: BudgetScope,
  from: number | null | undefined,
  month: BudgetMonth,
  to: number | null,
  copy: Copy,
): Message {
  const { of, amount, none, changed } = copy.budget;
  const whose =
    scope.kind === 'team'
      ? of.team
      : scope.kind === 'channel'
        ? of.channel(`<#${scope.id}>`)
        : of.person(`<@${scope.id}>`);
  const line = changed(whose, from === undefined ? none : amount(from), amount(to));
  return { text: line, blocks: [section(line), ...(scope.kind === 'team' ? budgetAnswer(month, copy).blocks : [])] };
}

/** What is missing until when, and the ways out: the same in low quality where that fits, or other words. */
export function overBudgetAnswer(
  over: Extract<RequestAnswer, { outcome: 'over' }>,
  renews: string,
  confirmAbove: number | null,
  copy: Copy,
): Message {
  const { id, credits, creditsAtLow, scope, left } = over;
  const words = [
    copy.budget.over(credits, scope, left, renews),
    ...(creditsAtLow === null ? [] : [copy.budget.atLow(creditsAtLow)]),
    copy.charge.nothing,
    copy.budget.ask,
  ];
  const low =
    creditsAtLow === null
      ? []
      : [
          button(
            MAKE_LOW,
            copy.refusals.buttons.makeLow(creditsAtLow),
            id,
            confirmFor(creditsAtLow, confirmAbove, copy),
          ),
        ];
  return withButtons(answer(words.join(' ')), [...low, editPromptButton(id, copy)]);
}

function withButtons({ text, blocks }: Message, elements: types.Button[]): Message {
  return { text, blocks: [...blocks, { type: 'actions', elements }] };
}

export function historyAnswer(entries: readonly HistoryEntry[], copy: Copy): Message {
  if (entries.length === 0) return answer(copy.history.none);
  const title = copy.history.title;
  return { text: title, blocks: [section(`*${title}*`), richList(historyLines(entries, copy))] };
}

/** What was asked for, how it ended, what it cost and when. */
export function historyLines(entries: readonly HistoryEntry[], copy: Copy) {
  return entries.map((entry) => {
    const { chargedCredits, heldCredits, chargeEstimated, requestedAt } = entry;
    const day = new Intl.DateTimeFormat(copy.locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(requestedAt);
    const cost = copy.history.cost(
      entry.state === 'failed' ? (chargedCredits ?? 0) : chargedCredits,
      heldCredits,
      chargeEstimated,
    );
    return { typed: oneLine(entry.prompt, 120), after: ` · ${stateWord(entry, copy)} · ${cost} · ${day}` };
  });
}

/** How it ended, or how it stands. */
export function stateWord({ state, failure }: Pick<HistoryEntry, 'state' | 'failure'>, copy: Copy): string {
  if (failure === 'canceled') return copy.history.states.canceled;
  if (state === 'made' && failure) return copy.history.states.undelivered;
  return copy.history.states[state];
}

/** Names the flag, the values it takes and the nearest right one, with a button that takes that one. */
export function problemAnswer(
  { id, problem, nearest }: Extract<RequestAnswer, { outcome: 'unreadable' }>,
  confirmAbove: number | null,
  copy: Copy,
): Message {
  const label = nearest && copy.refusals.buttons.useNearest(nearest.value, nearest.credits);
  const use = label ? [button(USE_NEAREST, label, id, confirmFor(nearest.credits ?? 0, confirmAbove, copy))] : [];
  return withButtons(answer(problemWords(problem, copy)), [...use, editPromptButton(id, copy)]);
}

/** Why a request can't be read, and what was probably meant, in one line. */
export function problemWords(problem: PromptProblem | PlanProblem, copy: Copy): string {
  const saysNearest = problem.kind === 'size_invalid' || problem.kind === 'ratio_too_elongated';
  const meant = 'nearest' in problem && problem.nearest && !saysNearest ? [copy.problems.meant(problem.nearest)] : [];
  return [problemLine(problem, copy), ...meant, copy.charge.nothing].join(' ');
}

function problemLine(problem: PromptProblem | PlanProblem, { problems, images }: Copy): string {
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
      const what = [size, quality && problems.inQuality(images.quality[quality])].filter(Boolean).join(' ');
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
