import type { Person } from '../api/people.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { inTime } from '../kit/may-spend.ts';

/** What only admins may do, as the audit names it when somebody else tries. */
export type AdminAct = 'budget' | 'guests' | 'confirm' | 'language';

/**
 * The person, where Slack says this moment that they are an owner or admin of this workspace: rights that were taken
 * away a minute ago raise no limit. null: anybody else, whose attempt is written to the audit.
 */
export async function findAdmin(
  { installations, people, requests }: ListenerDeps,
  by: By,
  act: AdminAct,
): Promise<Person | null> {
  const person = await inTime(people.findNow(await installations.of(by.teamId), by.userId));
  if (person.isAdmin) return person;
  await requests.store.auditRefused(by, `${act}_refused`, requests.defaultCredits);
  return null;
}
