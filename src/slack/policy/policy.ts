import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import { fold } from '../../core/policy/blocked-words.ts';
import type { PolicyChange } from '../../core/policy/policy.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { quoted } from '../kit/text.ts';
import { findManager, isManager } from './find-manager.ts';
import { latelyWords } from './lately-words.ts';
import { policyAnswer } from './policy-lines.ts';

type Asked<K extends TeamCommand['kind']> = Extract<TeamCommand, { kind: K }>;

/** What is allowed in the workspace; anybody may ask. The blocked words themselves are for managers. */
export async function showPolicy(deps: ListenerDeps, by: By, _: unknown, copy: Copy): Promise<Message> {
  const at = await deps.installations.of(by.teamId);
  const [policy, person] = await Promise.all([
    deps.requests.policies.readNow(by.teamId),
    deps.people.find(at, by.userId).catch(() => null),
  ]);
  return policyAnswer(policy, person !== null && (await isManager(deps, by, person)), copy);
}

/** `policy on|private|drafts|off for #c`. */
export async function changeChannelRule(
  deps: ListenerDeps,
  by: By,
  { channelId, mode }: Asked<'policy_channel'>,
  copy: Copy,
): Promise<Message> {
  const { changed, modes } = copy.team.policy;
  const asSaid = (to: string | null) => (to !== null && to in modes ? modes[to as keyof typeof modes] : null);
  return await change(deps, by, { kind: 'channel', channelId, mode }, changed[mode](`<#${channelId}>`), asSaid, copy);
}

/** `policy block WORD`, `policy unblock WORD`. */
export async function changeBlockedWord(
  deps: ListenerDeps,
  by: By,
  { kind, word }: Asked<'policy_block' | 'policy_unblock'>,
  copy: Copy,
): Promise<Message> {
  const { changed, noWord } = copy.team.policy;
  const folded = fold(word);
  if (folded === '') return answer(noWord);
  const words = kind === 'policy_block' ? changed.blocked : changed.unblocked;
  const what = kind === 'policy_block' ? 'block' : 'unblock';
  return await change(deps, by, { kind: what, word: folded }, words(quoted(folded)), () => null, copy);
}

/** `policy max 20`. */
export async function changeMost(
  deps: ListenerDeps,
  by: By,
  { credits }: Asked<'policy_max'>,
  copy: Copy,
): Promise<Message> {
  const asSaid = (to: string | null) => copy.budget.amount(to === null ? null : Number(to));
  return await change(deps, by, { kind: 'max', credits }, copy.team.policy.most(credits), asSaid, copy);
}

/** `pause`, `resume`: for the whole workspace. */
export async function pauseOrResume(
  deps: ListenerDeps,
  by: By,
  { kind }: Asked<'pause' | 'resume'>,
  copy: Copy,
): Promise<Message> {
  const { paused, resumed } = copy.team.policy.changed;
  return await change(deps, by, { kind }, kind === 'pause' ? paused : resumed, () => null, copy);
}

/** For managers; answers what holds now, and says so where somebody else had a hand in the same a short time ago. */
async function change(
  deps: ListenerDeps,
  by: By,
  wished: PolicyChange,
  words: string,
  asSaid: (to: string | null) => string | null,
  copy: Copy,
): Promise<Message> {
  const act = wished.kind === 'pause' || wished.kind === 'resume' ? wished.kind : 'policy';
  if (!(await findManager(deps, by, act))) return answer(copy.budget.onlyManagers);
  const { store, policies, defaultCredits } = deps.requests;
  const outcome = await store.changePolicy(by, wished, defaultCredits);
  await policies.readNow(by.teamId);
  const { policy } = copy.team;
  if (outcome.outcome === 'too_many') return answer(policy.tooMany);
  if (outcome.outcome === 'same') return answer([words, policy.same].join(' '));
  return answer([words, ...latelyWords(outcome.before, asSaid, copy)].join(' '));
}
