import { type Copy, copyFor } from '../../copy/copy.ts';
import type { Command } from '../../core/asking/command.ts';
import type { ListenerDeps } from '../deps.ts';
import { answer, budgetAnswer, budgetChangedAnswer } from '../kit/answers.ts';
import type { Message } from '../result/image-message.ts';

interface By {
  readonly teamId: string;
  readonly userId: string;
}

export async function showBudget({ requests }: ListenerDeps, teamId: string, copy: Copy): Promise<Message> {
  return budgetAnswer(await requests.store.readBudget(teamId, requests.defaultCredits), copy);
}

/** Owners and admins only, by what Slack says of them (at most minutes old). Written to the audit. */
export async function changeBudget(
  { requests, installations, people }: ListenerDeps,
  by: By,
  { credits, scope }: Extract<Command, { kind: 'budget_set' }>,
  copy: Copy,
): Promise<Message> {
  const person = await people.find(await installations.of(by.teamId), by.userId);
  if (!person.isAdmin) return answer(copy.budget.onlyAdmins);
  const change = { ...by, scope, credits, timeZone: person.timeZone };
  const { from, month } = await requests.store.setBudget(change, requests.defaultCredits);
  return budgetChangedAnswer(scope, from, month, credits, copy);
}

/** The language of what all see. */
export async function setLanguage(
  { requests, installations, people }: ListenerDeps,
  { teamId, userId }: By,
  language: string,
  copy: Copy,
): Promise<Message> {
  const person = await people.find(await installations.of(teamId), userId);
  if (!person.isAdmin) return answer(copy.budget.onlyAdmins);
  await requests.store.setLanguage(teamId, userId, language, requests.defaultCredits);
  return answer(copyFor(language).notices.languageSet);
}
