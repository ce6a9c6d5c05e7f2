import type { Copy } from '../../copy/copy.ts';
import { type Manager, MOST_MANAGERS } from '../../core/policy/managers.ts';
import { listAdmins } from '../api/messages.ts';
import { withinMs } from '../api/within-ms.ts';
import { showInHome } from '../budgets/notice.ts';
import type { By, ListenerDeps } from '../deps.ts';
import { personOf } from '../kit/erased.ts';
import { inTime } from '../kit/may-spend.ts';
import { answer, type Message } from '../kit/message.ts';
import { findAdmin, findManager, isFullMember } from './find-manager.ts';

/** What stands in the Home of somebody who is no manager any more goes at once, and not when they open it next. */
export async function closeHomes(deps: ListenerDeps, teamId: string, userIds: readonly string[]): Promise<void> {
  const at = await deps.installations.of(teamId);
  for (const userId of userIds) deps.background(async () => await showInHome(deps, at, userId));
}

type Named = { readonly userId: string };

const MOST_ADMINS_SHOWN = 10;
const ADMINS_WITHIN_MS = 1_000;

/** Who looks after the workspace's credits; anybody may ask. Where Slack doesn't say in time who its admins are, they go without names. */
export async function showManagers(deps: ListenerDeps, { teamId }: By, _: unknown, copy: Copy): Promise<Message> {
  const at = await deps.installations.of(teamId);
  const asking = listAdmins(at, MOST_ADMINS_SHOWN).catch(() => []);
  const [named, admins] = await Promise.all([
    deps.requests.store.listManagers(teamId),
    withinMs(ADMINS_WITHIN_MS, asking),
  ]);
  return managersAnswer(named, admins === 'late' ? [] : admins, copy);
}

export function managersAnswer(named: readonly Manager[], admins: readonly string[], copy: Copy): Message {
  const { managers } = copy.team;
  const person = (id: string) => personOf(id, copy);
  return answer(
    managers.title,
    managers.admins(admins.map(person).join(', ')),
    named.length === 0
      ? managers.nobodyNamed
      : managers.named(
          named.map(({ userId, addedBy }) => managers.namedBy(person(userId), person(addedBy))).join(', '),
        ),
    managers.howTo,
  );
}

/** Owners and admins alone name people, and only full members: a right to pass on would soon be everybody's. */
export async function addManager(
  deps: ListenerDeps,
  by: By,
  { userId: managerId }: Named,
  copy: Copy,
): Promise<Message> {
  const { managers } = copy.team;
  if (!(await findAdmin(deps, by, 'manager'))) return answer(managers.onlyAdmins);
  const at = await deps.installations.of(by.teamId);
  const person = await inTime(deps.people.findNow(at, managerId));
  if (person.isAdmin) return answer(managers.isAdmin(`<@${managerId}>`));
  if (!isFullMember(person)) return answer(managers.noMember(`<@${managerId}>`));
  const { store, defaultCredits } = deps.requests;
  const outcome = await store.addManager({ ...by, managerId }, defaultCredits);
  if (outcome === 'too_many') return answer(managers.tooMany(MOST_MANAGERS));
  return answer(managers[outcome](`<@${managerId}>`));
}

/** For owners and admins; a named manager may step down. Whoever is removed has lost it at their next act. */
export async function removeManager(
  deps: ListenerDeps,
  by: By,
  { userId: managerId }: Named,
  copy: Copy,
): Promise<Message> {
  const { managers } = copy.team;
  const find = managerId === by.userId ? findManager : findAdmin;
  const remover = await find(deps, by, 'manager');
  if (!remover) return answer(managers.onlyAdmins);
  const { store, defaultCredits } = deps.requests;
  const person = await inTime(deps.people.find(await deps.installations.of(by.teamId), managerId));
  const outcome = await store.removeManager({ ...by, managerId }, defaultCredits);
  if (outcome === 'removed') await closeHomes(deps, by.teamId, [managerId]);
  const { [outcome]: said, isAdmin } = managers;
  return answer([said, ...(person.isAdmin ? [isAdmin] : [])].map((words) => words(`<@${managerId}>`)).join(' '));
}
