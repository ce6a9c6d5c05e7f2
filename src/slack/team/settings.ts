import type { Copy } from '../../copy/copy.ts';
import type { SettingChange } from '../../core/team/settings.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer } from '../kit/answers.ts';
import type { Message } from '../result/image-message.ts';
import { settingLine, settingsAnswer } from './settings-answer.ts';

interface By {
  readonly teamId: string;
  readonly userId: string;
}

/** What the workspace has decided; anybody may ask. */
export async function showSettings({ requests }: ListenerDeps, teamId: string, copy: Copy): Promise<Message> {
  const { store, defaultCredits } = requests;
  return settingsAnswer(await store.readSettings(teamId), await store.readBudget(teamId, defaultCredits), copy);
}

/** Owners and admins only, by what Slack says of them (at most minutes old). Written to the audit. */
export async function changeSetting(
  { requests, installations, people, guests }: ListenerDeps,
  by: By,
  change: SettingChange,
  copy: Copy,
): Promise<Message> {
  const person = await people.find(await installations.of(by.teamId), by.userId);
  if (!person.isAdmin) return answer(copy.budget.onlyAdmins);
  const settings = await requests.store.changeSetting(by, change, requests.defaultCredits);
  guests.forget(by.teamId);
  return answer(settingLine(settings, 'guestsMaySpend' in change ? 'guests' : 'confirm', copy));
}
