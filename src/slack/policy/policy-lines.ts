import type { Copy } from '../../copy/copy.ts';
import type { ChannelMode } from '../../core/asking/team-words.ts';
import type { Policy } from '../../core/policy/policy.ts';
import { personOf } from '../kit/erased.ts';
import { answer, type Message } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';
import { quoted } from '../kit/text.ts';
import { groupNames, listed } from './problem-words.ts';

const MOST_SHOWN = 20;

/** All that is allowed in a workspace, a line each. `isManager`: the blocked words are shown, too. */
export function policyAnswer(policy: Policy, isManager: boolean, copy: Copy): Message {
  const words = copy.team.policy;
  const { paused, models, sizes, qualities, mostCredits, blockedWords } = policy;
  const some = (allowed: readonly string[] | null) => (allowed === null ? words.all : listed(allowed));
  return answer(
    words.title,
    ...(paused ? [words.paused(personOf(paused.by, copy))] : []),
    spendLine(policy, copy),
    words.models(some(models)),
    words.sizes(some(sizes)),
    words.qualities(some(qualities)),
    words.most(mostCredits),
    ...standardLine(policy, copy),
    ...MODES.flatMap((mode) => channelLine(policy, mode, copy)),
    blockedLine(blockedWords, isManager, copy),
    words.howTo,
  );
}

function spendLine({ spendGroups, guestsMaySpend }: Policy, { team }: Copy): string {
  const { spend } = team.policy;
  if (spendGroups) return spend.groups(groupNames(spendGroups));
  return guestsMaySpend ? spend.everyone : spend.members;
}

function standardLine({ defaultModel, defaultSize, defaultQuality }: Policy, copy: Copy): string[] {
  const terms = [
    defaultModel && `\`${defaultModel}\``,
    defaultSize && `\`${defaultSize}\``,
    defaultQuality && qualityWord(defaultQuality, copy),
  ].filter(Boolean);
  return terms.length > 0 ? [copy.team.policy.standard(terms.join(', '))] : [];
}

const MODES: readonly Exclude<ChannelMode, 'on'>[] = ['private', 'drafts', 'off'];

function channelLine({ channels }: Policy, mode: Exclude<ChannelMode, 'on'>, copy: Copy): string[] {
  const ids = [...channels].filter(([, one]) => one === mode).map(([id]) => `<#${id}>`);
  return ids.length > 0 ? [copy.team.policy.channels[mode](firstOf(ids, copy))] : [];
}

function blockedLine(blocked: readonly string[], isManager: boolean, copy: Copy): string {
  const words = copy.team.policy;
  if (blocked.length === 0) return words.noneBlocked;
  return isManager ? words.blocked(firstOf(blocked.map(quoted), copy)) : words.blockedMany(blocked.length);
}

function firstOf(all: readonly string[], { team }: Copy): string {
  const rest = all.length - MOST_SHOWN;
  return [...all.slice(0, MOST_SHOWN), ...(rest > 0 ? [team.policy.more(rest)] : [])].join(', ');
}
