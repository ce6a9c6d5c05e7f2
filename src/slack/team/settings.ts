import { type Copy, copyFor } from '../../copy/copy.ts';
import { afterEnding } from '../../core/pricing/after-ending.ts';
import { liveModels, type Offer, TOLD_BEFORE_DAYS } from '../../core/pricing/offer.ts';
import { planOrder } from '../../core/pricing/plan-order.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { SettingChange, TeamSettings } from '../../core/team/settings.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { answer, type Message } from '../kit/message.ts';
import { findManager } from '../policy/find-manager.ts';
import { latelyWords } from '../policy/lately-words.ts';

/** What the workspace has decided; anybody may ask. */
export async function showSettings({ requests }: ListenerDeps, teamId: string, copy: Copy): Promise<Message> {
  const { store, defaultCredits } = requests;
  const [settings, month, retired] = await Promise.all([
    store.readSettings(teamId),
    store.readBudget(teamId, defaultCredits),
    store.listRetiredModels(),
  ]);
  return settingsAnswer(settings, month, modelLines(requests.offer(), retired, copy), copy);
}

/** Managers only. Written to the audit. */
export async function changeSetting(deps: ListenerDeps, by: By, change: SettingChange, copy: Copy): Promise<Message> {
  const which = 'guestsMaySpend' in change ? 'guests' : 'confirm';
  if (!(await findManager(deps, by, which))) return answer(copy.budget.onlyManagers);
  const { settings, before } = await deps.requests.store.changeSetting(by, change, deps.requests.defaultCredits);
  await deps.requests.policies.readNow(by.teamId);
  const asSaid = (to: string | null) =>
    which === 'guests' ? null : copy.budget.amount(to === null ? null : Number(to));
  return answer([settingLine(settings, which, copy), ...latelyWords(before, asSaid, copy)].join(' '));
}

/** The language of what all see: for managers, too. */
export async function setLanguage(deps: ListenerDeps, by: By, language: string, copy: Copy): Promise<Message> {
  if (!(await findManager(deps, by, 'language'))) return answer(copy.budget.onlyManagers);
  const { store, defaultCredits } = deps.requests;
  const before = await store.setLanguage(by.teamId, by.userId, language, defaultCredits);
  const said = copyFor(language);
  const asSaid = (to: string | null) => copyFor(to).settings.ownName;
  return answer([said.notices.languageSet, ...latelyWords(before, asSaid, said)].join(' '));
}

/** All that a workspace has decided, a line each, and how it is changed. */
export function settingsAnswer(
  settings: TeamSettings,
  month: BudgetMonth,
  models: readonly string[],
  copy: Copy,
): Message {
  const { budget } = copy;
  return answer(
    copy.settings.title,
    settingLine(settings, 'language', copy),
    settingLine(settings, 'guests', copy),
    settingLine(settings, 'confirm', copy),
    copy.settings.budget(budget.amount(month.budget), month.left === null ? null : budget.left(month.left)),
    ...models,
    copy.settings.howTo,
  );
}

/** Which models there are, and which of them end soon. */
export function modelLines(offer: Offer, retired: ReadonlySet<string>, copy: Copy): string[] {
  const { settings } = copy;
  const standard = planOrder({}, offer, retired);
  const all = liveModels(offer, retired).map(({ id }) => `\`${id}\``);
  return [
    settings.models(standard.ok ? standard.plan.model : null, all.join(', ')),
    ...endingLines(offer, retired, copy),
  ];
}

/** The models that end within the next weeks, a line each. */
export function endingLines(offer: Offer, retired: ReadonlySet<string>, { settings }: Copy): string[] {
  return offer.endings
    .filter(({ model, daysLeft }) => daysLeft <= TOLD_BEFORE_DAYS && !retired.has(model))
    .map((one) => settings.ending(one.model, one.daysLeft, one.on, afterEnding(one, offer, retired)));
}

/** One setting in words. */
function settingLine(
  { language, guestsMaySpend, confirmAbove }: TeamSettings,
  which: 'language' | 'guests' | 'confirm',
  { settings }: Copy,
): string {
  if (which === 'language') return settings.language(copyFor(language).settings.ownName);
  if (which === 'guests') return guestsMaySpend ? settings.guestsSpend : settings.guestsLook;
  if (confirmAbove === null) return settings.confirmNever;
  return confirmAbove === 0 ? settings.confirmAlways : settings.confirmAbove(confirmAbove);
}
