import type { types } from '@slack/bolt';
import { COPIES, type Copy } from '../../copy/copy.ts';
import type { ChannelMode } from '../../core/asking/team-words.ts';
import { fold } from '../../core/policy/blocked-words.ts';
import type { Policy, PolicyChange, PolicyRules } from '../../core/policy/policy.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import type { Installation } from '../api/installations.ts';
import type { ListenerDeps } from '../deps.ts';
import { type Held, noticeModal, readHeld } from '../form/fields.ts';
import { type Filled, type Opening, onOpening, openForm } from '../form/open-form.ts';
import { onSubmission, type Submission, type SubmitArgs, type SubmitOutcome } from '../form/submission.ts';
import { personOf } from '../kit/erased.ts';
import { LIMITS } from '../kit/limits.ts';
import { section } from '../kit/message.ts';
import type { PressArgs } from '../kit/press.ts';
import { plain } from '../kit/text.ts';
import { findManager } from './find-manager.ts';
import { policyAnswer } from './policy-lines.ts';
import { FIELD, languageOf, type PolicyOffer, policyModal, valuesOf } from './policy-modal.ts';

/** "Policy…" in Home: the form, for managers. */
export async function onPolicyButton(deps: ListenerDeps, { body, ack }: PressArgs): Promise<void> {
  await onOpening(deps, body, ack, async (opening) => {
    await openForm(deps, opening, {
      title: ({ team }) => team.policyForm.title,
      notOpened: ({ team }) => team.policyForm.opened,
      fill: (copy) => fillIn(deps, opening, copy),
    });
  });
}

async function fillIn(deps: ListenerDeps, { at, userId }: Opening, copy: Copy): Promise<Filled> {
  const by = { teamId: at.teamId, userId };
  if (!(await findManager(deps, by, 'policy')))
    return { view: noticeModal(copy.team.policyForm.title, copy.budget.onlyManagers, copy) };
  return { view: policyModal(await deps.requests.policies.readNow(at.teamId), await offered(deps, at), copy) };
}

async function offered({ requests, groups }: ListenerDeps, at: Installation): Promise<PolicyOffer> {
  const [known, language] = await Promise.all([groups.list(at), requests.store.readLanguage(at.teamId)]);
  return { offer: requests.offer(), groups: known, language };
}

/** The form is sent: all rules at once, or none where somebody else was quicker. */
export async function onPolicySubmit(deps: ListenerDeps, args: SubmitArgs): Promise<void> {
  await onSubmission(deps, args, { field: FIELD.pause, cost: 'free' }, (submission, copy) =>
    setPolicy(deps, submission, copy),
  );
}

async function setPolicy(
  deps: ListenerDeps,
  { at, userId, view, complain }: Submission,
  copy: Copy,
): Promise<SubmitOutcome> {
  const by = { teamId: at.teamId, userId };
  const { store, policies, defaultCredits } = deps.requests;
  if (!(await findManager(deps, by, 'policy'))) return complain(copy.budget.onlyManagers);
  const offer = await offered(deps, at);
  const read = readPolicyModal(view, offer, await policies.readNow(at.teamId));
  if (typeof read === 'object' && 'field' in read)
    return { field: read.field, words: copy.team.policyForm[read.words] };
  const { policyForm, policy: said } = copy.team;
  const changed = await store.changePolicy(by, read.rules, defaultCredits);
  if (changed.outcome === 'too_many') return { field: FIELD.words, words: said.tooMany };
  if (changed.outcome === 'conflict') {
    const note = policyForm.conflict(changed.before && personOf(changed.before.userId, copy));
    return policyModal(await policies.readNow(at.teamId), offer, copy, note);
  }
  for (const more of read.more) await store.changePolicy(by, more, defaultCredits);
  if (read.language !== offer.language) await store.setLanguage(at.teamId, userId, read.language, defaultCredits);
  return policySetModal(await policies.readNow(at.teamId), copy);
}

/** In place of the form once it is set. */
export function policySetModal(policy: Policy, copy: Copy): types.ModalView {
  const { policy: said, policyForm } = copy.team;
  return {
    type: 'modal',
    title: plain(policyForm.title, LIMITS.modalTitle),
    close: plain(copy.compose.close, LIMITS.modalTitle),
    blocks: [section(said.changed.rules), ...policyAnswer(policy, true, copy).blocks],
  };
}

interface ReadPolicy {
  readonly rules: Extract<PolicyChange, { kind: 'rules' }>;
  readonly more: readonly PolicyChange[];
  readonly language: string;
}

/** What is wrong, and at which field. */
interface Wrong {
  readonly field: string;
  readonly words: 'noGroup' | 'noMode' | 'wrong';
}

const MODES: readonly ChannelMode[] = ['on', 'private', 'drafts', 'off'];

/**
 * Nothing that the form did not offer is read from it: who sends another one is told so. Whether guests may spend is
 * not asked of who names groups: it stays as it is in `now`.
 */
function readPolicyModal(view: Submission['view'], { offer, groups }: PolicyOffer, now: Policy): ReadPolicy | Wrong {
  const held: Held = readHeld(view);
  const some = (field: string) => held[field]?.selected_options?.map(({ value }) => value) ?? [];
  const one = (field: string) => held[field]?.selected_option?.value ?? null;
  const known = {
    ...valuesOf(now, offer),
    groups: groups.groups.map(({ id }) => id),
    languages: COPIES.map(languageOf),
  };
  const lists = [
    [FIELD.models, known.models],
    [FIELD.sizes, known.sizes],
    [FIELD.qualities, known.qualities],
    [FIELD.spendGroups, known.groups],
  ] as const;
  const singles = [
    [FIELD.defaultModel, known.models],
    [FIELD.defaultSize, known.sizes],
    [FIELD.defaultQuality, known.qualities],
    [FIELD.language, known.languages],
    [FIELD.spenders, ['everyone', 'members', 'groups']],
    [FIELD.pause, ['yes', 'no']],
    [FIELD.mode, MODES],
  ] as const;
  const stray =
    lists.find(([field, all]) => some(field).some((value) => !all.includes(value)))?.[0] ??
    singles.find(([field, all]) => one(field) !== null && !(all as readonly string[]).includes(one(field) ?? ''))?.[0];
  const typed = held[FIELD.mostCredits]?.value?.trim() ?? '';
  const [spenders, pause, language] = [one(FIELD.spenders), one(FIELD.pause), one(FIELD.language)];
  if (stray || !spenders || !pause || !language) return { field: stray ?? FIELD.pause, words: 'wrong' };
  if (!/^\d*$/u.test(typed) || Number(typed) > MOST_CREDITS) return { field: FIELD.mostCredits, words: 'wrong' };
  if (spenders === 'groups' && some(FIELD.spendGroups).length === 0) return { field: FIELD.spenders, words: 'noGroup' };
  const [channelId, mode] = [held[FIELD.channel]?.selected_conversation ?? null, one(FIELD.mode)];
  if ((channelId === null) !== (mode === null)) return { field: FIELD.mode, words: 'noMode' };

  const listed = (field: string, all: readonly string[]) => {
    const chosen = all.filter((value) => some(field).includes(value));
    return chosen.length === 0 ? null : chosen;
  };
  const rules: PolicyRules = {
    spendGroups: spenders === 'groups' ? listed(FIELD.spendGroups, known.groups) : null,
    models: listed(FIELD.models, known.models),
    sizes: listed(FIELD.sizes, known.sizes),
    qualities: listed(FIELD.qualities, known.qualities),
    mostCredits: typed === '' ? null : Number(typed),
    defaultModel: one(FIELD.defaultModel),
    defaultSize: one(FIELD.defaultSize),
    defaultQuality: one(FIELD.defaultQuality),
  };
  const words = (held[FIELD.words]?.value ?? '')
    .split(/[\n,;]/u)
    .map(fold)
    .filter(Boolean);
  const isChannel = channelId !== null && /^[CG][A-Z0-9]{1,30}$/u.test(channelId);
  return {
    rules: {
      kind: 'rules',
      rules,
      guestsMaySpend: spenders === 'groups' ? now.guestsMaySpend : spenders === 'everyone',
      blockedWords: [...new Set(words)],
      version: Number(view.private_metadata || Number.NaN),
    },
    more: [
      ...(isChannel && mode ? [{ kind: 'channel', channelId, mode: mode as ChannelMode } as const] : []),
      { kind: pause === 'yes' ? 'pause' : 'resume' },
    ],
    language,
  };
}
