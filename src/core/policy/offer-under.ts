import type { ChannelMode } from '../asking/team-words.ts';
import { DRAFT } from '../image-model.ts';
import type { Offer } from '../pricing/offer.ts';
import { SIZE_WORDS } from '../size.ts';
import type { Policy } from './policy.ts';
import { isDraft, termsProblem } from './problem.ts';

type Rules = Pick<
  Policy,
  'models' | 'sizes' | 'qualities' | 'mostCredits' | 'defaultModel' | 'defaultSize' | 'defaultQuality' | 'isShort'
>;

/**
 * What may be ordered under a workspace's policy: its models alone, and what is meant where a request says nothing.
 * Forms offer no size, quality or number that a rule is against; what is typed all the same is `policyProblem`'s to refuse, so that
 * the refusal names the rule.
 */
export function offerUnder(rules: Rules, offer: Offer, mode: ChannelMode = 'on'): Offer {
  const { sizes, qualities, defaultModel, defaultSize, defaultQuality, isShort } = rules;
  const models = rules.models ? offer.models.filter(({ id }) => rules.models?.includes(id)) : offer.models;
  const barred = offer.models.flatMap(({ id }) => (models.some((one) => one.id === id) ? [] : [id]));
  const wished = [defaultModel, offer.defaultModel, models[0]?.id];
  const chosen = wished.find((id) => models.some((model) => model.id === id));
  const size = defaultSize ?? (sizes?.includes(SIZE_WORDS.square) ? undefined : sizes?.[0]);
  const lowest = qualities?.[0];
  const quality = mode === 'drafts' ? DRAFT : isShort ? (lowest ?? DRAFT) : (defaultQuality ?? lowest);
  return {
    ...offer,
    models,
    barred: new Set(barred),
    defaultModel: chosen ?? offer.defaultModel,
    ...(size === undefined ? {} : { defaultSize: size }),
    ...(quality === undefined ? {} : { defaultQuality: quality }),
    ...(lowest === undefined || mode === 'drafts' ? {} : { lowestQuality: lowest }),
    allows: (plan) => termsProblem(rules, plan) === null && (mode !== 'drafts' || isDraft(plan, models)),
  };
}
