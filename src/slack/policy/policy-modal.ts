import type { types } from '@slack/bolt';
import { COPIES, type Copy } from '../../copy/copy.ts';
import { vocabularyOf } from '../../core/asking/vocabulary.ts';
import { LONGEST_BLOCKED, type Policy } from '../../core/policy/policy.ts';
import type { Offer } from '../../core/pricing/offer.ts';
import { SIZE_WORDS } from '../../core/size.ts';
import { MOST_CREDITS } from '../../core/team/budget.ts';
import { type Choice, sizeName } from '../form/fields.ts';
import type { UserGroups } from '../groups/groups.ts';
import { LIMITS } from '../kit/limits.ts';
import { context, section } from '../kit/message.ts';
import { qualityWord } from '../kit/quality.ts';
import { plain } from '../kit/text.ts';

export const SET_POLICY = 'set_policy';

/** The fields, as Slack names them to us. */
export const FIELD = {
  spenders: 'spenders',
  spendGroups: 'spend_groups',
  models: 'models',
  sizes: 'sizes',
  qualities: 'qualities',
  mostCredits: 'most_credits',
  defaultModel: 'default_model',
  defaultSize: 'default_size',
  defaultQuality: 'default_quality',
  language: 'team_language',
  words: 'blocked_words',
  channel: 'rule_channel',
  mode: 'rule_mode',
  pause: 'pause',
} as const;

/** What the form offers. */
export interface PolicyOffer {
  readonly offer: Offer;
  readonly groups: UserGroups;
  readonly language: string;
}

/** Slack's menus hold a hundred. */
const MOST_OPTIONS = 100;

/**
 * All rules of a workspace, to be set together; what is left empty is no rule. `note`: a word above them. Blocks are named by the
 * version: Slack keeps what a field holds as long as its block stays, and another version has other rules.
 */
export function policyModal(
  policy: Policy,
  { offer, groups, language }: PolicyOffer,
  copy: Copy,
  note: string | null = null,
): types.ModalView {
  const { policyForm: words, policy: said } = copy.team;
  const known = valuesOf(policy, offer);
  const models = known.models.map((id) => ({ value: id, text: id }));
  const sizes = known.sizes.map((value) => ({ value, text: sizeName(value, copy) }));
  const qualities = known.qualities.map((value) => ({ value, text: qualityWord(value, copy) }));
  const languages = COPIES.map((one) => ({ value: languageOf(one), text: one.settings.ownName }));
  const modes = Object.entries(said.modes).map(([value, text]) => ({ value, text }));
  const paused = [
    { value: 'no', text: words.running },
    { value: 'yes', text: words.stopped },
  ];
  return {
    type: 'modal',
    callback_id: SET_POLICY,
    private_metadata: String(policy.version),
    title: plain(words.title, LIMITS.modalTitle),
    submit: plain(words.submit, LIMITS.modalTitle),
    close: plain(copy.result.cancel, LIMITS.modalTitle),
    blocks: [
      ...(note ? [section(note)] : []),
      ...[
        one(FIELD.pause, words.pause, paused, policy.paused ? 'yes' : 'no'),
        ...spendFields(policy, groups, copy),
        some(FIELD.models, words.models, models, policy.models, words.emptyIsAll),
        some(FIELD.sizes, words.sizes, sizes, policy.sizes, words.emptyIsAll),
        some(FIELD.qualities, words.qualities, qualities, policy.qualities, words.emptyIsAll),
        mostField(policy, copy),
        one(FIELD.defaultModel, words.defaultModel, models, policy.defaultModel, true),
        one(FIELD.defaultSize, words.defaultSize, sizes, policy.defaultSize, true),
        one(FIELD.defaultQuality, words.defaultQuality, qualities, policy.defaultQuality, true),
        one(FIELD.language, words.language, languages, language),
        wordsField(policy, copy),
        {
          type: 'input',
          block_id: FIELD.channel,
          optional: true,
          label: plain(words.channel, LIMITS.label),
          element: {
            type: 'conversations_select',
            action_id: FIELD.channel,
            filter: { include: ['public', 'private'], exclude_bot_users: true },
          },
        },
        one(FIELD.mode, words.mode, modes, null, true),
      ].map((block) => ('block_id' in block ? { ...block, block_id: `${block.block_id}:${policy.version}` } : block)),
    ],
  };
}

/**
 * What can be chosen: what there is, and what a rule names that is here no more, so that nobody lifts a rule by sending the form
 * as it came.
 */
export function valuesOf(policy: Policy, offer: Offer) {
  const and = (all: readonly string[], ...kept: readonly (string | null)[]) => [
    ...new Set([...all, ...kept.filter((value) => value !== null)]),
  ];
  const { models, sizes, qualities, defaultModel, defaultSize, defaultQuality } = policy;
  return {
    models: and(
      offer.models.map(({ id }) => id),
      ...(models ?? []),
      defaultModel,
    ),
    sizes: and(Object.values(SIZE_WORDS), ...(sizes ?? []), defaultSize),
    qualities: and(vocabularyOf(offer.models).qualities, ...(qualities ?? []), defaultQuality),
  };
}

/** The languages that a workspace can have, as they are stored. */
export const languageOf = ({ locale }: Copy): string => (locale === 'pt-BR' ? locale : (locale.split('-')[0] ?? 'en'));

function spendFields(policy: Policy, { told, groups }: UserGroups, { team }: Copy): types.KnownBlock[] {
  const { policyForm: words } = team;
  const chosen = policy.spendGroups ? 'groups' : policy.guestsMaySpend ? 'everyone' : 'members';
  const options = groups.slice(0, MOST_OPTIONS).map(({ id, handle }) => ({ value: id, text: `@${handle}` }));
  const whose = [
    { value: 'everyone', text: words.everyone },
    { value: 'members', text: words.members },
    ...(options.length > 0 || policy.spendGroups ? [{ value: 'groups', text: words.groups }] : []),
  ];
  const field = one(FIELD.spenders, words.spenders, whose, chosen);
  if (options.length === 0)
    return [field, ...(told === 'all' ? [] : [context(told === 'no_scope' ? words.noScope : words.noPlan)])];
  return [field, some(FIELD.spendGroups, words.groupsLabel, options, policy.spendGroups, words.groupsHint)];
}

function mostField({ mostCredits }: Policy, { team: { policyForm } }: Copy): types.InputBlock {
  return {
    type: 'input',
    block_id: FIELD.mostCredits,
    optional: true,
    label: plain(policyForm.most, LIMITS.label),
    hint: plain(policyForm.emptyIsNone, LIMITS.label),
    element: {
      type: 'number_input',
      action_id: FIELD.mostCredits,
      is_decimal_allowed: false,
      min_value: '0',
      max_value: String(MOST_CREDITS),
      ...(mostCredits === null ? {} : { initial_value: String(mostCredits) }),
    },
  };
}

function wordsField({ blockedWords }: Policy, { team: { policyForm } }: Copy): types.InputBlock {
  const text = blockedWords.join('\n');
  return {
    type: 'input',
    block_id: FIELD.words,
    optional: true,
    label: plain(policyForm.words, LIMITS.label),
    hint: plain(policyForm.wordsHint, LIMITS.label),
    element: {
      type: 'plain_text_input',
      action_id: FIELD.words,
      multiline: true,
      max_length: LONGEST_BLOCKED,
      ...(text === '' ? {} : { initial_value: text }),
    },
  };
}

const optionOf = ({ value, text }: Choice) => ({ value, text: plain(text, LIMITS.optionText) });

/** One of these. */
function one(
  actionId: string,
  label: string,
  choices: readonly Choice[],
  chosen: string | null,
  optional = false,
): types.InputBlock {
  const options = choices.slice(0, MOST_OPTIONS).map(optionOf);
  const initial = options.find(({ value }) => value === chosen);
  return {
    type: 'input',
    block_id: actionId,
    optional,
    label: plain(label, LIMITS.label),
    element: {
      type: 'static_select',
      action_id: actionId,
      options,
      ...(initial ? { initial_option: initial } : {}),
    },
  };
}

/** Any of these; none of them is no rule. */
function some(
  actionId: string,
  label: string,
  choices: readonly Choice[],
  chosen: readonly string[] | null,
  hint: string,
): types.InputBlock {
  const options = choices.slice(0, MOST_OPTIONS).map(optionOf);
  const initial = options.filter(({ value }) => chosen?.includes(value));
  return {
    type: 'input',
    block_id: actionId,
    optional: true,
    label: plain(label, LIMITS.label),
    hint: plain(hint, LIMITS.label),
    element: {
      type: 'multi_static_select',
      action_id: actionId,
      options,
      ...(initial.length > 0 ? { initial_options: initial } : {}),
    },
  };
}
