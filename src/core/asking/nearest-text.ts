import type { PlanProblem } from '../pricing/plan-order.ts';
import { normalize } from './normalize.ts';
import { findFlags, type PromptProblem, VALUE } from './prompt.ts';

/** What was probably meant, and the text with it in place of what could not be read. */
export interface NearestText {
  readonly value: string;
  readonly text: string;
}

/** Of a refused text so much is kept. What can be ordered is far shorter, also with its flags. */
export const LONGEST_KEPT = 8000;

/** The nearest text that says what was probably meant, null where nothing is near. Everything else in it stays as it was typed. */
export function nearestText(typed: string, problem: PromptProblem | PlanProblem): NearestText | null {
  if (!('nearest' in problem) || problem.nearest === null || typed.length > LONGEST_KEPT) return null;
  const text = normalize(typed);
  const value = problem.nearest;
  const flag = findFlags(text).find(({ typed: written, name }) =>
    problem.kind === 'model_unknown' ? name === 'model' : written === problem.flag,
  );
  if (!flag) return null;
  if (problem.kind === 'flag_unknown') return replace(text, flag.start, flag.end, value);
  const [taken = '', word = ''] = VALUE.exec(text.slice(flag.end)) ?? [];
  const end = flag.end + taken.length;
  return replace(text, end - word.length, end, value);
}

function replace(text: string, start: number, end: number, value: string): NearestText {
  return { value, text: text.slice(0, start) + value + text.slice(end) };
}
