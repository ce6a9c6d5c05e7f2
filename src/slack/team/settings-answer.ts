import { type Copy, copyFor } from '../../copy/copy.ts';
import type { BudgetMonth } from '../../core/team/budget.ts';
import type { TeamSettings } from '../../core/team/settings.ts';
import { answer } from '../kit/answers.ts';
import type { Message } from '../result/image-message.ts';

/** All that a workspace has decided, a line each, and how it is changed. */
export function settingsAnswer(settings: TeamSettings, month: BudgetMonth, copy: Copy): Message {
  const { budget } = copy;
  return answer(
    copy.settings.title,
    settingLine(settings, 'language', copy),
    settingLine(settings, 'guests', copy),
    settingLine(settings, 'confirm', copy),
    copy.settings.budget(budget.amount(month.budget), month.left === null ? null : budget.left(month.left)),
    copy.settings.howTo,
  );
}

/** One setting in words. */
export function settingLine(
  { language, guestsMaySpend, confirmAbove }: TeamSettings,
  which: 'language' | 'guests' | 'confirm',
  { settings }: Copy,
): string {
  if (which === 'language') return settings.language(copyFor(language).settings.ownName);
  if (which === 'guests') return guestsMaySpend ? settings.guestsSpend : settings.guestsLook;
  if (confirmAbove === null) return settings.confirmNever;
  return confirmAbove === 0 ? settings.confirmAlways : settings.confirmAbove(confirmAbove);
}
