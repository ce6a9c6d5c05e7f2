import type { Copy } from '../../copy/copy.ts';
import type { PolicyProblem } from '../../core/policy/problem.ts';
import { personOf } from '../kit/erased.ts';
import { qualityWord } from '../kit/quality.ts';
import { quoted } from '../kit/text.ts';

interface Words {
  readonly why: string;
  /** What helps. */
  readonly next: string;
}

/** Which rule of the workspace a request is against, that it cost nothing, and what helps. */
export function policyProblemWords(problem: PolicyProblem, copy: Copy): string {
  if (problem.kind === 'guests_look') return copy.settings.guestsOnlyLook;
  const { why, next } = wordsOf(problem, copy);
  return [why, copy.charge.nothing, next].join(' ');
}

/** Which rule it is alone. */
export function policyRuleWords(problem: PolicyProblem, copy: Copy): string {
  return problem.kind === 'guests_look' ? copy.settings.guestsLook : wordsOf(problem, copy).why;
}

function wordsOf(problem: Exclude<PolicyProblem, { kind: 'guests_look' }>, copy: Copy): Words {
  const { rules } = copy.team.policy;
  switch (problem.kind) {
    case 'paused':
      return { why: rules.paused.why(personOf(problem.by, copy)), next: rules.paused.next };
    case 'channel_off':
      return { why: rules.off.why(`<#${problem.channelId}>`), next: rules.off.next };
    case 'channel_private_only':
      return { why: rules.privateOnly.why(`<#${problem.channelId}>`), next: rules.privateOnly.next };
    case 'channel_drafts_only':
      return {
        why: rules.draftsOnly.why(`<#${problem.channelId}>`),
        next: rules.draftsOnly.next(problem.quality),
      };
    case 'no_spender':
      return { why: rules.spender.why(groupNames(problem.groups)), next: rules.spender.next };
    case 'word_blocked':
      return { why: rules.word.why(quoted(problem.word)), next: rules.word.next };
    case 'model_barred':
      return { why: rules.model.why(quoted(problem.model)), next: rules.model.next(listed(problem.allowed)) };
    case 'size_barred':
      return { why: rules.size.why(quoted(problem.size)), next: rules.size.next(listed(problem.allowed)) };
    case 'quality_barred':
      return {
        why: rules.quality.why(qualityWord(problem.quality, copy)),
        next: rules.quality.next(listed(problem.allowed)),
      };
    case 'too_dear':
      return { why: rules.dear.why(problem.credits, problem.most), next: rules.dear.next };
    default:
      return problem satisfies never;
  }
}

/** User groups as Slack shows them. */
export const groupNames = (ids: readonly string[]): string => ids.map((id) => `<!subteam^${id}>`).join(', ');

/** What may be typed, as it is typed. */
export const listed = (allowed: readonly string[]): string => allowed.map((one) => `\`${one}\``).join(', ');
