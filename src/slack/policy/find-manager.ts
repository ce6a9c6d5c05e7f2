import { type ManagerStore, MOST_MANAGERS } from '../../core/policy/managers.ts';
import type { Installation } from '../api/installations.ts';
import { listAdmins } from '../api/messages.ts';
import type { People, Person } from '../api/people.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { inTime } from '../kit/may-spend.ts';

/** What only managers may do, as the audit names it when somebody else tries (`…_refused`). */
export type ManagerAct =
  | 'budget'
  | 'guests'
  | 'confirm'
  | 'language'
  | 'retention'
  | 'legal_hold'
  | 'erase'
  | 'prompt_read'
  | 'policy'
  | 'pixapi_key'
  | 'pause'
  | 'resume'
  // a question for more credits
  | 'answer'
  | 'answer_days'
  | 'export'
  | 'audit'
  | 'undo'
  // who is a manager
  | 'manager';

/**
 * The person, where Slack says this moment that they are an owner or admin of this workspace, or a full member of it whom
 * one of those has named: rights that were taken away a minute ago raise no limit. null: anybody else, whose attempt is
 * written to the audit. Throws `chat_busy` where Slack does not answer.
 */
export async function findManager(deps: ListenerDeps, by: By, act: ManagerAct): Promise<Person | null> {
  const at = await deps.installations.of(by.teamId);
  const person = await inTime(deps.people.findNow(at, by.userId));
  if (await isManager(deps, by, person)) return person;
  await refuseManager(deps, by, act);
  return null;
}

/** The same for what owners and admins alone may do, and nobody whom they named. */
export async function findAdmin(deps: ListenerDeps, by: By, act: ManagerAct): Promise<Person | null> {
  const person = await inTime(deps.people.findNow(await deps.installations.of(by.teamId), by.userId));
  if (person.isAdmin) return person;
  await refuseManager(deps, by, act);
  return null;
}

/** Writes down that somebody tried what only managers may. */
async function refuseManager({ requests }: ListenerDeps, by: By, act: ManagerAct): Promise<void> {
  await requests.store.auditRefused(by, `${act}_refused`, requests.defaultCredits);
}

/** Whether they are one, going by what Slack said of them: for what is shown. What is done asks `findManager`. */
export async function isManager(
  { requests }: { readonly requests: { readonly store: Pick<ManagerStore, 'isNamedManager'> } },
  { teamId, userId }: By,
  person: Person,
): Promise<boolean> {
  if (person.isAdmin) return true;
  return isFullMember(person) && (await requests.store.isNamedManager(teamId, userId));
}

/** Neither of another workspace nor a guest: only such a person can be a manager. */
export const isFullMember = ({ isMember, isGuest }: Person): boolean => isMember && !isGuest;

/** As many managers are told of anything, the named ones first. */
const MOST_TOLD = MOST_MANAGERS + 10;

/**
 * The ids of all managers who can be told something, MOST_TOLD at most: the named ones who are still full members, then
 * owners and admins. Throws `chat_busy` where Slack does not answer.
 */
export async function listManagers(
  {
    people,
    requests,
  }: { readonly people: People; readonly requests: { readonly store: Pick<ManagerStore, 'listManagers'> } },
  at: Installation,
): Promise<string[]> {
  const [named, admins] = await Promise.all([requests.store.listManagers(at.teamId), listAdmins(at, MOST_TOLD)]);
  const standing = await Promise.all(
    named.map(async ({ userId }) => (isFullMember(await people.find(at, userId)) ? [userId] : [])),
  );
  return [...new Set([...standing.flat(), ...admins])].slice(0, MOST_TOLD);
}
