import type { Copy } from '../../copy/copy.ts';
import type { TeamCommand } from '../../core/asking/team-command.ts';
import { readPercents } from '../../core/team/budget-rules.ts';
import type { Asker, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { quoted } from '../kit/text.ts';
import { findManager } from '../policy/find-manager.ts';

type Asked<K extends TeamCommand['kind']> = Extract<TeamCommand, { kind: K }>;

/** `budget cap`: anybody's, for themselves. */
export async function capOwn(
  { requests: { store, defaultCredits } }: ListenerDeps,
  { teamId, userId }: Asker,
  { credits, period = 'month' }: Asked<'budget_cap'>,
  { team: { budgets } }: Copy,
): Promise<Message> {
  await store.capOwn({ teamId, userId }, credits, period, defaultCredits);
  return answer(credits === null ? budgets.uncapped : budgets.capped(budgets.amount(credits, period)));
}

/** `budget warn`: for managers. */
export async function setWarnAt(
  deps: ListenerDeps,
  asker: Asker,
  { percents: said }: Asked<'budget_warn'>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  const { budgets } = copy.team;
  const percents = readPercents(said);
  if (!percents) return answer(budgets.warnWrong);
  await deps.requests.store.setWarnAt(byOf(asker), percents, deps.requests.defaultCredits);
  return answer(budgets.warned(new Intl.ListFormat(copy.locale).format(percents.map((percent) => `${percent} %`))));
}

/** `budget low on`: for managers. */
export async function setLowWhenShort(
  deps: ListenerDeps,
  asker: Asker,
  { isLow }: Asked<'budget_low'>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  await deps.requests.store.setLowWhenShort(byOf(asker), isLow, deps.requests.defaultCredits);
  return answer(isLow ? copy.team.budgets.lowOn : copy.team.budgets.lowOff);
}

/** `budget tag`: for managers. */
export async function setTag(
  deps: ListenerDeps,
  asker: Asker,
  { tag, channelId }: Asked<'budget_tag'>,
  copy: Copy,
): Promise<Message> {
  if (!(await findManager(deps, asker, 'budget'))) return answer(copy.budget.onlyManagers);
  const { budgets } = copy.team;
  await deps.requests.store.setTag(byOf(asker), channelId, tag, deps.requests.defaultCredits);
  const channel = `<#${channelId}>`;
  return answer(tag === null ? budgets.untagged(channel) : budgets.tagged(channel, quoted(tag)));
}

const byOf = ({ teamId, userId }: Asker) => ({ teamId, userId });
